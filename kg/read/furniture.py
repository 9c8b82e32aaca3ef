"""Page furniture: page numbers and running heads go, everything else keeps its line."""

from __future__ import annotations

import re
from collections import Counter

from kg.model import Page

_NUMBER = re.compile(
    r"[\s·•—–\-_~|]*(?:第\s*)?(?P<n>\d{1,4})(?:\s*页)?"
    r"(?:\s*[/／]\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[\s·•—–\-_~|]*"
)


def keep(text: str) -> tuple[str, tuple[Page, ...]]:
    """The text without page numbers and running heads, and its pages by their printed numbers.

    A number that stands at the foot names the page above it. A short line is a running head where it stands
    beside a page number three times or more.
    """
    lines = text.split("\n")
    numbers = [i for i, line in enumerate(lines) if line.strip() and _is_number(line)]
    dropped = set(numbers) | _running_heads(lines, numbers)
    kept: list[str] = []
    pages: list[Page] = []
    length = start = 0
    for i, line in enumerate(lines):
        if i in dropped:
            found = _NUMBER.fullmatch(line)
            if found and i in numbers:
                pages.append(Page(start, found["n"]))
                start = length
            continue
        kept.append(line)
        length += len(line) + 1
    if pages and start < length - 1:
        last = pages[-1].label
        pages.append(Page(start, str(int(last) + 1)))
    return "\n".join(kept), tuple(pages)


def _is_number(line: str) -> bool:
    found = _NUMBER.fullmatch(line)
    return found is not None and (not line.strip().isdigit() or len(line.strip()) <= 3)


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
