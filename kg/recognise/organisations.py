"""Organisations by their heads: firms, associations, institutes, parks, media, and their named units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon import Head, Lexicon, alternation
from kg.model import Title
from kg.recognise.analysis import Analysis, Span
from kg.recognise.edges import LEADS, body_stops, event_stops, left_edge

_JOINT = re.compile(r"(?<=[司团院会学局厅所厂委])(?:旗下|下属|所属|隶属于|与|和|及|吸收|携手|联合|会同)的?")
_LEGAL = re.compile(r"(?:（集团）|\(集团\)|集团|控股)?(?:股份|责任)?有限(?:责任)?公司|集团(?!公司)|公司|厂")
_BRAND = re.compile(r"(?:^|(?<=[，。；、“的由与和及：]))(?P<brand>[\u4e00-\u9fff]{2,3})")
_FOLLOWS = re.compile(r"$|[，。、；”）]|[的与和及将是在通过获入为等联携成被已总董副]|集团")
_UNIT = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9]{1,13}?(?:办公室|事业部|分公司|子公司|工程院|研究院|研究所|研究中心|技术中心|管理中心|服务中心|中心|"
    r"大区|工作部|总部|分会|专委会|专业委员会|工作委员会|委员会|支队|大队|学院|学系|系|处|司|科|室|部|局|厅|所)"
)
_AFTER_UNIT = re.compile(r"$|[，。、；：！？（）“”《》\s等和与及的将在于共为对向由从联合负责主办召开出席参加组织发布一]|"
                         r"(?:相关|有关)|[\u4e00-\u9fff]{0,5}(?:长|主任|书记|经理|总监|总工|工程师|巡视员|调研员|教授|研究员|秘书长|同志)")  # fmt: skip


@lru_cache(maxsize=4)
def _heads(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, Head]]:
    heads = lexicon.heads("organisation_heads")
    return re.compile(rf"(?!(?<=[主承协举])办)(?=({alternation(heads)}))"), heads


@lru_cache(maxsize=4)
def _known(lexicon: Lexicon) -> tuple[AhoCorasick, tuple[str, ...]]:
    names = tuple(sorted(lexicon.bodies))
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), names


def known_bodies(analysis: Analysis) -> Iterator[Span]:
    """Ministries, party organs, universities, media and central enterprises of the public lists."""
    automaton, names = _known(analysis.lexicon)
    text = analysis.text
    for index, start, end in automaton.find_matches_as_indexes(text):
        name, type_ = analysis.lexicon.bodies[names[index]]
        edge = (start in analysis.edges or start in analysis.network_edges) and (
            end in analysis.edges or end in analysis.network_edges
        )
        if edge or end - start >= 5:
            yield Span(start, end, type_, "body-list", name)


def magazines(analysis: Analysis) -> Iterator[Span]:
    """《某某技术》杂志社: a journal by its title and head."""
    for found in re.finditer(r"《[^《》]{2,14}》(?:杂志社|编辑部|杂志|报社|期刊社)", analysis.text):
        yield Span(*found.span(), "Media", "organisation-journal")


def by_head(analysis: Analysis, titles: Sequence[Title]) -> Iterator[Span]:
    """Names that end in the head of an organisation and begin where no part of a name can stand before."""
    pattern, heads = _heads(analysis.lexicon)
    text = analysis.text
    ends: dict[int, tuple[int, Head]] = {}
    for found in pattern.finditer(text):
        end = found.end(1)
        if end not in ends:  # the leftmost match with this end is the longest head
            ends[end] = (found.start(1), heads[found[1]])
    for end, (start, head) in ends.items():
        if end not in analysis.edges and end not in analysis.network_edges:
            continue
        if (
            (text[end : end + 1] == "长" and len(head.text) <= 2)
            or (text[end : end + 1] in ("员", "长") and head.text.endswith("会"))
            or any(title.start < end < title.end for title in titles)
        ):
            continue  # 董事局 in 董事局主席
        network = any(stop == end for _, stop in analysis.network_spans("ORG"))
        if len(head.text) == 1 and (
            not network or any(text.endswith(t, 0, end) for t in analysis.lexicon.trades)
        ):
            continue
        if _LEGAL.match(text, end) and not head.text.endswith("公司"):
            continue  # 研究院有限公司: the name goes on
        begin = _begin(analysis, start)
        span = _accept(analysis, begin, start, end, head)
        if span is not None:
            yield span


def _begin(analysis: Analysis, start: int) -> int:
    """The left edge, moved right to a place or 中国 where only generic words stand before it."""
    begin = left_edge(analysis, start, body_stops(analysis.lexicon))
    while begin < start:
        token = analysis.token_at.get(begin)
        if (
            token is None
            or token.end >= start
            or token.word not in analysis.lexicon.generic
            or token.word in LEADS
        ):
            break
        rest = analysis.token_at.get(token.end)
        if token.word in ("全国", "国家", "国际", "中央") or rest is None:
            break
        if rest.pos not in ("ns", "nz") and rest.word not in LEADS:
            break
        begin = token.end
    return begin


def _accept(analysis: Analysis, begin: int, start: int, end: int, head: Head) -> Span | None:
    text = analysis.text
    for joint in _JOINT.finditer(text, begin, start):
        if start - joint.end() >= 2:
            begin = joint.end()  # 甲集团旗下 + 乙公司: the name is the second body's alone
    left = text[begin:start]
    network = any(stop == end and begin <= first for first, stop in analysis.network_spans("ORG"))
    for first, stop in analysis.network_spans("ORG"):
        if stop == end and first > begin and start - first >= 2 and not _named(analysis, begin, first):
            begin, left = first, text[first:start]
    if len(left) < 2 or _generic(analysis, left):
        return None
    place = any(left.startswith(lead) for lead in LEADS) or any(
        left[:n] in analysis.lexicon.places for n in range(2, min(len(left), 8) + 1)
    )
    if head.weak and not (place or network):
        return None
    return Span(begin, end, head.type, "organisation-head")


def _named(analysis: Analysis, begin: int, end: int) -> bool:
    """Whether the words from ``begin`` to ``end`` may open a name: a place, 中国, a proper noun."""
    text = analysis.text[begin:end]
    token = analysis.token_at.get(begin)
    return (
        text.startswith(LEADS)
        or any(text[:n] in analysis.lexicon.places for n in range(2, min(len(text), 8) + 1))
        or (token is not None and token.pos in ("nz", "nr", "eng"))
    )  # fmt: skip


def _generic(analysis: Analysis, text: str) -> bool:
    """Whether the text is made of generic words alone: 各级政府, 龙头企业."""
    generic = analysis.lexicon.generic
    place = 0
    while place < len(text):
        step = next(
            (n for n in range(min(5, len(text) - place), 0, -1) if text[place : place + n] in generic), 0
        )
        if not step:
            return False
        place += step
    return True


def by_network(analysis: Analysis) -> Iterator[Span]:
    """Bodies that the network sees and that end in a head or a trade (电气, 石化): brands without legal form."""
    heads = _heads(analysis.lexicon)[1]
    trades = analysis.lexicon.trades
    text = analysis.text
    for start, end in analysis.network_spans("ORG"):
        surface = text[start:end]
        trade = next((t for t in trades if surface.endswith(t) and len(surface) >= len(t) + 2), None)
        brand = surface[: -len(trade)] if trade else ""
        if brand in analysis.lexicon.places or brand in trades:
            continue  # 浙江 + 建设, 新能源 + 汽车 name no firm
        if trade and not _generic(analysis, brand):
            yield Span(start, end, "Company", "organisation-trade")
        elif any(surface.endswith(head) and len(surface) >= len(head) + 2 for head in heads):
            head = heads[max((h for h in heads if surface.endswith(h)), key=len)]
            if (
                not _generic(analysis, surface[: -len(head.text)])
                and left_edge(analysis, end - len(head.text), body_stops(analysis.lexicon)) <= start
            ):
                yield Span(start, end, head.type, "organisation-network")


def by_trade(analysis: Analysis) -> Iterator[Span]:
    """A brand and its trade at the head of a clause, where the brand is no word: 恒锋刀具, 方太厨具."""
    text = analysis.text
    for found in _BRAND.finditer(text):
        for trade in analysis.lexicon.trades:
            start = found.start("brand")
            end = next(
                (e for n in (2, 3) if text.startswith(trade, start + n) for e in (start + n + len(trade),)),
                None,
            )
            if (
                end is None
                or len(trade) < 2
                or (end not in analysis.edges and end not in analysis.network_edges)
            ):
                continue
            brand = text[start : end - len(trade)]
            if (
                _generic(analysis, brand)
                or brand in analysis.lexicon.trades
                or brand in analysis.lexicon.places
                or not _FOLLOWS.match(text, end)
            ):
                continue
            words = [t for t in analysis.tokens if start <= t.start < end - len(trade)]
            tags = {t.tag for t in analysis.tagged if start <= t.start < end - len(trade)}
            if tags & {"ORG", "nz", "nw", "PER", "a"} and not any(
                t.pos in ("v", "p", "d", "r", "c", "t") for t in words
            ):
                yield Span(start, end, "Company", "organisation-trade")
                break


def units(analysis: Analysis, bodies: list[Span], titles: Sequence[Title]) -> Iterator[Span]:
    """Named units right behind a body: 某省经信厅 + 高端装备处."""
    stops = event_stops(analysis.lexicon)
    for body in bodies:
        if body.inner:
            continue
        for found in (_UNIT.match(analysis.text, body.end),):
            if found is None or not _AFTER_UNIT.match(analysis.text, found.end()):
                continue
            if (
                any(title.start < found.end() < title.end for title in titles)
                or found[0][0] in "副原前"
                or (analysis.text[found.end() : found.end() + 1] == "长" and len(found[0]) <= 2)
            ):
                continue
            inside = [t for t in analysis.tokens if body.end <= t.start and t.end <= found.end()]
            if any(t.word in stops.words and t.word not in ("和", "与", "中", "对外", "外") for t in inside):
                continue
            if analysis.text[body.end : found.end()] in ("部", "处", "局", "所", "系", "科", "室", "中心"):
                continue
            name = (body.name or analysis.text[body.start : body.end]) + analysis.text[body.end : found.end()]
            type_ = _unit_type(body.type, found[0])
            yield Span(body.start, body.end, body.type, body.rule, body.name, body.reference, inner=True)
            yield Span(body.start, found.end(), type_, "organisation-unit", name)


def _unit_type(whole: str, unit: str) -> str:
    """A unit is of its whole's class, save an institute, which is one wherever it belongs to."""
    research = ("研究院", "研究所", "研究中心", "实验室", "创新中心", "学院", "工程院")
    return "ResearchInstitution" if unit.endswith(research) else whole
