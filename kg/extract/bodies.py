"""Bodies among themselves: units and wholes, members, seats, agreements and ventures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.found import Found, Story, date_before, modality
from kg.extract.view import View, compiled
from kg.model import Mention

_ORGANISATIONS = (
    "Company",
    "GovernmentBody",
    "Association",
    "ResearchInstitution",
    "Media",
    "Park",
    "Organization",
)


def unit(view: View, story: Story) -> Iterator[Found]:
    """A name that begins with the name of its whole: 某省经信厅 + 装备处."""
    for outer in view.mentions:
        cut = outer.name.find("委", 2) + 1
        if outer.rule == "body-party-unit" and 0 < cut < len(outer.name):
            whole = Mention(
                "GovernmentBody",
                outer.sentence,
                outer.start,
                outer.end,
                outer.text,
                outer.rule,
                outer.name[:cut],
                reference=True,
            )
            yield Found(outer, "partOf", whole, 0.85)
            continue
        for inner in view.mentions:
            if (
                inner.start == outer.start
                and inner.end < outer.end
                and inner.type in _ORGANISATIONS
                and outer.type in _ORGANISATIONS
            ):
                yield Found(outer, "partOf", inner, 0.9)


def subsidiary(view: View, story: Story) -> Iterator[Found]:
    """甲是乙的全资子公司, 甲隶属于乙, 乙下属的甲."""
    for found in compiled(
        r"(?P<part><O>)(?:是|系|为|作为)?(?P<whole><O>)(?:的|旗下|下属|所属)?(?:全资|控股)?(?:子公司|分公司|下属企业|下属单位|成员企业|直属单位|分支机构)"
    ).finditer(view.text):
        yield Found(view.mention(found.start("part")), "partOf", view.mention(found.start("whole")), 0.8)
    for found in compiled(r"(?P<part><O>)(?:隶属于?|归属于?|由)(?P<whole><O>)(?:管理|领导|$|，|。)").finditer(
        view.text
    ):
        yield Found(view.mention(found.start("part")), "partOf", view.mention(found.start("whole")), 0.75)
    for found in compiled(
        r"(?P<whole><O>)(?:旗下|下属|所属|全资子公司|控股子公司|子公司|直属)的?(?P<part><O>)"
    ).finditer(view.text):
        yield Found(view.mention(found.start("part")), "partOf", view.mention(found.start("whole")), 0.8)


def membership(view: View, story: Story) -> Iterator[Found]:
    """甲加入乙协会; 甲是乙协会的会员单位, 当选副会长单位."""
    for found in compiled(r"(?P<members><O+>)[^，。；]{0,8}?(?P<verb>加入|入会)了?(?P<body><O>)").finditer(
        view.text
    ):
        yield from _members(view, story, found)
    for found in compiled(
        r"(?P<members><O+>)[^，。；]{0,8}?(?P<verb>是|为|成为|当选为?|担任)(?P<body><O>)[^，。；]{0,8}?(?:会员|成员|理事|会长单位|发起单位|单位)"
    ).finditer(view.text):
        yield from _members(view, story, found)


def member_firms(view: View, story: Story) -> Iterator[Found]:
    """某协会会员企业甲、乙; 会员单位甲 of the speaker's own body; 吸收甲、乙为会员单位."""
    list_of = r"(?P<members><O>(?:[、和及]<O>)*)"
    for found in compiled(rf"(?P<body><O>)?(?:会员|成员|理事|副会长)(?:企业|单位){list_of}").finditer(
        view.text
    ):
        yield from _members(view, story, found)
    for found in compiled(
        rf"(?P<body><O>)?[^，。；]{{0,12}}?(?:吸收|接纳|吸纳|批准|增补){list_of}(?:等[^，。；]{{0,8}})?(?:为|成为)[^，。；]{{0,4}}(?:会员|成员|理事)"
    ).finditer(view.text):
        yield from _members(view, story, found)


def _members(view: View, story: Story, found: re.Match[str]) -> Iterator[Found]:
    at = found.start("body")
    body = view.mention(at) if found["body"] else _own_association(view, found.start())
    if body is None or body.type not in ("Association", "Organization", "ResearchInstitution"):
        return
    told = found.start("verb" if "verb" in found.re.groupindex else "members")
    for member in view.found("O", *found.span("members")):
        if view.mention(member).name != body.name:
            yield Found(view.mention(member), "memberOf", body, 0.8, modality=modality(view, told))


def _own_association(view: View, at: int) -> Mention | None:
    """The association that publishes the document, for 会员企业 without a body before it."""
    publisher = view.document.publisher
    if not publisher or not publisher.endswith(("会", "联盟")):
        return None
    start = view.places[at]
    return Mention(
        "Association",
        view.index,
        start,
        start + 2,
        view.sentence.text[start : start + 2],
        "reference-own-body",
        publisher,
        reference=True,
    )


