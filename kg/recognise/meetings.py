"""Meetings: dated or named occasions, found by their heads (大会, 座谈会, 签约仪式), quoted or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.lexicon import Lexicon, alternation
from kg.recognise.analysis import Analysis, Span
from kg.recognise.edges import LEADS, event_stops, left_edge

_NOT_AFTER = re.compile(r"[议员长徽费计场馆旗徒诊籍室](?!$)|会长|制度|精神(?=的)|主题|中心|选|厅")
_YEAR = re.compile(
    r"(?:19|20)\d\d(?:年度?)?|第[一二三四五六七八九十\d]+[届次]|[一二三四五六七八九十]届|第[一二三四五六七八九十\d]+"
)
_STARTS_FRESH = re.compile(r"中国|全国|(?:19|20)\d\d|第|全省|全市")
_WEAK = frozenset(
    (
        "会议",
        "大会",
        "会",
        "活动",
        "仪式",
        "年会",
        "展会",
        "培训班",
        "考察",
        "调研",
        "评审",
    )
)
_HELD = re.compile(r"(?:举办|召开|举行|参加|出席|主办|承办)了?$")
_DATED = re.compile(r".{0,6}?\d{1,2}[日月](?:上午|下午|晚)?(?=[\u4e00-\u9fff])")
_DECORATED = re.compile(r"[“\"](?P<name>[^“”\"。]{3,60}?)[”\"]")


@lru_cache(maxsize=4)
def _heads(lexicon: Lexicon) -> re.Pattern[str]:
    heads = lexicon.heads("meeting_heads").values()
    return re.compile(
        alternation(
            head.text for head in heads if not (head.weak and head.type in ("visit", "review", "contest"))
        )
    )


def quoted(analysis: Analysis) -> Iterator[Span]:
    """A meeting in quotation marks: “第三届…交流会”."""
    pattern = _heads(analysis.lexicon)
    for found in _DECORATED.finditer(analysis.text):
        name = found["name"]
        heads = [h for h in pattern.finditer(name) if h.end() == len(name)]
        held = _HELD.search(analysis.text, 0, found.start()) is not None
        if (heads and heads[0].start() >= 2) or (
            held and name.endswith(("会", "仪式", "论坛", "展", "节")) and len(name) >= 5
        ):
            yield Span(found.start(), found.end(), "Meeting", "meeting-quoted", name)


def by_head(analysis: Analysis) -> Iterator[Span]:
    """A meeting's name from its head leftward.

    An enumeration comma inside it is crossed where what stands before opens a name (全国…高级化、…现代化推进会).
    """
    text, stops = analysis.text, event_stops(analysis.lexicon)
    for found in _heads(analysis.lexicon).finditer(text):
        end = found.end()
        if _NOT_AFTER.match(text, end):
            continue
        start = _cross(analysis, left_edge(analysis, found.start(), stops, limit=45), found.start())
        start = _skip_lead(analysis, start, found.start())
        dated = _DATED.match(text, start, found.start())
        start = dated.end() if dated else start
        left = text[start : found.start()]
        if (
            left.endswith(("会", "仪式", "论坛"))
            or len(left) < 2
            or not _specific(analysis, start, found.start(), weak=found[0] in _WEAK)
        ):
            continue
        yield Span(start, end, "Meeting", "meeting-head")
        yield from _holder(analysis, start, found.start())


def _holder(analysis: Analysis, start: int, head: int) -> Iterator[Span]:
    """The firm that a meeting's name begins with: 某某电气 + 2021半年度工作会议."""
    text = analysis.text
    for end in range(min(start + 10, head), start + 3, -1):
        trade = next((t for t in analysis.lexicon.trades if text.endswith(t, start + 2, end)), None)
        if trade and _YEAR.match(text, end):
            yield Span(start, end, "Company", "organisation-trade", inner=True)
            return


def _cross(analysis: Analysis, start: int, head: int) -> int:
    text = analysis.text
    while start > 1 and text[start - 1] in "、暨" and not _STARTS_FRESH.match(text, start):
        further = left_edge(analysis, start - 1, event_stops(analysis.lexicon), limit=45)
        if further == start - 1 or head - further > 60:
            break
        opens = _opens(analysis, further)
        if not opens:
            break
        start = further
    return start


def _opens(analysis: Analysis, start: int) -> bool:
    text = analysis.text
    return bool(
        text.startswith(LEADS, start)
        or _YEAR.match(text, start)
        or any(text[start : start + n] in analysis.lexicon.places for n in range(2, 8))
    )


def _skip_lead(analysis: Analysis, start: int, head: int) -> int:
    """Past a subject and its verb that the stops let through: 某联合会组织召开 + 全国…推进会."""
    text = analysis.text
    for found in re.finditer(
        "召开了?|举行了?|举办了?|主办的?|组织了?召开|参加了?|出席了?|在(?=[^\u4e00-\u9fff])", text[start:head]
    ):
        if head - (start + found.end()) >= 2:
            start = start + found.end()
            break
    return start


def _specific(analysis: Analysis, start: int, head: int, *, weak: bool) -> bool:
    """Whether the words before the head tell this occasion from others of its kind."""
    left = analysis.text[start:head]
    generic = analysis.lexicon.generic
    words = [t.word for t in analysis.tokens if start <= t.start and t.end <= head]
    content = [w for w in words if w not in generic and w not in ("、", "和", "与", "暨")]
    if _opens(analysis, start) or _YEAR.search(left):
        return bool(content)
    if weak:
        return False
    return len("".join(content)) >= 2
