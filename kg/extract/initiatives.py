"""Who leads, joins, supports which initiative, who issued which policy, what implements and contains what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extract.found import Found, Story, date_before, modality
from kg.extract.view import View, compiled
from kg.lexicon import Lexicon, alternation
from kg.model import Mention
from kg.text import normal

_BEHIND = re.compile(
    r"^(?:企业|产品|品牌|标准|认证|名单|称号|建设|培育|工作|试点|单位|项目)*(?:的)?(?:落地|建设|实施|推进|名单)?"
)


@lru_cache(maxsize=4)
def _verbs(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, list[str]]]:
    relations: dict[str, list[str]] = {}
    for relation in ("leads", "participatesIn", "supports", "issued"):
        for verb in lexicon.verbs.get(relation, ()):
            relations.setdefault(verb, []).append(relation)
    return re.compile(alternation(relations)), relations


def acted_on(view: View, story: Story) -> Iterator[Found]:
    """An actor, a verb of the table, an initiative: the nearest verb before the initiative tells the relation."""
    pattern, relations = _verbs(story.lexicon)
    for at in view.found("I"):
        target = view.mention(at)
        start = max((view.text.rfind(mark, 0, at) for mark in "。；！？："), default=-1) + 1
        verbs = list(pattern.finditer(view.text, start, at))
        if not verbs:
            continue
        verb = verbs[-1]
        between = view.text[verb.end() : at]
        if len(between) > 18 or (re.search("[，]", between) and not view.found("I", verb.end(), at)):
            continue
        relation = _relation(relations[verb[0]], target)
        if relation is None:
            continue
        for actor in _actors(view, story, start, verb.start(), relation):
            held = story.posts.get(actor.name, ()) if actor.type == "Person" else ()
            actor = next((post.object for post in held if post.object.type == "Company"), actor)
            if actor.name != target.name and _allowed(relation, actor, target):
                yield Found(
                    actor, relation, target, 0.75 if not actor.reference else 0.65,
                    date=date_before(view, at), modality=modality(view, verb.start()),
                )  # fmt: skip


def _relation(relations: list[str], target: Mention) -> str | None:
    """What the verb means with this object: 发布 a policy is to issue it, 公布 a list of a programme to lead it."""
    if target.type == "Policy":
        return next((r for r in ("issued", "participatesIn", "supports") if r in relations), None)
    return (
        next((r for r in ("participatesIn", "supports", "leads") if r in relations), None)
        if "leads" not in relations or "issued" not in relations
        else "leads"
    )


def _allowed(relation: str, actor: Mention, target: Mention) -> bool:
    if relation in ("issued", "supports"):
        return actor.type not in ("Person", "Place") and (relation == "supports" or target.type == "Policy")
    return relation != "leads" or target.type != "Policy"


def _actors(view: View, story: Story, start: int, verb: int, relation: str) -> list[Mention]:
    """Who acts: the list of actors nearest before the verb in its sentence, else the subject spoken of."""
    places = view.found("A", start, verb)
    places = [
        i
        for i in places
        if not (
            i + 1 < len(view.text)
            and view.text[i + 1] in "的"
            and i + 2 < verb
            and view.found("A", i + 2, verb)
        )
    ]
    bodies = [i for i in places if view.mention(i).type != "Person"] or places
    if relation == "participatesIn":  # 某刀具是浙江首批入选…的企业: the firm joins, not the place
        bodies = [i for i in bodies if view.mention(i).type != "Place"] or bodies
    if not bodies and "我们" in view.text[start:verb]:
        speaker = _speaker(view, story)
        if speaker is not None:
            return [speaker]
    if not bodies and "双方" in view.text[start:verb]:
        return _parties(view, story)
    if not bodies:
        same = (
            story.subject is not None
            and story.views[story.subject.sentence].sentence.paragraph == view.sentence.paragraph
        )
        return [story.subject] if story.subject is not None and same and story.subject.type != "Place" else []
    last = bodies[-1]
    group = [last]
    for at in reversed(bodies[: bodies.index(last)]):
        if re.fullmatch(r"(?:[、，和及与]|以及|等)+", view.text[at + 1 : group[-1]]):
            group.append(at)
        else:
            break
    return [view.mention(at) for at in reversed(group)]


_RUN = "牵头|发起|组织实施|实施|推出|建设|承建|管理|负责|主导|设立|运营|投资|举办|评定|认定|组织"


def _speaker(view: View, story: Story) -> Mention | None:
    """The body whose officer is quoted in the sentence: “我们按…标准生产。”某某公司总经理王某说 as a form."""
    following = story.views[view.index + 1 : view.index + 2]
    for after in following:
        found = compiled(
            r"^”?(?P<body><O>)<T>+(?:[、兼]<T>)*<P>[^，。]{0,6}(?:说|介绍|表示|告诉|坦言)"
        ).match(after.text)
        if found is not None:
            return after.mention(found.start("body"))
    return None


def _parties(view: View, story: Story) -> list[Mention]:
    """The two bodies that 双方 means: the last two different ones that the article has named."""
    named: dict[str, Mention] = {}
    for earlier in reversed(story.views[: view.index]):
        for at in reversed(earlier.found("O")):
            mention = earlier.mention(at)
            if mention.type not in ("Media", "Park"):
                named.setdefault(mention.name, mention)
            if len(named) == 2:
                return list(named.values())
    return []


def led_by(view: View, story: Story) -> Iterator[Found]:
    """该行动由某局牵头，甲、乙参加: the leader behind the initiative, and those who join in the next clause."""
    pattern = (
        rf"(?P<target><I>)?[^。；<]{{0,12}}?由(?P<leaders><O>(?:[、和及与]<O>)*)(?P<between>[^，。；]{{0,16}}?)(?:{_RUN})"
        r"(?:[^，。；]{0,8}，(?P<joiners><O>(?:[、和及与]<O>)*)[^，。；]{0,8}(?:参加|参与|配合))?"
    )
    for found in compiled(pattern).finditer(view.text):
        before = view.found("I", 0, found.start("leaders"))
        if not before:
            continue
        target = view.mention(before[-1])
        for group, relation in (("leaders", "leads"), ("joiners", "participatesIn")):
            for at in view.found("O", *found.span(group)) if found[group] else ():
                if _allowed(relation, view.mention(at), target):
                    yield Found(
                        view.mention(at),
                        relation,
                        target,
                        0.85,
                        date=date_before(view, at),
                        modality=modality(view, found.start("leaders")),
                    )


def listed_behind(view: View, story: Story) -> Iterator[Found]:
    """入选某某名单的有甲、乙、丙; 甲等被列入, 甲通过…认证 are read by ``acted_on``."""
    pattern = r"(?P<target><I>)[^，。；]{0,16}?(?:的(?:企业|单位)?(?:有|包括|为|分别是)|名单如下|：)[^，。；]{0,4}?(?P<bodies><O>(?:[、，和及与]+<O>)*)"
    for found in compiled(pattern).finditer(view.text):
        for at in view.found("O", *found.span("bodies")):
            yield Found(view.mention(at), "participatesIn", view.mention(found.start("target")), 0.7)


def owned(view: View, story: Story) -> Iterator[Found]:
    """A project or programme that is named after its owner: 某某集团 + 华东基地."""
    for at in view.found("G"):
        target = view.mention(at)
        for body in {
            m.text: m
            for v in story.views
            for m in v.mentions
            if m.type in ("Company", "ResearchInstitution", "Association") and not m.reference
        }.values():
            quote = len(target.text) - len(target.text.lstrip("“"))
            if target.text.startswith(body.text, quote) and len(target.text) > quote + len(body.text) + 1:
                start = target.start + quote
                owner = Mention(
                    body.type, target.sentence, start, start + len(body.text), body.text, body.rule, body.name
                )
                yield Found(owner, "leads", target, 0.6)
                break


def adjacent(view: View, story: Story) -> Iterator[Found]:
    """工信部第三批… as a form: an official body right before the programme's name runs it."""
    for found in compiled(r"(?P<body><O>)(?P<target><G>)").finditer(view.text):
        body = view.mention(found.start("body"))
        if body.type == "GovernmentBody":
            yield Found(body, "leads", view.mention(found.start("target")), 0.65)
    for found in compiled(r"(?P<body><O>)(?P<target><Y>)").finditer(view.text):
        yield Found(view.mention(found.start("body")), "issued", view.mention(found.start("target")), 0.7)


