"""Awards: who received what, how often and of which grade, who conferred it and where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.found import Found, Story, date_before, modality
from kg.extract.view import View, compiled
from kg.model import Mention
from kg.recognise.awards import GRADE
from kg.text import number

_RECEIVES = "荣获|获得|喜获|斩获|摘得|摘取|夺得|捧得|赢得|获颁|获评|被评为|评为|荣膺|拿下|创成|实现|接过|被授予|获|拿到|收获"
_COUNT = re.compile(r"(?P<n>\d+|[一二三四五六七八九十两]+)\s*(?:个|项|次|家|名|人|位|枚|件)")


def grade_of(award: Mention) -> str | None:
    """The grade in an award's name: …一等奖 → 一等奖."""
    grades = [found[0] for found in GRADE.finditer(award.name)]
    return grades[-1] if grades else None


def received(view: View, story: Story) -> Iterator[Found]:
    """某某公司荣获某某奖 as a form, with the prizes that follow it in the sentence and their numbers."""
    for verb in compiled(rf"(?P<verb>{_RECEIVES})").finditer(view.text):
        end = next((i for i in range(verb.end(), len(view.text)) if view.text[i] in "。！？"), len(view.text))
        following = compiled(rf"{_RECEIVES}").search(view.text, verb.end() + 1)
        prizes = [
            at
            for at in view.found("W", verb.end(), end)
            if following is None or at < following.start() or not view.found("AI", following.end(), at)
        ]
        if not prizes or prizes[0] - verb.end() > 24:
            continue
        for holder in _holders(view, story, verb.start()):
            for at in prizes:
                award = view.mention(at)
                yield Found(
                    holder, "received", award, 0.85, grade=grade_of(award), count=_count(view, verb.start(), at),
                    date=date_before(view, at), modality=modality(view, verb.start()),
                )  # fmt: skip


def _holders(view: View, story: Story, verb: int) -> list[Mention]:
    """Who receives: the list of actors that ends nearest before the verb, else the subject spoken of."""
    start = max((view.text.rfind(mark, 0, verb) for mark in "。；：！？"), default=-1) + 1
    actors = [
        i
        for i in view.found("AG", start, verb)
        if view.text[i + 1 : i + 2] != "的" or view.mention(i).type == "Person"
    ]
    if not actors:
        return [story.subject] if story.subject is not None else []
    last = actors[-1]
    persons = [i for i in actors if view.mention(i).type == "Person"]
    if persons:
        last = persons[-1]
    group = [last]
    for at in reversed(actors[: actors.index(last)]):
        between = view.text[at + 1 : group[-1]]
        alike = view.mention(at).type == view.mention(last).type
        if alike and re.fullmatch(r"[、和及与以及等]{1,3}|[（(][^）)]*[）)]、?", between):
            group.append(at)
        else:
            break
    return [view.mention(at) for at in reversed(group)]


def _count(view: View, verb: int, at: int) -> int | None:
    """How many: the number behind the prize (一等奖23个), or just before the verb (16次获得)."""
    behind = _COUNT.match(view.text, at + 1)
    if behind:
        return number(behind["n"])
    before = re.search(
        r"(?P<n>\d+|[一二三四五六七八九十两]+)次$|(?P<m>\d+)个[^，。；]{0,8}(?:均|全部)?$",
        view.text[max(0, verb - 16) : verb],
    )
    if before:
        return number(before["n"] or before["m"])
    return None


def conferred(view: View, story: Story) -> Iterator[Found]:
    """某某部授予某某公司某某称号 as a form: the giver and the receiver."""
    pattern = (
        r"(?P<giver><O>)[^，。；]{0,16}?(?P<verb>授予|颁发|表彰|颁给|评选|评出|公布)了?(?P<rest>[^。；]*)"
    )
    for found in compiled(pattern).finditer(view.text):
        if "被" in view.text[found.start() : found.start("verb")]:
            continue  # it is given to
        giver = view.mention(found.start("giver"))
        for at in view.found("W", *found.span("rest")):
            yield Found(
                giver, "conferred", view.mention(at), 0.8, date=date_before(view, found.start("verb"))
            )
    for found in compiled(
        r"(?:授予|表彰)(?P<holders><AI>(?:[、和及与]<AI>)*)[^，。；]{0,16}?(?P<award><W>)"
    ).finditer(view.text):
        for at in view.found("AI", *found.span("holders")):
            award = view.mention(found.start("award"))
            yield Found(
                view.mention(at), "received", award, 0.85, grade=grade_of(award), date=date_before(view, at)
            )
    for found in compiled(
        r"(?P<holders><AI>(?:[、和及与]<AI>)*)(?:等[^，。；]{0,12})?(?:曾|已|先后|近日|均|再次)?(?:被|为)?<O>[^，。；]{0,4}(?:授予|评为)[^，。；]{0,4}(?P<award><W>)"
    ).finditer(view.text):
        for at in view.found("AI", *found.span("holders")):
            award = view.mention(found.start("award"))
            yield Found(
                view.mention(at), "received", award, 0.85, grade=grade_of(award), date=date_before(view, at)
            )


def conferred_by(view: View, story: Story) -> Iterator[Found]:
    """The giver behind the prize or before the verb: 奖项由某某会颁发, 被某某政府授予某某奖, 获得某某会颁发的某某奖."""
    for pattern in (
        r"(?P<awards><W>(?:[、和及]<W>)*)[^，。；]{0,6}由(?P<giver><O>)(?:颁发|授予|颁授|评定|评选)",
        r"(?:被|由|获得?)(?P<giver><O>)(?:授予|颁发|评为)的?(?P<awards><W>(?:[、和及]<W>)*)",
    ):
        for found in compiled(pattern).finditer(view.text):
            for at in view.found("W", *found.span("awards")):
                yield Found(view.mention(found.start("giver")), "conferred", view.mention(at), 0.85)


def presented(view: View, story: Story) -> Iterator[Found]:
    """Prizes handed over or announced at the meeting that the article reports."""
    if not re.search("荣获|获得|表彰|颁奖|授予|颁发|揭晓|获奖|奖牌|接过", view.text):
        return
    meeting = story.meeting
    if meeting is None:
        return
    near = any(m.type == "Meeting" for m in view.mentions) or any(
        m.type == "Meeting"
        for m in story.views[view.index - 1].mentions
        if story.views[view.index - 1].sentence.paragraph == view.sentence.paragraph
    )
    if near:
        for at in view.found("W"):
            yield Found(view.mention(at), "presentedAt", meeting, 0.65)
