"""Paragraphs → sentences, with the way from each of their characters back to the kept text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Document, Sentence, SentenceKind
from kg.segment.layout import Line

_END = re.compile(r"[。！？!?]+[”’』」）)】]*")
_OPEN = (("《", "》"), ("（", "）"), ("(", ")"))
_HEADING = re.compile(r"^(?:[（(]?[一二三四五六七八九十]+[）)、]|\d{1,2}[、.．](?!\d)|#+ )")
_CELL = re.compile(r"[^\t|｜]+")


def joined(group: Sequence[Line]) -> tuple[str, list[int]]:
    """A paragraph's text without its line ends, and the place of each character in the kept text.

    Between two Latin words a line end stays as a blank; blanks beside a digit or a Chinese character go.
    """
    text: list[str] = []
    places: list[int] = []
    for line in group:
        if text and re.match(r"[A-Za-z]", line.text) and re.match(r"[A-Za-z]", text[-1]):
            text.append(" ")
            places.append(places[-1] + 1)
        for i, char in enumerate(line.text):
            if char in " \u3000" and _loose(line.text, i):
                continue
            text.append(char)
            places.append(line.start + i)
    return "".join(text), places


def _loose(text: str, at: int) -> bool:
    """Whether a blank only spaces figures off (9月 23至): a Latin letter or a blank beside it keeps it."""
    before, after = text[at - 1] if at else "", text[at + 1] if at + 1 < len(text) else ""
    if after.isdigit():
        return before > "\u2e7f" and before != "　"
    return before.isdigit() and after > "\u2e7f"


def sentences(
    document: Document, group: Sequence[Line], paragraph: int, kind: SentenceKind | None = None
) -> Iterator[Sentence]:
    """The sentences of one paragraph. A row of a table is one sentence with its cells."""
    text, places = joined(group)
    cells = _cells(text) if len(group) == 1 and kind is None else ()
    if cells:
        yield _sentence(document, text, places, 0, len(text), "row", paragraph, cells)
        return
    for start, end in _cuts(text) if kind is None else [(0, len(text))]:
        whole = kind or _kind(text, start, end)
        yield _sentence(document, text, places, start, end, whole, paragraph)


def _kind(text: str, start: int, end: int) -> SentenceKind:
    if _END.search(text[end - 3 : end]) or text[end - 1] in "；：，、":
        return "prose"
    alone = start == 0 and end == len(text) <= 40
    return "heading" if alone or _HEADING.match(text[start:end]) else "prose"


def _cells(text: str) -> tuple[tuple[int, int], ...]:
    if "\t" in text or text.count("|") >= 2:
        return tuple(span for cell in _CELL.finditer(text) for span in _trimmed(text, *cell.span()))
    if re.search(r"\S[ \u3000]{2,}\S", text) and not re.search("[。，；]", text):
        return tuple(m.span() for m in re.finditer(r"\S+(?: \S+)*?(?=[ \u3000]{2,}|$)", text))
    return ()


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Spans of sentences: cut behind 。！？ unless inside 《》 or brackets that close soon."""
    start = 0
    for found in _END.finditer(text):
        end = found.end()
        inside, ahead = text[start:end], text[end : end + 160]
        if any(inside.count(opened) > inside.count(closed) and closed in ahead for opened, closed in _OPEN):
            continue
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


def _sentence(
    document: Document,
    text: str,
    places: list[int],
    start: int,
    end: int,
    kind: SentenceKind,
    paragraph: int,
    cells: tuple[tuple[int, int], ...] = (),
) -> Sentence:
    first, last = places[start], places[end - 1]
    whole = last + 1 - first == end - start
    offsets: Sequence[int] = range(first, last + 1) if whole else tuple(places[start:end])
    page = document.page_at(first)
    return Sentence(text[start:end], first, last + 1, offsets, kind, paragraph, page, cells)
