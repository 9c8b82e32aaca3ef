"""Lines → paragraphs: whether a text is hard-wrapped, where a paragraph ends, how its lines join."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WIDE = frozenset("WFA")
_ENDS = re.compile(r"[。！？：；”）…]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its stripped text and where that starts in the kept text.

    ``width`` counts half characters (a Chinese character is two wide).
    ``gap`` counts the blank lines before it; ``indent`` tells whether white space stood at its start.
    """

    text: str
    start: int
    width: int
    gap: int
    indent: bool


@lru_cache(maxsize=8192)
def _wide(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1


def width(text: str) -> int:
    """The width of a text in half characters.

    >>> width("第40次")
    6
    """
    return sum(map(_wide, text))


def lines(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    found, place, gap = [], 0, 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = place + raw.index(stripped[0])
            found.append(Line(stripped, start, width(stripped), gap, raw[0].isspace()))
            gap = 0
        else:
            gap += 1
        place += len(raw) + 1
    return found


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is set: the width of its full lines, 0 where each line is a paragraph of its own."""

    measure: int
    spaced: bool

    @property
    def wrapped(self) -> bool:
        """Whether paragraphs run over several lines."""
        return self.measure > 0

    def full(self, line: Line) -> bool:
        """Whether a line reaches the right edge, so that its paragraph goes on."""
        return line.width >= self.measure - (5 if _ENDS.search(line.text) else 10)


def layout(found: Sequence[Line]) -> Layout:
    """Hard-wrapped where 35 % of the lines or more end within a few characters of one width, at most 100."""
    widths = sorted(line.width for line in found)
    if len(widths) < 8:
        return Layout(0, False)
    measure = widths[int(0.8 * len(widths))]
    near = sum(measure - 4 <= w <= measure + 4 for w in widths)
    spaced = sum(line.gap > 0 for line in found) > 0.6 * len(found)
    if measure > 100 or near < 0.35 * len(found):
        return Layout(0, spaced)
    return Layout(measure, spaced)


_ITEM = re.compile(r"(?:[（(]?[一二三四五六七八九十]+[）)、]|[一二三四五六七八九十]是|\d{1,2}[、.．](?!\d))")


def paragraphs(found: Sequence[Line], setting: Layout) -> Iterator[list[Line]]:
    """The lines of each paragraph.

    In a wrapped text one ends with a line that does not reach the right edge, or before a heading (一、…).
    """
    if not setting.wrapped:
        for line in found:
            yield [line]
        return
    group: list[Line] = []
    for line in found:
        if group:
            last = group[-1]
            ended = not setting.full(last) or (_ITEM.match(line.text) and _ENDS.search(last.text))
            if ended:
                yield group
                group = []
        group.append(line)
    if group:
        yield group
