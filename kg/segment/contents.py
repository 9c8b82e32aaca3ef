"""The contents page of a bulletin, and where in the text what it lists stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.lines import ENUMERATED, is_contents_head, section_name
from kg.segment.layout import Line
from kg.text import normal

_LEADER = re.compile(
    r"(?:\s*[.…·．。⋯_\-—–]{2,}\s*|[\s…]*(?=[（(/]))[（(/]*\s*\d{0,3}\s*[）)/]*$|[ \t\u3000]+\d{1,3}$"
)
_BULLET = re.compile(r"(?:#+|[-*+◇◆○●■□▲△★☆※▶►·•>])\s*")
_MARKS = re.compile(r"[\W_]+")
_LONGEST_PAGE = 80
_LONGEST_TITLE = 4
_LONGEST_SECTION = 8


def key(text: str) -> str:
    """What a heading and its line in the contents have in common.

    >>> key("◇ 1. 我会召开理事会 ………（3）") == key("我会召开理事会")
    True
    """
    text = _BULLET.sub("", _LEADER.sub("", text), count=1)
    numbered = ENUMERATED.match(text)
    return _MARKS.sub("", normal(text[numbered.end() :] if numbered else text))


def find_contents(lines: Sequence[Line]) -> tuple[int, dict[int, int]]:
    """The line behind the contents, and the headings in the text that it lists: first line → line behind.

    Zero and nothing where there are no contents.
    """
    head = next((i for i, line in enumerate(lines[:60]) if is_contents_head(line.text.lstrip("# "))), None)
    if head is None:
        return 0, {}
    keys = [key(line.text) for line in lines]
    stop = _first_again(lines, keys, head + 1)
    if stop is None:
        return 0, {}
    listed = set(keys[head + 1 : stop])
    # A title may run over two lines of the contents.
    listed |= {keys[i] + keys[i + 1] for i in range(head + 1, stop - 1)}
    return stop, dict(_places(keys, listed - {""}, stop))


def _first_again(lines: Sequence[Line], keys: Sequence[str], first: int) -> int | None:
    """Where the contents end: the first line at which something stands that was listed before."""
    listed: set[str] = set()
    for at in range(first, min(first + _LONGEST_PAGE, len(lines))):
        section = section_name(lines[at].text)
        again = {key(section)} if section else {_run(keys, at, n) for n in range(1, _LONGEST_TITLE + 1)}
        if listed & again and at > first:
            return at
        listed |= {keys[at], keys[at - 1] + keys[at] if at > first else keys[at]} - {""}
    return None


def _places(keys: Sequence[str], listed: set[str], first: int) -> Iterator[tuple[int, int]]:
    at = first
    while at < len(keys):
        runs = [n for n in range(1, _LONGEST_TITLE + 1) if _run(keys, at, n) in listed]
        if runs:
            # A short line that is listed by itself is a section; a longer one, the beginning of a title.
            long = runs[0] if len(keys[at]) <= _LONGEST_SECTION else runs[-1]
            yield at, at + long
        at += long if runs else 1


def _run(keys: Sequence[str], at: int, count: int) -> str:
    run = keys[at : at + count]
    return "".join(run) if len(run) == count and all(run) else "\n"
