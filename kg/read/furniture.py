"""Page furniture, page numbers and running heads, and the pages that it tells of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from kg.lines import ISSUE, is_terminal, section_name, source_of
from kg.model import Page

_DASH = r"[-—–―－·•~～|｜]"
_DRESSED = re.compile(
    rf"(?:{_DASH}\s*)+(\d{{1,4}})(?:\s*{_DASH})+|[·•|｜]+\s*(\d{{1,4}})|(\d{{1,4}})\s*[·•|｜]+"
    r"|第\s*(\d{1,4})\s*页(?:\s*[,，/／]?\s*共\s*\d+\s*页)?|[Pp](?:age|AGE|\.)\s*(\d{1,4})(?:\s*(?:of|/)\s*\d+)?"
)
_BARE = re.compile(
    r"(?:(?P<head>\D\S.{0,28}?)\s+)?(?P<number>\d{1,3})(?:\s*[/／]\s*\d{1,3})?"
    r"|(?P<n>\d{1,3})\s+(?P<tail>\D\S.{0,28})"
)
_MAY_DRESS = "-—–―－·•~～|｜第"
_APART, _APART_WITH_HEAD = 8, 5
"""Lines at least between two page numbers that only their place gives away; rows of a table stand closer."""


def keep(text: str) -> tuple[str, tuple[Page, ...]]:
    r"""The kept text, and where its pages start, as far as the numbers printed on them tell.

    >>> keep("会议由佘丹青主\n— 3 —\n持。\n— 4 —\n")
    ('会议由佘丹青主\n持。\n', (Page(start=0, label='3'), Page(start=8, label='4')))
    """
    lines = text.replace("\f", "\n\f").split("\n")
    stripped = [line.strip() for line in lines]
    numbers = _page_numbers(stripped)
    starts = _starts(lines, stripped, numbers)
    dropped = numbers.keys() | _running_heads(stripped, numbers, starts)
    kept = ["" if i in dropped else line.removeprefix("\f") + "\n" for i, line in enumerate(lines)]
    places = list(accumulate(map(len, kept), initial=0))
    pages = _labelled(_distinct([0, *starts], stripped, dropped), numbers, _blank_led(lines, stripped))
    firsts = ((_first(line, stripped, dropped), label) for line, label in pages)
    return "".join(kept)[:-1], tuple(Page(places[line], label) for line, label in firsts)


def _page_numbers(lines: Sequence[str]) -> dict[int, int]:
    """Line → the page number that it is."""
    numbers: dict[int, int] = {}
    bare: dict[str, list[tuple[int, int, int]]] = {}
    filled = 0
    for i, line in enumerate(lines):
        filled += bool(line)
        numeric = line[:1].isdecimal() or line[-1:].isdecimal() or line[:1] in _MAY_DRESS
        if not line or not numeric or len(line) > 36:
            continue
        if found := _DRESSED.fullmatch(line):
            numbers[i] = int(next(filter(None, found.groups())))
        elif (found := _BARE.fullmatch(line)) and not is_terminal(line):
            head = "".join((found["head"] or found["tail"] or "").split())
            bare.setdefault(head, []).append((i, filled, int(found["number"] or found["n"])))
    for head, places in bare.items():
        numbers |= dict(
            _counting_up(places, 3, _APART_WITH_HEAD) if head else _counting_up(places, 2, _APART)
        )
    return numbers


def _counting_up(
    places: Sequence[tuple[int, int, int]], at_least: int, apart: int
) -> Iterator[tuple[int, int]]:
    """Those of the numbers at lines that stand apart and count up by one, or by two past an empty page."""
    pairs = ((before, after) for before, after in pairwise(places) if after[1] - before[1] < apart)
    near = {place for pair in pairs for place in pair}
    run: list[tuple[int, int, int]] = []
    for place in places:
        if place in near:
            continue
        if not run or 1 <= place[2] - run[-1][2] <= 2:
            run.append(place)
    if len(run) >= at_least:
        yield from ((line, number) for line, _, number in run)


def _starts(lines: Sequence[str], stripped: Sequence[str], numbers: dict[int, int]) -> list[int]:
    """The lines with which pages begin, as form feeds and page numbers show them."""
    feeds = [i for i, line in enumerate(lines) if line.startswith("\f")]
    if not numbers:
        return feeds
    above, below = sum(map(bool, stripped[: min(numbers)])), sum(map(bool, stripped[max(numbers) + 1 :]))
    at_top = above < 3 and below > above
    return sorted({*feeds, *(line if at_top else line + 1 for line in numbers)})


def _running_heads(lines: Sequence[str], numbers: dict[int, int], starts: Sequence[int]) -> set[int]:
    """Lines at the edge of pages that recur there, or name the issue."""
    filled = [i for i, line in enumerate(lines) if line and i not in numbers]
    beside: list[int] = []
    for start in starts:
        edge = bisect_left(filled, start)
        # One line as a foot, two as a head; the first lines of all are the masthead, not a running head.
        beside += filled[max(edge - 1, 3) : edge] + filled[edge : edge + 2]
    recurring = Counter(_wording(lines[i]) for i in set(beside))
    often = max(2, len(starts) // 4)

    def is_head(line: str) -> bool:
        if len(line) > 40 or is_terminal(line) or source_of(line) or section_name(line):
            return False
        recurs = recurring[_wording(line)] >= often and len(_wording(line)) >= 3
        return recurs or ISSUE.search(line) is not None

    return {i for i in beside if is_head(lines[i])}


def _wording(line: str) -> str:
    return "".join(line.split())


def _first(line: int, lines: Sequence[str], dropped: set[int]) -> int:
    """The first line from here on that is kept and not blank."""
    return next((i for i in range(line, len(lines)) if lines[i] and i not in dropped), len(lines))


def _distinct(starts: Sequence[int], lines: Sequence[str], dropped: set[int]) -> list[int]:
    """Starts with something kept between them, and after the last."""
    wanted: dict[int, int] = {}
    for start in starts:
        wanted.setdefault(_first(start, lines, dropped), start)
    wanted.pop(len(lines), None)
    return list(wanted.values())


def _blank_led(lines: Sequence[str], stripped: Sequence[str]) -> list[int]:
    """Lines led by a single blank, with which some PDF readers begin a page; none where many lines are."""
    led = [i for i, line in enumerate(lines) if line.startswith(" ") and line[1:2].strip()]
    return led if len(led) * 8 < sum(map(bool, stripped)) else []


def _labelled(starts: list[int], numbers: dict[int, int], led: list[int]) -> list[tuple[int, str]]:
    """Page starts with their numbers; where the numbers agree on the count, all have one."""
    if not numbers:
        return []
    for boundaries in (sorted({*starts, *led}), starts):
        printed = {bisect_right(boundaries, line) - 1: number for line, number in sorted(numbers.items())}
        shifts = {number - page for page, number in printed.items()}
        if len(shifts) == 1 and len(printed) > 1:
            shift = shifts.pop()
            return [(start, str(max(page + shift, 0) or "")) for page, start in enumerate(boundaries)]
    follows = {after for before, after in pairwise(sorted(numbers.values())) if after == before + 1}
    known = {page: number for page, number in printed.items() if number in follows or number == 1}
    return [(start, str(known.get(page, ""))) for page, start in enumerate(starts)]
