"""How a text is laid out: its lines, whether they are hard-wrapped, and which of them make a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from kg.lines import ENUMERATED, is_terminal, width
from kg.model import Document

_LINE = re.compile(r"[^\n]+")
_CELLS = re.compile(r"\t|[ \u3000]{2}|\u3000|[|｜].*[|｜]")
_PROSE = re.compile(r"[。；]|[，,].{12}")
_OPENING = re.compile(r"[《“（(]")
_LABELLED = re.compile(r"[\w（）()]{1,12}[：:]\s*(?=\S)")

LONGEST_HEADING = 45
"""In full-width characters. A longer stretch without a full stop is prose."""

_INDENT = 2
"""The first line of a paragraph is shorter by two characters, which the text of a PDF has lost."""
_SLACK = 2
"""What no character may begin or end a line takes from it, and what a narrower column does."""

PAIRS = (("《", "》"), ("“", "”"), ("（", "）"), ("(", ")"))
"""Marks that belong together."""

Kind = Literal["heading", "prose", "row"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its span and text without outer white space.

    ``gap`` counts the blank lines above it (0 at the top of a page, where they mean nothing), ``indent`` and
    ``width`` are in full-width characters. ``terminal``: it ends like a sentence, or like a clause before a
    list. ``row``: it is cells set apart by tabs, bars or wide blanks.
    """

    start: int
    end: int
    text: str
    gap: int
    indent: float
    width: float
    terminal: bool
    row: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a document and what they have in common.

    ``measure`` is the width of a full line, 0 where each line is a paragraph; ``step`` the number of blank
    lines between two lines of a paragraph; ``indented`` tells whether paragraphs begin with white space.
    """

    lines: Sequence[Line]
    measure: float
    step: int
    indented: bool

    @property
    def wrapped(self) -> bool:
        """Whether paragraphs run over several lines."""
        return self.measure > 0

    def full(self, line: Line) -> bool:
        """Whether the line leaves no room, so that what follows may be its continuation."""
        return line.width >= self.measure - _INDENT - _SLACK

    def heading_like(self, at: int) -> bool:
        """Whether the line can be (the beginning of) a title or heading."""
        line = self.lines[at]
        return (
            line.width <= LONGEST_HEADING
            and "。" not in line.text
            and line.text[-1] not in "，；："
            and not line.row
        )

    def breaks(self, at: int) -> bool:
        """Whether a paragraph ends between the line before ``at`` and the one there."""
        above, line = self.lines[at - 1], self.lines[at]
        if not self.wrapped or above.row or line.row:
            return True
        if _open(above.text) or above.text[-1] in "，、":
            return False
        if line.gap > self.step or (self.indented and line.indent >= 1) or not self.full(above):
            return True
        if not above.terminal:
            return False
        # A full line with a full stop: what follows begins anew where it is numbered or can be no last line.
        alone = not self.full(line) and not line.terminal
        return alone or ENUMERATED.match(line.text) is not None

    def paragraphs(self, first: int, stop: int) -> Iterator[tuple[int, int, Kind]]:
        """The spans of lines that belong together, and what they are."""
        spans = list(self._spans(first, stop))
        kinds = [self._kind(*span) for span in spans]
        styles = {
            _style(self.lines[start].text)
            for (start, _), kind in zip(spans, kinds, strict=True)
            if kind == "heading"
        }
        for (start, end), kind in zip(spans, kinds, strict=True):
            # A heading that fills its line: only its like in the article tells it from the text below.
            merged = end - start > 1 and kind == "prose" and "。" not in self.lines[start].text
            style = _style(self.lines[start].text)
            if merged and style and style in styles and self.heading_like(start):
                yield start, start + 1, "heading"
                yield start + 1, end, self._kind(start + 1, end)
            else:
                yield start, end, kind

    def _spans(self, first: int, stop: int) -> Iterator[tuple[int, int]]:
        start = first
        for at in range(first + 1, stop):
            if self.breaks(at):
                yield start, at
                start = at
        if start < stop:
            yield start, stop

    def _kind(self, start: int, end: int) -> Kind:
        lines = self.lines[start:end]
        if lines[0].row:
            return "row"
        if lines[-1].terminal or lines[-1].text[-1] in "，、" or any("。" in line.text for line in lines):
            return "prose"
        if self._listed(start, end):
            return "row"
        return "heading" if sum(line.width for line in lines) <= LONGEST_HEADING else "prose"

    def _listed(self, start: int, end: int) -> bool:
        """Whether a line with a label (委员：…) stands beside another such line."""
        beside = [self.lines[at].text for at in (start - 1, end) if 0 <= at < len(self.lines)]
        return _LABELLED.match(self.lines[start].text) is not None and any(map(_LABELLED.match, beside))


def layout(document: Document) -> Layout:
    """The lines of a document's text, measured."""
    text = document.text
    pages = [page.start for page in document.pages]
    lines = list(_lines(text, pages))
    solid = [line for line in lines if not line.row]
    measure = _measure([line.width for line in solid], [line.terminal for line in solid])
    full = [
        after.gap for before, after in pairwise(lines) if before.width >= measure - 3 and not before.terminal
    ]
    step = Counter(full).most_common(1)[0][0] if measure and full else 0
    led = sum(line.indent >= 1 for line in lines)
    return Layout(lines, measure, step, 0.05 * len(lines) < led < 0.7 * len(lines))


def _lines(text: str, pages: Sequence[int]) -> Iterator[Line]:
    """The lines that are not blank."""
    below, page = -1, 0
    for found in _LINE.finditer(text):
        stripped = found[0].strip()
        if not stripped:
            continue
        start = found.start() + found[0].index(stripped)
        at_page = bisect_right(pages, start)
        gap = text.count("\n", below, start) - 1 if below >= 0 else 0
        led = found[0][: start - found.start()]
        end = start + len(stripped)
        yield Line(
            start=start,
            end=end,
            text=stripped,
            gap=0 if at_page > page else gap,
            indent=width(led.replace("\t", "\u3000")) if led else 0,
            width=width(stripped),
            terminal=is_terminal(stripped),
            row=_CELLS.search(stripped) is not None and not _PROSE.search(stripped),
        )
        below, page = end, at_page


def _measure(widths: Sequence[float], terminal: Sequence[bool]) -> float:
    """The width of full lines in a hard-wrapped text, else 0.

    Hard-wrapped: of lines no longer than a page is wide, two in five or more are about as wide as the widest,
    and two in five of these or more end in mid-sentence.
    """
    if len(widths) < 4:
        return 0
    measure = sorted(widths)[int(0.85 * len(widths))]
    full = [ended for width, ended in zip(widths, terminal, strict=True) if abs(width - measure) <= 3]
    wrapped = 10 <= measure <= 60 and len(full) >= 0.4 * len(widths) and sum(full) <= 0.6 * len(full)
    return measure if wrapped else 0


def _open(text: str) -> bool:
    """Whether a title mark, a quotation or a bracket opens on the line and does not close on it."""
    if not _OPENING.search(text):
        return False
    return any(text.rfind(left) > text.rfind(right) for left, right in PAIRS)


def _style(text: str) -> str:
    """How a line is numbered; empty where it is not."""
    found = ENUMERATED.match(text)
    if found is None:
        return ""
    return re.sub(r"[一二三四五六七八九十]+", "一", re.sub(r"\d+", "1", found[0])).strip()