def backing(view: View, story: Story) -> Iterator[Found]:
    """某局为该计划提供资金支持, 某局给予补助: who gives money, land or approval to what the sentence or the last one names."""
    gives = r"(?:提供|给予|予以|安排|拨付|下达)[^，。；]{0,14}?(?:支持|资助|资金|补助|贷款|经费|奖补|用地|贴息)|资助"
    for found in compiled(rf"(?P<giver><O>)(?P<between>[^，。；]{{0,30}}?)(?:{gives})").finditer(view.text):
        giver = view.mention(found.start("giver"))
        if view.found("P", found.start(), found.end()) or giver.type == "Media":
            continue
        inside = view.found("I", *found.span())
        before = view.found("I", 0, found.start())
        earlier = [
            m
            for v in story.views[max(0, view.index - 1) : view.index]
            for m in v.mentions
            if m.type in ("Programme", "Project")
        ]
        target = (
            view.mention((inside or before)[-1]) if inside or before else earlier[-1] if earlier else None
        )
        if target is not None:
            yield Found(
                giver,
                "supports",
                target,
                0.75 if inside else 0.6,
                modality=modality(view, found.start("between") + 1),
            )


def carrying_out(view: View, story: Story) -> Iterator[Found]:
    """甲是落实乙的措施; 为推进乙，发布甲; 发布甲，作为乙的配套."""
    for pattern in (
        r"(?P<policy><Y>)(?:》)?(?:是|系|为)[^，。；]{0,10}?(?:贯彻|落实|推进|实施|执行)(?P<target><I>)",
        r"(?P<policy><Y>)[^。；]{0,30}?，也是[^，。；]{0,10}?(?:贯彻|落实|推进|实施)(?P<target><I>)",
        r"(?:为|为了)[^，。；]{0,4}(?:推进|规范|落实|贯彻|实施|加快|推动|做好)(?P<target><I>)[^。；]{0,40}?(?:发布|印发|制定|出台)了?(?P<policy><Y>)",
        r"(?:发布|印发|制定|出台)了?(?P<policy><Y>)，(?:作为(?P<target><I>)的|推进(?P<other><I>))",
    ):
        for found in compiled(pattern).finditer(view.text):
            at = found.start("target") if found["target"] else found.start("other")
            yield Found(view.mention(found.start("policy")), "implements", view.mention(at), 0.8)


