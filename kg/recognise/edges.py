"""Where a name begins: a Chinese name ends in its head, and its beginning is found by reading leftward from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon import Lexicon
from kg.recognise.analysis import CLOSING, OPENING, Analysis

_PUNCTUATION = re.compile(r"[，。；：、！？,;:!?…—|/\t ]")
_NOT_IN_NAMES = frozenset(("p", "c", "uj", "ud", "ug", "ul", "uv", "uz", "d", "r", "y", "e", "o", "t", "f"))
_BRACKETED = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{1,10}")
_ORDINAL = re.compile(r"第?[一二三四五六七八九十百\d]+[届次批期轮个]?")
LEADS = ("中国", "全国", "国家", "中华", "中华全国")


@dataclass(frozen=True, slots=True)
class Stops:
    """What ends the leftward search: ``words`` always; ``verbs`` tells whether any unknown verb does."""

    words: frozenset[str]
    inner: frozenset[str]
    verbs: bool


@lru_cache(maxsize=8)
def body_stops(lexicon: Lexicon) -> Stops:
    """The stops for names of organisations: no verb but those that names hold."""
    return Stops(lexicon.words("name_stops"), lexicon.words("name_words"), verbs=True)


@lru_cache(maxsize=8)
def event_stops(lexicon: Lexicon) -> Stops:
    """The stops for names of meetings and initiatives, which are full of verbs: 转设工作表彰大会."""
    words = frozenset(row["word"] for row in lexicon.table("name_stops") if row["scope"] == "all")
    return Stops(words, lexicon.words("name_words"), verbs=False)


def left_edge(analysis: Analysis, start: int, stops: Stops, *, limit: int = 40) -> int:
    """The offset at which the name begins whose head begins at ``start``; ``start`` itself where there is none."""
    text, place = analysis.text, start
    while place > 0 and start - place < limit:
        before = text[place - 1]
        if before in OPENING:
            opened = text.rfind(OPENING[before], max(0, place - 24), place - 1)
            inside = text[opened + 1 : place - 1]
            if opened < 0 or (before in "）)" and not _BRACKETED.fullmatch(inside)):
                break
            if before in "）)" and opened == 0:
                break
            place = opened
            continue
        if before in CLOSING or _PUNCTUATION.match(before) or before == "》":
            break
        tagged = analysis.network_token[place - 1]
        if stops.verbs and tagged.tag == "ORG" and tagged.start < place - 1 and tagged.end >= place:
            place = tagged.start  # inside a body that the network sees whole, no word ends the name
            continue
        if tagged.tag == "PER" or (
            tagged.end - tagged.start == 1 and tagged.tag in ("p", "c", "u", "d", "r") and stops.verbs
        ):
            break
        token = analysis.covering[place - 1]
        word = text[token.start : place]
        if _ends_name(word, token.pos, stops):
            break
        place = token.start
    return place


def _ends_name(word: str, pos: str, stops: Stops) -> bool:
    if word in stops.words:
        return True
    if word in stops.inner or _ORDINAL.fullmatch(word):
        return False
    if pos in _NOT_IN_NAMES:
        return stops.verbs or len(word) == 1 or pos in ("r", "uj", "t")
    if pos == "v":
        return stops.verbs or len(word) == 1
    return pos == "m" and not word[-1].isalnum()
