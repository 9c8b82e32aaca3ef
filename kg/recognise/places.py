"""Places: administrative divisions and countries from the reference list, venues and regions by their heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon import Lexicon, alternation
from kg.recognise.analysis import Analysis, Span
from kg.recognise.edges import body_stops, left_edge

_PART_OF_WORD_AFTER = re.compile(r"[路街道桥山河江湖人话菜式币语牌系帝族裔籍版剧](?!市|县|省|区)")
_LEVELLED = re.compile(r"[\u4e00-\u9fff]{1,5}[省市县区州镇乡村旗]|[\u4e00-\u9fff]{2,4}街道")
_OWN_COUNTRY = "中华人民共和国"  # the state is no actor and no place of a fact (ontology: decisions)
_KINDS = ("province", "prefecture", "county", "country", "region")


@lru_cache(maxsize=4)
def _automaton(lexicon: Lexicon) -> tuple[AhoCorasick, tuple[str, ...]]:
    names = tuple(sorted(lexicon.places))
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), names


def listed_places(analysis: Analysis) -> Iterator[Span]:
    """Divisions and countries by full or short name; a chain 浙江省杭州市 gives each of its links.

    A short name that is a common word too (weak: 和平, 朝阳) counts only where the network sees a place.
    """
    automaton, names = _automaton(analysis.lexicon)
    text = analysis.text
    seen = analysis.network_spans("LOC")
    for index, start, end in automaton.find_matches_as_indexes(text):
        name = names[index]
        entries = analysis.lexicon.places[name]
        entry = min(entries, key=lambda e: (_KINDS.index(e.kind), e.code))
        if entry.name == _OWN_COUNTRY:
            continue
        if entry.weak and not any(begin <= start and end <= stop for begin, stop in seen):
            continue
        short = name != entry.name
        if short and (
            (end not in analysis.edges and end not in analysis.network_edges)
            or _PART_OF_WORD_AFTER.match(text, end)
        ):
            continue
        if short and start not in analysis.edges and start not in analysis.network_edges:
            continue
        if (
            not short
            and len(name) == 2
            and start
            and "\u4e00" <= text[start - 1] <= "\u9fff"
            and not any(b == start for b, _ in seen)
        ):
            continue  # 南县 in a county of three characters that no list has
        if not short and len(name) <= 3 and not (start in analysis.edges and start in analysis.network_edges):
            continue
        yield Span(start, end, "Place", "place-list", entry.name)


def network_places(analysis: Analysis) -> Iterator[Span]:
    """Towns, villages and places of no list, where the network sees a place and its name ends in a level."""
    for start, end in analysis.network_spans("LOC"):
        found = _LEVELLED.fullmatch(analysis.text, start, end)
        if found and analysis.text[start:end] not in analysis.lexicon.places:
            yield Span(start, end, "Place", "place-network")


@lru_cache(maxsize=4)
def _venue(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        alternation(row["head"] for row in lexicon.table("place_heads") if row["strength"] == "strong")
    )


def venues(analysis: Analysis) -> Iterator[Span]:
    """Named venues and scenic areas: 杭州国际博览中心, 明志楼第一会议室."""
    for found in _venue(analysis.lexicon).finditer(analysis.text):
        start = left_edge(analysis, found.start(), body_stops(analysis.lexicon), limit=16)
        if found.start() - start >= 2:
            yield Span(start, found.end(), "Place", "place-venue")
