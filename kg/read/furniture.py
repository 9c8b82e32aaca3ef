"""Page furniture: page numbers and running heads go, everything else keeps its line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from kg.model import Page

_NUMBER = re.compile(
    r"[\s·•—–\-_~|]*(?:第\s*)?(?P<n>\d{1,4})(?:\s*页)?"
    r"(?:\s*[/／]\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[\s·•—–\-_~|]*"
)

_TOP = re.compile(r" \S")


def keep(text: str) -> tuple[str, tuple[Page, ...]]:
    """The text without page numbers and running heads, and its pages by their printed numbers.

    A number that stands at the foot names the page above it. A short line is a running head where it stands
    beside a page number three times or more.
    """
    lines = text.split("\n")
    numbers = {i: found["n"] for i, line in enumerate(lines) if (found := _number(line))}
    dropped = set(numbers) | _running_heads(lines, sorted(numbers))
    kept: list[str] = []
    feet: list[tuple[int, int]] = []
    tops: list[int] = []
    length = 0
    for i, line in enumerate(lines):
        if i in numbers:
            feet.append((length, int(numbers[i])))
        if i in dropped:
            continue
        if _TOP.match(line):
            tops.append(length)
        kept.append(line)
        length += len(line) + 1
    whole = "\n".join(kept)
    return whole, tuple(_pages_by_tops(feet, tops) or _pages_by_feet(feet, len(whole)))


def _pages_by_tops(feet: list[tuple[int, int]], tops: list[int]) -> list[Page]:
    """A page for each line set off by one blank, as text out of a PDF may begin its pages.

    Only where the numbers bear it out: from foot to foot there are as many such lines as pages.
    """
    ahead = {number - bisect_left(tops, foot) for foot, number in feet}
    if len(feet) < 2 or len(ahead) != 1 or not tops or tops[0] > 0:
        return []
    first = ahead.pop() + 1
    return [Page(top, str(number)) for number, top in enumerate(tops, first)]


def _pages_by_feet(feet: list[tuple[int, int]], length: int) -> list[Page]:
    """A page above each number; up to one that does not follow the last, one label for all: 11–15."""
    pages: list[Page] = []
    start = last = 0
    for foot, number in feet:
        if foot > start:
            label = f"{last + 1}–{number}" if pages and number > last + 1 else str(number)
            pages.append(Page(start, label))
        start, last = foot, number
    if pages and start < length:
        pages.append(Page(start, str(last + 1)))
    return pages


def _number(line: str) -> re.Match[str] | None:
    """A line that is a page number: a figure of at most three digits, or of four with a sign beside it."""
    found = _NUMBER.fullmatch(line)
    return found if found and (not line.strip().isdigit() or len(line.strip()) <= 3) else None


def _running_heads(lines: list[str], numbers: list[int]) -> set[int]:
    """Lines next to a page number, blank lines aside, whose text recurs there."""
    beside: list[int] = []
    for number in numbers:
        for step in (-1, 1):
            i = number + step
            while 0 <= i < len(lines) and not lines[i].strip():
                i += step
            if 0 <= i < len(lines):
                beside.append(i)
    times = Counter(lines[i].strip() for i in beside)
    return {i for i in beside if times[lines[i].strip()] >= 3 and len(lines[i].strip()) <= 30}
