"""Posts and ranks as they stand in a text, and the body that some of them imply: 市长 is of a people's government."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.lexicon import Lexicon
from kg.model import Title
from kg.recognise.analysis import Analysis

# The posts that only a people's government has; the level sign waits in 〔〕 for the place spoken of.
_OF_GOVERNMENT = re.compile(r"(?:副|常务副|代|代理|原|前)*(?P<level>省|市|县|区|州|镇|乡|旗|盟)长")
_NOT_A_TITLE_BEFORE = re.compile(r"(?:城|夜|超|都)$")


@lru_cache(maxsize=8)
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"{lexicon.title}(?:(?:兼|暨){lexicon.title})*(?!期|远|会(?!见|上|同)|室|团|处理)")


def surname_follows(analysis: Analysis, place: int) -> bool:
    """Whether a name may begin at ``place``: the network sees one, or a surname stands there between words."""
    place += analysis.text[place : place + 1] in ("：", ":")
    return any(start == place for start, _ in analysis.network_spans("PER")) or (
        analysis.text[place : place + 1] in analysis.lexicon.surnames
        and place in analysis.edges
        and place in analysis.network_edges
    )


def titles(analysis: Analysis) -> Iterator[Title]:
    """The posts of a sentence, from left to right.

    A post begins and ends where the dictionary or the network sees an edge, so that 市长 is not found in 城市长期.
    """
    for found in _pattern(analysis.lexicon).finditer(analysis.text):
        start, end = found.span()
        if end not in analysis.edges and end not in analysis.network_edges:
            continue
        if _NOT_A_TITLE_BEFORE.search(analysis.text, 0, start) and start not in analysis.edges:
            continue
        if found[0] in analysis.lexicon.weak_titles and not surname_follows(analysis, end):
            continue
        level = _OF_GOVERNMENT.fullmatch(found[0])
        body = f"〔{level['level']}〕人民政府" if level else None
        yield Title(analysis.index, start, end, found[0], body)
