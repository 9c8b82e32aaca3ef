"""Text in the columns of a terminal, where a Chinese character takes two."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """How many columns a text takes (UAX #11: wide and full-width 2, combining 0, all else 1).

    >>> width("QC小组"), width("“小巨人”")
    (6, 8)
    """
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def pad(text: str, columns: int) -> str:
    """The text, filled up with blanks on the right.

    >>> pad("协会", 6) + "|"
    '协会  |'
    """
    return text + " " * (columns - width(text))


def folded(text: str, columns: int) -> list[tuple[int, int]]:
    """Where to cut a text so that no piece is wider than ``columns``: spans, at least one.

    >>> folded("品牌质量提升行动", 10)
    [(0, 5), (5, 8)]
    """
    cuts, used = [0], 0
    for place, char in enumerate(text):
        used += _width(char)
        if used > columns:
            cuts.append(place)
            used = _width(char)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def aligned(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table as lines: the header, a rule under it, the rows; cells two blanks apart.

    >>> for line in aligned(["姓名", "role"], [["沈望舒", "会长"]]):
    ...     print(line)
    姓名    role
    ------  ----
    沈望舒  会长
    """
    widths = [max(map(width, column)) for column in zip(header, *rows, strict=True)]
    rule = ["-" * wide for wide in widths]
    return [
        "  ".join(pad(cell, wide) for cell, wide in zip(line, widths, strict=True)).rstrip()
        for line in (header, rule, *rows)
    ]
