"""Meetings: who chaired, spoke, attended, who organised, where and about what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.found import Found, Story, clause_start, date_before, modality
from kg.extract.view import View, compiled
from kg.model import Mention
from kg.text import normal

_SPEECHES = (
    "讲话|讲了话|致辞|致词|致欢迎[辞词]|致开幕[辞词]|致闭幕[辞词]|发言|演讲|授课|宣读|宣布|指出|强调|表示|认为|要求|汇报|通报|介绍|推介|"
    "总结|部署|解读|宣讲|点评|(?:作|做)[^，。；]{0,30}(?:报告|讲话|发言|总结|推介|致辞|介绍|分享|演讲|交流|说明)|(?:作|做)(?:了|题为|以)|发表|报告|提出|提议|"
    "希望|谈到|说(?=[，：])|分享|颁奖|揭牌|揭幕|回答|签署|签约"
)
_CHAIRS = r"主持(?!人|词|单位|编|设计|修|研究|完成|项目)"
_ATTENDS = "出席|参加|参会|到会|到场|莅临|列席|见证|陪同|与会|参与|前往|率|会见|座谈|洽谈|赴|考察|调研|走访|抵|座谈交流|到访|访问|围绕|同意"
_CITED = re.compile(r"(?:贯彻|落实|学习|领会|践行|传达|按照|根据|牢记)[^，。；]{0,4}$")
_TAIL = re.compile(
    r"^[^，。；]{0,4}等[^，。；]{0,22}|^(?:分别|共同|先后|一同|一起|一行|应邀|亲自|代表[^，。；]{0,16}|在[^，。；]{0,24}|围绕[^，。；]{0,30}|向[^，。；]{0,16}|对[^，。；]{0,20}|就[^，。；]{0,20}|首先|最后|还|随后|则|全程|也)+"
)


def _meeting(view: View, story: Story, at: int) -> Mention | None:
    """The meeting that a place of the sentence speaks of: named before it, named after it, or the article's."""
    places = view.found("M")
    before = [i for i in places if i < at]
    after = [i for i in places if i > at]
    if (
        after
        and not re.search("[。；]", view.text[at : after[0]])
        and (not before or view.mention(before[-1]).reference)
    ):
        return view.mention(after[0])
    if before:
        return view.mention(before[-1])
    return story.meeting or None


def participants(view: View, story: Story) -> Iterator[Found]:
    """Persons with what they did at the meeting: the verb of their clause, or that of the person next in their list."""
    places = view.found("P")
    acts: dict[int, list[str]] = {}
    for position, at in reversed(list(enumerate(places))):
        roles = _roles(view, at)
        if not roles and position + 1 < len(places):
            between = view.text[at + 1 : places[position + 1]]
            if len(between) <= 60 and not re.search("[。；]", between):
                roles = [role for role in acts[places[position + 1]] if role != "chair" or len(between) <= 12]
        acts[at] = roles
    for at in places:
        person, meeting = view.mention(at), _meeting(view, story, at)
        if (
            meeting is None
            or not acts[at]
            or _CITED.search(view.text, 0, at)
            or (view.text[at + 1 : at + 2] == chr(0xE040) and view.title(at + 1).text == "总书记")
        ):
            continue
        yield Found(
            person, "participatedIn", meeting, 0.9 if _roles(view, at) else 0.75,
            role=tuple(acts[at]), date=date_before(view, at), modality=modality(view, at + 1),
        )  # fmt: skip


def _roles(view: View, at: int) -> list[str]:
    """Chair, speaker or attendee, by the words that follow the person; none where they say nothing of it."""
    clause = _predicate(view, at)
    roles = []
    if re.match(rf".{{0,12}}?{_CHAIRS}", clause) or (
        re.search(r"由(?:[^，。；]*[、和])?[^，。；]{0,12}$", view.text[:at]) and "主持" in clause[:20]
    ):
        roles.append("chair")
    if re.search(_SPEECHES, clause):
        roles.append("speaker")
    if not roles and (re.search(_ATTENDS, clause) or _listed_attending(view.text[at + 1 :])):
        roles.append("attendee")
    return roles


def _listed_attending(rest: str) -> bool:
    """Whether the long list that goes on behind the person ends in 出席, with nobody speaking before."""
    found = re.match(r"[^。；]{0,140}?(?:出席|参加|参会|列席|到会|到场|见证)", rest)
    return found is not None and re.search(_SPEECHES, found[0]) is None