def seat(view: View, story: Story) -> Iterator[Found]:
    """甲位于乙, 落户乙的甲, 乙的甲: where a body or a project is."""
    pattern = r"(?P<body><OG>)[^，。；\ue000-\ue0ff]{0,4}(?:，[^，。；]{0,12})?(?P<verb>位于|坐落于|坐落在|地处|落户于?|落地|注册于|总部设在|总部位于)(?P<sites>(?:<L>|<O>|的)+)"
    for found in compiled(pattern).finditer(view.text):
        for at in view.found("LO", *found.span("sites")):
            inner = view.found("L", at + 1, at + 2)  # of 浙江省绍兴市 the city
            if view.mention(at).type in ("Place", "Park") and not inner:
                yield Found(
                    view.mention(found.start("body")),
                    "locatedIn",
                    view.mention(at),
                    0.85,
                    modality=modality(view, found.start("verb")),
                )
                break
    for found in compiled(r"(?:落户|位于|地处|坐落于)(?P<site><LO>)的(?P<body><OG>)").finditer(view.text):
        if view.mention(found.start("site")).type in ("Place", "Park"):
            yield Found(
                view.mention(found.start("body")), "locatedIn", view.mention(found.start("site")), 0.85
            )
    for found in compiled(r"(?:^|[，。；、“])(?P<sites><L>{1,3})的(?P<body><C>)").finditer(view.text):
        for at in view.found("L", *found.span("sites")):
            yield Found(view.mention(found.start("body")), "locatedIn", view.mention(at), 0.7)
    for found in compiled(r"(?P<project><G>)[^。；]{0,6}(?:落户|落地|选址|位于)(?P<site><LO>)").finditer(
        view.text
    ):
        if view.mention(found.start("site")).type in ("Place", "Park"):
            yield Found(
                view.mention(found.start("project")), "locatedIn", view.mention(found.start("site")), 0.8
            )


def sited(view: View, story: Story) -> Iterator[Found]:
    """在某镇实施某项目; a clause that only says where: …，选址某开发区, 总部位于某区, of what was named before it."""
    for found in compiled(
        r"在(?P<site><LO>)[^，。；]{0,6}?(?:实施|建设|新建|投建|建立|建成|落地)[^，。；]{0,6}?(?P<what><G>)"
    ).finditer(view.text):
        site, what = view.mention(found.start("site")), view.mention(found.start("what"))
        if site.type in ("Place", "Park") and what.type == "Project":
            yield Found(what, "locatedIn", site, 0.8, modality=modality(view, found.start()))
    clause = r"(?:^|[，；])(?P<head>总部|地址|项目|工厂)?(?P<verb>位于|选址于?|坐落于|落户于?|地处|设在)(?P<site><LO>)(?!<O>|的)"
    for found in compiled(clause).finditer(view.text):
        site = view.mention(found.start("site"))
        before = [view.mention(at) for at in view.found("OG", 0, found.start())]
        projects = [one for one in before if one.type == "Project"]
        named = projects[-1] if projects else before[0] if before else story.subject
        if (
            site.type in ("Place", "Park")
            and named is not None
            and named.type not in ("Place", "Programme", "Media")
        ):
            yield Found(named, "locatedIn", site, 0.7, modality=modality(view, found.start("verb")))


_AGREE = "签约|签订|签署|签下|达成[^，。；]{0,6}(?:合作|协议|共识)|建立[^，。；]{0,10}合作|开展[^，。；]{0,10}合作|战略合作|深度合作|展开[^，。；]{0,6}合作|合作|结成|缔结"
_KINDS = (("合资", "joint-venture"), ("联合(?:开发|研发|攻关)|共同(?:开发|研发)|三方联合", "joint-development"),
          ("供货|供应|采购|配套", "supply"), ("协议|签约|签署|签订|备忘录", "agreement"))  # fmt: skip


def cooperation(view: View, story: Story) -> Iterator[Found]:
    """甲与乙签订协议; 甲携手乙; 甲和乙成立合资公司; the parties of a titled agreement join it besides."""
    pattern = (
        r"(?P<left><O>(?:[、]<O>)*)(?:等[^，。；]{0,8})?[^，。；]{0,10}?(?P<link>与|和|同|携手|联合|牵手|联手)[^，。；]{0,8}?(?P<right><O>(?:[、和]<O>)*)"
        r"(?P<rest>[^。；]{0,44})"
    )
    for found in compiled(pattern).finditer(view.text):
        rest = found["rest"]
        strong = found["link"] in ("携手", "牵手", "联手")
        if not strong and not re.match(
            rf"[^，。]{{0,24}}?(?:{_AGREE}|成立[^，。]{{0,6}}合资|联合(?:开发|研发)|共同(?:研发|开发))", rest
        ):
            continue
        kind = next((name for mark, name in _KINDS if re.search(mark, rest)), "other")
        policies = view.found("I", *found.span("rest"))
        sides = [view.found("O", *found.span("left")), view.found("O", *found.span("right"))]
        for left in sides[0]:
            for right in sides[1]:
                if view.mention(left).name != view.mention(right).name:
                    yield Found(
                        view.mention(left), "cooperatesWith", view.mention(right), 0.8, kind=kind,
                        date=date_before(view, left), modality=modality(view, found.start("link")),
                    )  # fmt: skip
        for at in policies:
            if view.mention(at).type == "Policy":
                for party in (*sides[0], *sides[1]):
                    yield Found(
                        view.mention(party),
                        "participatesIn",
                        view.mention(at),
                        0.8,
                        date=date_before(view, party),
                    )