def implementing(view: View, story: Story) -> Iterator[Found]:
    """A plan whose title names the programme that it carries out: 《…攻坚行动实施方案》."""
    for at in view.found("Y"):
        policy = view.mention(at)
        label = normal(policy.text)
        if not re.search("方案|意见|措施|细则|计划|办法|通知", label):
            continue
        for other in {
            m.name: m for v in story.views for m in v.mentions if m.type in ("Programme", "Project")
        }.values():
            if len(normal(other.text)) >= 4 and normal(other.text) in label:
                yield Found(policy, "implements", other, 0.7)


def contained(view: View, story: Story) -> Iterator[Found]:
    """《…方案》提出，实施“…”行动: what a policy sets out to do is a part of it; 某批 of a list is a part of the list."""
    pattern = r"(?P<policy><Y>)(?:中)?(?:明确)?(?:提出|指出|明确|要求|部署)[^。]{0,60}?(?:实施|开展|启动|推进|深化)(?P<target><G>)"
    for found in compiled(pattern).finditer(view.text):
        yield Found(view.mention(found.start("target")), "partOf", view.mention(found.start("policy")), 0.65)
    inside = "部分|子项目|子计划|一期|二期|三期|内容|环节|举措|抓手"
    for found in compiled(
        rf"(?P<parts><G>(?:[、和及]<G>)*)[^。；，]{{0,16}}?(?:是|为|属于?|都是)(?P<whole><I>)的?[^，。；]{{0,8}}(?:{inside})"
    ).finditer(view.text):
        for at in view.found("G", *found.span("parts")):
            yield Found(view.mention(at), "partOf", view.mention(found.start("whole")), 0.75)
    for found in compiled(
        r"(?P<part><G>)(?:建设|项目)*(?:已经|已|被)*(?:列入|纳入)了?(?P<whole><G>)"
    ).finditer(view.text):
        if view.mention(found.start("part")).type == "Project":
            yield Found(view.mention(found.start("part")), "partOf", view.mention(found.start("whole")), 0.8)