def _predicate(view: View, at: int) -> str:
    """The words that say what the person at ``at`` did: behind the list that it stands in, to the end of the sentence part."""
    rest = view.text[at + 1 :]
    listed = compiled(
        r"(?:(?:[、，和及与 　]|以及|等|[（(][^）)]{0,12}[）)])*(?:<OL>[\u4e00-\u9fff]{0,8})*<T>*(?:<OL>|<T>|[、，])*<P><T>*)*"
    ).match(rest)
    place = listed.end() if listed else 0
    rest = rest[place:].lstrip(chr(0xE040))
    tail = _TAIL.match(rest)
    skipped = tail.end() if tail else 0
    head = rest[: skipped + 60]
    stop = next(
        (i for i, c in enumerate(head) if c in "。；！？" or (c == "，" and i > skipped + 24)), len(head)
    )
    first = head.find("，")
    if 0 <= first < stop and re.search(rf"{_SPEECHES}|{_ATTENDS}|{_CHAIRS}", head[:first]):
        return head[:first]
    following = compiled(r"<P>").search(head, 0, stop)
    return head[: following.start() if following else stop]


def reports(view: View, story: Story) -> Iterator[Found]:
    """The speakers in brackets behind the titles of their reports: 大会报告有《…》（陈某）、《…》（王某）."""
    meeting = story.meeting
    if meeting is None or not re.search("报告|演讲|讲座|发言", view.text[:60]):
        return
    for at in view.found("P"):
        if view.text[max(0, at - 2) : at] in ("》（", "》("):
            yield Found(view.mention(at), "participatedIn", meeting, 0.8, role=("speaker",))


def bodies_attending(view: View, story: Story) -> Iterator[Found]:
    """Bodies, not their people, that took part: 某某集团、某某公司参加签约仪式."""
    pattern = rf"(?P<bodies><O+>)(?!<T>|<P>|的)(?:等[^，。；]{{0,16}}|[^，。；]{{0,14}}?)(?:共同|一起|应邀|分别|代表)?(?:{_ATTENDS})(?P<rest>[^。；]*)"
    for found in compiled(pattern).finditer(view.text):
        if view.found("P", found.start(), found.start("rest")):
            continue
        meeting = _meeting(view, story, found.start())
        if meeting is None or not (
            view.found("M", *found.span("rest"))
            or "会" in found["rest"][:12]
            or found["rest"][:1] in ("。", "")
        ):
            continue
        for at in view.found("O", *found.span("bodies")):
            yield Found(
                view.mention(at),
                "participatedIn",
                meeting,
                0.75,
                role=("attendee",),
                date=date_before(view, at),
            )


def organisers(view: View, story: Story) -> Iterator[Found]:
    """由甲、乙主办, 丙承办, 丁协办; 甲召开乙会."""
    for verb, role in (
        ("主办", "host"),
        ("承办", "organizer"),
        ("协办", "co-organizer"),
        ("支持(?=。|，)", "co-organizer"),
    ):
        pattern = rf"(?P<bodies><OL+>)(?:等[^，。；]{{0,10}})?(?:具体|联合|共同|倾力)*{verb}"
        for found in compiled(pattern).finditer(view.text):
            meeting = _meeting(view, story, found.start())
            if meeting is None:
                continue
            for at in view.found("O", *found.span("bodies")):
                yield Found(
                    view.mention(at), "organized", meeting, 0.95, role=(role,), date=date_before(view, at)
                )
        label = rf"{verb}(?:单位|方)?[：:](?P<bodies>(?:<O>[、，和 　]*)+)"
        for found in compiled(label).finditer(view.text):
            meeting = _meeting(view, story, found.start())
            for at in view.found("O", *found.span("bodies")):
                if meeting is not None:
                    yield Found(view.mention(at), "organized", meeting, 0.9, role=(role,))


def conveners(view: View, story: Story) -> Iterator[Found]:
    """某某会召开某某会议: the body in front of 召开, 举办, 举行."""
    pattern = (
        r"(?P<bodies><O>(?:(?:[、，和及与]|以及)+<O>)*)(?!<T>|<P>)(?:[^，。；]{0,22}?)(?:共同|联合|组织|隆重|顺利|成功|在[^，。；]{0,16})*"
        r"(?P<verb>召开|举办|举行|主办|组织召开)了?(?:[^，。；]{0,10}?)(?P<meeting><M>)"
    )
    for found in compiled(pattern).finditer(view.text):
        if view.found("P", found.start(), found.start("verb")):
            continue
        for at in view.found("O", *found.span("bodies")):
            yield Found(
                view.mention(at), "organized", view.mention(found.start("meeting")), 0.85,
                role=("host",), date=date_before(view, found.start("meeting")), modality=modality(view, found.start("verb")),
            )  # fmt: skip


