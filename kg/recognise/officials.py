"""Official bodies, composed from place, function and rank: 浙江省 + 经信 + 厅 is 浙江省经济和信息化厅.

A body whose place the text leaves out gets a name with the level sign in 〔〕, which the article's place fills
later (kg.recognise.reference).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon import Lexicon, alternation
from kg.recognise.analysis import Analysis, Span

_RANK = {"委": "委员会", "办": "办公室"}
_LEVEL = "省|市|县|区|州|旗|镇|乡|盟"
_PARTY_UNITS = {
    "组织部": "组织部", "宣传部": "宣传部", "统战部": "统一战线工作部", "政法委": "政法委员会", "政法委员会": "政法委员会",
    "办公厅": "办公厅", "办公室": "办公室", "政研室": "政策研究室", "政策研究室": "政策研究室", "党校": "党校", "编办": "机构编制委员会办公室",
    "网信办": "网络安全和信息化委员会办公室", "社会工作部": "社会工作部", "巡察办": "巡察工作领导小组办公室",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Grammar:
    department: re.Pattern[str]
    party: re.Pattern[str]
    government: re.Pattern[str]
    assembly: re.Pattern[str]
    full: dict[str, str]
    ranks: dict[str, str]


@lru_cache(maxsize=8)
def _grammar(lexicon: Lexicon) -> _Grammar:
    full: dict[str, str] = {}
    for row in lexicon.table("functions"):
        for word in (row["function"], *filter(None, row["short"].split("|"))):
            full.setdefault(word, row["function"])
    functions = alternation(full)
    units = alternation(_PARTY_UNITS)
    return _Grammar(
        department=re.compile(
            rf"(?P<level>{_LEVEL})?(?P<function>{functions})(?P<rank>委员会|办公室|总局|厅|局|委|办)(?!员|长|托|会|任|派|书)"
        ),
        party=re.compile(
            rf"(?P<level>{_LEVEL}|自治区)?委(?:(?P<unit>{units}))?(?![员托任派办])(?:员会(?=[^的]))?"
            rf"|(?P<alone>{alternation(['组织部', '宣传部', '统战部', '政法委'])})(?=部长|副部长|书记|副书记|常务)"
        ),
        government=re.compile(
            rf"(?P<level>{_LEVEL}|自治区)?(?:人民)?政府(?P<office>办公厅|办公室|党组|研究室)?(?!间|部门)"
        ),
        assembly=re.compile(
            rf"(?P<level>{_LEVEL}|自治区)?(?P<kind>人大常委会|人大|政协|纪委监委|纪委|监委|总工会|工会|妇联|工商联|科协|团委|法院|检察院)"
            rf"(?!代表(?!大会)|工作|组织|委员)"
        ),
        full=full,
        ranks=_RANK,
    )


def official_bodies(analysis: Analysis, places: dict[int, Span]) -> Iterator[Span]:
    """Departments, party committees, governments, assemblies. ``places`` are the sentence's places by their end.

    The forms: a place before (温州市经信局), its level sign alone (市经信局, 省委), neither (经信局).
    """
    grammar, text = _grammar(analysis.lexicon), analysis.text
    for found in grammar.department.finditer(text):
        place, sign = _place(places, found)
        if place is None and sign is None and found.start() not in analysis.edges:
            continue
        rank = found["rank"]
        tail = grammar.full[found["function"]] + grammar.ranks.get(rank, rank)
        level = sign or ("省" if rank == "厅" else "市" if rank in ("局", "委", "办") else None)
        if place is None and sign is None and rank not in ("厅", "局"):
            continue
        start, head = _start(text, place, found.start(), level)
        yield Span(start, found.end(), "GovernmentBody", "body-department", head + tail)
    for found in grammar.party.finditer(text):
        yield from _party(analysis, places, found)
    for found in grammar.government.finditer(text):
        place, sign = _place(places, found)
        if place is None and sign is None:
            continue
        start, head = _start(text, place, found.start(), sign)
        if text[max(0, start - 2) : start] == "中共":
            start -= 2
        yield Span(
            start, found.end(), "GovernmentBody", "body-government", f"{head}人民政府{found['office'] or ''}"
        )
    for found in grammar.assembly.finditer(text):
        place, sign = _place(places, found)
        if place is None and sign is None and text[max(0, found.start() - 2) : found.start()] != "全国":
            continue
        if place is None and sign is None:
            yield Span(found.start() - 2, found.end(), "GovernmentBody", "body-assembly")
            continue
        start, head = _start(text, place, found.start(), sign)
        kind = found["kind"]
        type_ = "Association" if kind in ("总工会", "工会", "妇联", "工商联", "科协") else "GovernmentBody"
        yield Span(start, found.end(), type_, "body-assembly", head + kind)


def _party(analysis: Analysis, places: dict[int, Span], found: re.Match[str]) -> Iterator[Span]:
    """市委, 武汉市委, 中共黄石市委, 甘孜州州委组织部; a unit alone (政法委书记) belongs to the committee spoken of."""
    text = analysis.text
    if found["alone"]:
        if found.start() in analysis.edges:
            name = f"中共〔委〕委{_PARTY_UNITS[found['alone']]}"
            yield Span(found.start(), found.end(), "GovernmentBody", "body-party-unit", name)
        return
    place, sign = _place(places, found)
    ends_in_level = place is not None and text[place.end - 1] in _LEVEL
    if (place is None and sign is None) or (place is not None and not (sign or ends_in_level)):
        return
    start, head = _start(text, place, found.start(), sign)
    whole = f"中共{head}委"
    if text[max(0, start - 2) : start] == "中共":
        start -= 2
    if found["unit"]:
        yield Span(start, found.start("unit"), "GovernmentBody", "body-party", whole, inner=True)
        yield Span(
            start, found.end(), "GovernmentBody", "body-party-unit", whole + _PARTY_UNITS[found["unit"]]
        )
    else:
        yield Span(start, found.end(), "GovernmentBody", "body-party", whole)


def _place(places: dict[int, Span], found: re.Match[str]) -> tuple[Span | None, str | None]:
    """The place right before a match and the level sign behind it; a sign that ends the place's name is the place's."""
    level = found["level"]
    if level and found.end("level") in places:
        return places[found.end("level")], None
    return places.get(found.start()), level


def _start(text: str, place: Span | None, start: int, level: str | None) -> tuple[int, str]:
    """Where the body begins, and its place as a name: the place's own full name, or the level sign to be filled."""
    if place is None:
        return start, f"〔{level}〕" if level else ""
    surface = text[place.start : place.end]
    own = surface if surface[-1] in _LEVEL and len(surface) > 2 else place.name or surface
    return place.start, own
