"""What the words that are no names stand for: 我会, 公司, 省委, 会议, 我省, 马董事长."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.lexicon import Lexicon, alternation
from kg.model import Article, Document, Mention, Title
from kg.recognise.analysis import Analysis

_SLOT = re.compile(r"〔(?P<level>[^〕]+)〕")
_UNLISTED = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,3}[县市区])")
_LEVELS = {"省": "province", "自治区": "province", "市": "prefecture", "州": "prefecture", "盟": "prefecture",
           "县": "county", "区": "county", "旗": "county"}  # fmt: skip
_OWN = re.compile(
    r"(?:我|本|该)(?P<body>联合会|协会|学会|商会|会|局|厅|委|处|院|所|校|集团公司|集团|公司|司|厂|企业|行|社|中心|办)(?![上议场员长期国前间])"
)
_FIRM = re.compile(
    r"(?<![\u4e00-\u9fffA-Za-z）])(?:集团公司|公司|集团)(?![法章债类制])|(?<=[在对为由向据与和，。；、：“])(?:集团公司|公司|集团)"
)
_THAT = re.compile(
    r"(?:该|这一|此)(?P<head>计划|行动|工程|办法|方案|倡议书|认证|大赛|竞赛|品牌|规范|规划|纲要|意见|细则|条例|制度|专项|基金|联盟|协会|商会|学会|园区|基地|平台|实验室|中心|研究院|学院|大学|奖项|称号)"
)
_CONTEST = re.compile(r"大赛|竞赛|比赛|评选|挑战赛|奖(?:”)?$|技能比武")
_CONTEST_OF = re.compile(r"(?:颁奖|表彰|决赛|总决赛|评选)?(?:大会|典礼|仪式|活动|名单)$|(?<=赛)颁奖.*$")
_BARE_BODY = re.compile(
    r"(?<![\u4e00-\u9fff])(?:学院|学校|协会|学会|商会|联合会|分会|研究院|研究所|中心|专委会|基金会)|(?<=[由为与和同])(?:学院|协会|分会|研究院|中心)"
)
_BARE_ASSOCIATION = re.compile(
    r"(?:^|(?<=[，。；、：“]))(?:联合会|协会|商会|学会|联盟)(?=[将拟已还会与和在向对于组召举发启推牵印公实]|[，、])"
)
_MEETING = re.compile(
    r"(?<![分子])(?:本次|此次|这次|该|本届|整个)?(?:会议|大会|论坛|峰会|年会|仪式|活动|座谈会|交流会|推进会|推介会|签约仪式|开幕式|闭幕式)(?![室厅员长费中主题])|会上|会前|会后|会议上|大会上|会议期间"
)
_OUR_PLACE = re.compile(r"(?:我|全|本|该)(?P<level>省|市|县|区|州|镇)(?!级|委|政府|长|工商|总)")
_PROJECT = re.compile(r"(?:该|本|此)项目|项目(?=(?:总投资|建成|投产|位于|由|达产|占地|计划|预计|一期|于))")
_BODY_OF = {
    "联合会": "会",
    "协会": "会",
    "学会": "会",
    "商会": "会",
    "集团公司": "公司",
    "集团": "公司",
    "司": "公司",
    "企业": "公司",
    "厂": "公司",
}
_FIRMS = ("Company",)


@dataclass
class Scope:
    """What the article has spoken of up to a sentence: places by level, the last firm, meeting, project, persons."""

    document: Document
    article: Article
    lexicon: Lexicon
    places: dict[str, str] = field(default_factory=dict)
    committee: str | None = None
    firm: Mention | None = None
    meeting: Mention | None = None
    project: Mention | None = None
    bodies: list[Mention] = field(default_factory=list)
    people: list[Mention] = field(default_factory=list)
    named: list[Mention] = field(default_factory=list)

    def speak_of_place(self, name: str) -> None:
        """Remember a place, and what it lies in where nothing is known of that level."""
        if name not in self.lexicon.places and name[-1:] in _LEVELS:
            self.places[name[-1]] = name
        for entry in self.lexicon.places.get(name, ())[:1]:
            level = entry.name[-1] if entry.name[-1] in _LEVELS else {"province": "省"}.get(entry.kind)
            if level:
                self.places[level] = entry.name
            parent = self.lexicon.place_by_code.get(entry.parent)
            while parent is not None:
                sign = "省" if parent.kind == "province" else parent.name[-1]
                if entry.kind == "county" and sign == "市" and level == "市":
                    break
                self.places[sign] = parent.name
                entry, parent = parent, self.lexicon.place_by_code.get(parent.parent)

    def fill(self, name: str) -> str | None:
        """The official name with its place filled in; ``None`` where the article speaks of none."""
        found = _SLOT.search(name)
        if found is None:
            return name
        if found["level"] == "奖":
            contest = next(
                (m.name for m in reversed(self.named) if m.rule != "award-grade" and _CONTEST.search(m.name)),
                None,
            )
            return name.replace("〔奖〕", _CONTEST_OF.sub("", contest)) if contest else None
        if found["level"] == "委":
            return name.replace("中共〔委〕委", self.committee) if self.committee else None
        place = self.places.get(found["level"]) or (
            self.places.get("省") if found["level"] in ("区", "自治区") else None
        )
        return _SLOT.sub(place, name) if place else None


def open_scope(document: Document, article: Article, lexicon: Lexicon) -> Scope:
    """The scope at the beginning of an article: the place of the document or of its publisher."""
    scope = Scope(document, article, lexicon)
    for text in (document.publisher or "", document.place or "", article.source or ""):
        place = next((text[:n] for n in range(min(9, len(text)), 1, -1) if text[:n] in lexicon.places), None)
        if place is None and (unlisted := _UNLISTED.match(text)):
            place = unlisted["place"]
        if place:
            scope.speak_of_place(place)
    return scope


def follow(
    scope: Scope, analysis: Analysis, mentions: list[Mention], titles: list[Title]
) -> tuple[list[Mention], list[Title]]:
    """The mentions and posts of the next sentence with what they stand for, references added; the scope moves on."""
    taken = {place for m in mentions for place in range(m.start, m.end)}
    added = [m for m in _references(scope, analysis, titles) if not taken & set(range(m.start, m.end))]
    named, posts = [], []
    items: list[Mention | Title] = [*mentions, *added, *titles]
    for item in sorted(items, key=lambda item: (item.start, -item.end)):
        if isinstance(item, Title):
            posts.append(_post(scope, item, mentions))
            continue
        mention = _resolved(scope, item)
        if mention is not None:
            named.append(mention)
            _remember(scope, mention)
    return named, posts


def _post(scope: Scope, title: Title, mentions: list[Mention]) -> Title:
    if title.body is None:
        return title
    for mention in mentions:
        if mention.type == "Place" and mention.end in (title.start, title.start + 1):
            surface = mention.text if mention.text[-1] in _LEVELS else mention.name
            scope.speak_of_place(mention.name)
            return replace(title, body=_SLOT.sub(surface, title.body))
    return replace(title, body=scope.fill(title.body))


def _resolved(scope: Scope, mention: Mention) -> Mention | None:
    """The mention with its name filled in; ``None`` for a reference to nothing."""
    if mention.rule == "reference-meeting":
        return replace(mention, name=scope.meeting.name) if scope.meeting else None
    if mention.rule == "reference-firm":
        firm, source = scope.firm, scope.article.source
        firm_like = re.compile(rf"公司|集团|股份|厂$|(?:{alternation(scope.lexicon.trades)})$")
        speaks = source and firm_like.search(source) and not mention.text.startswith("该")
        if source and speaks and (firm is None or not firm.name.startswith(source[:2])):
            return replace(mention, name=source)
        return replace(mention, name=firm.name, type=firm.type) if firm else None
    if mention.rule == "reference-project":
        return replace(mention, name=scope.project.name) if scope.project else None
    filled = scope.fill(mention.name)
    if filled is None:
        return replace(mention, name=mention.text) if len(mention.text) > 3 else None
    return replace(mention, name=filled)


def _remember(scope: Scope, mention: Mention) -> None:
    if mention.type in ("Place", "Park") or mention.type == "GovernmentBody":
        text = mention.name.removeprefix("中共")
        place = next(
            (text[:n] for n in range(min(11, len(text)), 1, -1) if text[:n] in scope.lexicon.places), None
        )
        if place or mention.type == "Place":
            scope.speak_of_place(place or mention.name)
    if mention.name.startswith("中共") and mention.name.endswith("委"):
        scope.committee = mention.name
    if mention.reference:
        return
    scope.named.append(mention)
    if mention.type in _FIRMS:
        scope.firm = mention
    elif mention.type == "Meeting":
        scope.meeting = (
            scope.meeting or mention
        )  # 会议, 大会 mean what the article reports, the first that it names
    elif mention.type == "Project":
        scope.project = mention
    elif mention.type == "Person":
        scope.people.append(mention)
    if mention.type in ("GovernmentBody", "Association", "ResearchInstitution", "Organization", "Park"):
        scope.bodies.append(mention)


def _references(scope: Scope, analysis: Analysis, titles: list[Title]) -> Iterator[Mention]:
    text, index = analysis.text, analysis.index

    def mention(start: int, end: int, type_: str, rule: str, name: str) -> Mention:
        return Mention(type_, index, start, end, text[start:end], rule, name, reference=True)

    for found in _OWN.finditer(text):
        body = _BODY_OF.get(found["body"], found["body"])
        if body == "公司":
            if found[0] in (
                "该集团",
                "该公司",
                "该企业",
                "该厂",
                "本公司",
                "我公司",
                "我司",
                "本集团",
                "我集团",
                "本企业",
            ):
                yield mention(*found.span(), "Company", "reference-firm", found[0])
            continue
        meant = _own_body(scope, body)
        if meant is not None:
            yield mention(*found.span(), meant[0], "reference-own-body", meant[1])
    for found in _THAT.finditer(text):
        that = next((m for m in reversed(scope.named) if m.name.rstrip("”》’").endswith(found["head"])), None)
        if that is not None:
            yield mention(*found.span(), that.type, "reference-that", that.name)
    for found in _BARE_BODY.finditer(text):
        if found.start() in analysis.edges and any(title.start == found.end() for title in titles):
            bare = _own_body(scope, found[0])
            if bare is not None:
                yield mention(*found.span(), bare[0], "reference-body", bare[1])
    for found in _BARE_ASSOCIATION.finditer(text):
        if found.start() in analysis.edges and found.end() in analysis.edges:
            bare = _own_body(scope, "会" if found[0] != "联盟" else "联盟")
            if bare is not None and bare[0] == "Association":
                yield mention(*found.span(), bare[0], "reference-body", bare[1])
    for found in _FIRM.finditer(text):
        yield mention(*found.span(), "Company", "reference-firm", found[0])
    for found in _MEETING.finditer(text):
        yield mention(*found.span(), "Meeting", "reference-meeting", found[0])
    for found in _PROJECT.finditer(text):
        yield mention(*found.span(), "Project", "reference-project", found[0])
    for found in _OUR_PLACE.finditer(text):
        place = scope.places.get(found["level"])
        if place:
            yield mention(*found.span(), "Place", "reference-place", place)
    for title in titles:
        start = title.start - 1
        if (
            start < 0
            or text[start] not in scope.lexicon.surnames
            or (start not in analysis.edges and start not in analysis.network_edges)
        ):
            continue
        person = next((p for p in reversed(scope.people) if p.name.startswith(text[start])), None)
        if person is not None and title.end - title.start <= 4:
            yield mention(start, title.start, "Person", "reference-surname", person.name)


def _own_body(scope: Scope, ending: str) -> tuple[str, str] | None:
    """The speaker's own body: one of that ending that the article has named, its source, or the publisher."""
    for body in reversed(scope.bodies):
        if body.name.endswith(ending) and ending != "会":
            return body.type, body.name
    publisher = scope.document.publisher
    if publisher and publisher.endswith(ending):
        type_ = (
            "Association"
            if ending == "会"
            else "GovernmentBody"
            if ending in ("局", "厅", "委", "处", "办")
            else "ResearchInstitution"
        )
        return type_, publisher
    for body in scope.bodies:
        if body.name.endswith(ending):
            return body.type, body.name
    return None