def own_meeting(view: View, story: Story) -> Iterator[Found]:
    """A meeting that is named after the body that holds it: 某某电气半年度工作会议."""
    for at in view.found("M"):
        meeting = view.mention(at)
        if meeting.reference:
            continue
        for body in (m for v in story.views for m in v.mentions):
            if (
                body.type in ("Company", "Association", "ResearchInstitution")
                and not body.reference
                and meeting.text.startswith(body.text)
            ):
                yield Found(Mention(body.type, meeting.sentence, meeting.start, meeting.start + len(body.text), body.text, body.rule, body.name),
                            "organized", meeting, 0.7, role=("host",))  # fmt: skip
                break


def venue(view: View, story: Story) -> Iterator[Found]:
    """某某会在某地举行; 在某地召开某某会."""
    held = "召开|举行|举办|开幕|闭幕|开班|启幕|落幕|拉开帷幕"
    for found in compiled(
        rf"(?P<meeting><M>)[^。；]{{0,30}}?(?:在|于)(?P<sites>(?:<L>|<O>|的|、|[\u4e00-\u9fff]{{0,3}})*?<LO>(?!<L>))[^，。；]{{0,14}}?(?P<verb>{held})"
    ).finditer(view.text):
        yield from _held_in(view, found)
    for found in compiled(
        rf"(?:在|于)(?P<sites><LO>+)[^，。；]{{0,16}}?(?P<verb>{held}|进行)了?[^，。；]{{0,10}}?(?P<meeting><M>)"
    ).finditer(view.text):
        yield from _held_in(view, found)


def _held_in(view: View, found: re.Match[str]) -> Iterator[Found]:
    meeting = view.mention(found.start("meeting"))
    for at in view.found("LO", *found.span("sites")):
        place = view.mention(at)
        inner = view.found("L", at + 1, at + 2)  # of 浙江省绍兴市 the city
        if place.type in ("Place", "Park") and not inner:
            yield Found(
                meeting,
                "heldIn",
                place,
                0.9,
                date=date_before(view, at),
                modality=modality(view, found.start("verb")),
            )


_ABOUT = "发布|印发|启动|部署|推进|审议|通过|签署|签订|宣读|推介|围绕|聚焦|解读|讨论|传达|学习|贯彻|落实|表彰|启用|签约|开工"


def about(view: View, story: Story) -> Iterator[Found]:
    """What a meeting is about: the initiative in its name, or the one that it launches, reviews or passes."""
    for at in view.found("M"):
        meeting = view.mention(at)
        label = normal(meeting.text)
        for other in {
            m.name: m for v in story.views for m in v.mentions if m.type in ("Programme", "Project", "Policy")
        }.values():
            if not meeting.reference and len(normal(other.text)) >= 4 and normal(other.text) in label:
                yield Found(meeting, "concerns", other, 0.8)
    for found in compiled(
        rf"(?P<meeting><M>)(?P<between>[^。；]{{0,40}}?)(?P<verb>{_ABOUT})了?[^，。；]{{0,8}}?(?P<about><I>)"
    ).finditer(view.text):
        if clause_start(view, found.start("verb")) - found.start() > 30 or (
            view.found("P", *found.span("between")) and found["verb"] not in ("宣读", "发布", "签署")
        ):
            continue
        yield Found(view.mention(found.start("meeting")), "concerns", view.mention(found.start("about")), 0.7)
    for found in compiled(r"(?P<about><I>)[^，。；]{0,6}?(?P<meeting><M>)").finditer(view.text):
        if not found[0][1:-1].strip("的、和"):
            yield Found(
                view.mention(found.start("meeting")), "concerns", view.mention(found.start("about")), 0.75
            )


def sub_meeting(view: View, story: Story) -> Iterator[Found]:
    """作为甲大会的分论坛，乙论坛举行; 乙论坛是甲大会的分会场."""
    kinds = "分论坛|分会场|平行论坛|子论坛|专场|配套活动|组成部分|系列活动|议程"
    for pattern in (
        rf"作为(?P<whole><M>)的[^，。；]{{0,6}}(?:{kinds})，(?P<part><M>)",
        rf"(?P<part><M>)(?:同?为|是|作为)(?P<whole><M>)的[^，。；]{{0,6}}(?:{kinds})",
    ):
        for found in compiled(pattern).finditer(view.text):
            yield Found(view.mention(found.start("part")), "partOf", view.mention(found.start("whole")), 0.85)


def adopted(view: View, story: Story) -> Iterator[Found]:
    """A text that the meeting itself passes: 会议通过了《…》, 大会宣读《…倡议》."""
    pattern = r"(?:审议通过|通过|形成|达成|发表|宣读)了?(?P<policy><Y>)"
    for found in compiled(pattern).finditer(view.text):
        meeting = _meeting(view, story, found.start())
        policy = view.mention(found.start("policy"))
        final = re.search("倡议|宣言|共识|公报|决议", policy.text)
        if meeting is not None and (final or not view.found("O", 0, found.start())):
            yield Found(meeting, "issued", policy, 0.7)
