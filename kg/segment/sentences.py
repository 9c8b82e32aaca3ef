"""Paragraphs → sentences, each with the way from its characters back to the kept text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Document, Sentence, SentenceKind
from kg.segment.layout import Line

_WORD_END, _WORD_START = re.compile(r"[A-Za-z][,.;:]?$"), re.compile(r"[A-Za-z]")
_JUSTIFIED = re.compile(r"(?<=[\u2e80-\uffef”]) +(?=[\d.A-Za-z])|(?<=[\d%‰]) +(?=[\u2e80-\uffef“])")
_STOP = re.compile(
    r"“[^“”]*”|‘[^‘’]*’|「[^「」]*」|『[^『』]*』|《[^《》]*》|（[^（）]*）|\([^()]*\)|[。！？!?]+[”’」』）)》】]*"
)
_SPOKEN = re.compile(r"[。！？!?…][”’」』]$")
_GOES_ON = re.compile(r"[，、；：。！？,;:的等是之和与及或—…）》”]")
_CELL = re.compile(r"[^\s|｜]+(?: [^\s|｜]+)*")
_LABEL = re.compile(r"[\w（）()]{1,6}(?:[ \u3000]+[\w（）()]{1,12}|[\w（）()]{0,8})[：:]")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Joined:
    """The lines of a paragraph as one text; ``places[i]`` is where ``text[i]`` stands in the document."""

    text: str
    places: Sequence[int]


def join(lines: Sequence[Line], *, wrapped: bool = True) -> Joined:
    """The text of lines, without the white space of hard wraps.

    Between two Latin words the line end stays as a blank, at the place of the line end. In a wrapped text the
    blanks go by which a justified line sets figures and Latin letters off (9月 23日).
    """
    texts: list[str] = []
    places: list[int] = []
    for line in lines:
        if texts and _WORD_END.search(texts[-1]) and _WORD_START.match(line.text):
            texts.append(" ")
            places.append(places[-1] + 1)
        start = 0
        for blank in _JUSTIFIED.finditer(line.text) if wrapped else ():
            texts.append(line.text[start : blank.start()])
            places.extend(range(line.start + start, line.start + blank.start()))
            start = blank.end()
        texts.append(line.text[start:])
        places.extend(range(line.start + start, line.end))
    return Joined("".join(texts), places)


def cuts(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of a text.

    A sentence ends with 。！？ and what closes behind them; not inside quotation marks, brackets or 《》, but
    after a quotation that ends so, unless the sentence goes on.

    >>> text = "“产值不降反升。”周师傅说。会上喊出“加油！”的口号，他问：“行吗？”"
    >>> [text[start:end] for start, end in cuts(text)]
    ['“产值不降反升。”', '周师傅说。', '会上喊出“加油！”的口号，他问：“行吗？”']
    """
    start = 0
    for found in _STOP.finditer(text):
        end = found.end()
        if found[0][0] in "“‘「『《（(":
            quoted = _SPOKEN.search(found[0]) is not None and not _GOES_ON.match(text, end)
            # What is shouted or asked in the middle of a sentence does not end it; what is told does.
            if not quoted or (
                found[0][-2] != "。"
                and text[start : found.start()].strip()
                and text[found.start() - 1] not in "：:，,"
            ):
                continue
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, len(text))


def cells(text: str) -> list[tuple[int, int]]:
    """The spans of the cells of a row: a label (会长：), and what wide blanks or bars set apart.

    Two characters set apart are one cell, a name.

    >>> text = "王  伟　李晓明　欧阳芳"
    >>> [text[start:end] for start, end in cells(text)]
    ['王  伟', '李晓明', '欧阳芳']
    >>> text = "会　长：王  伟"
    >>> [text[start:end] for start, end in cells(text)]
    ['会　长：', '王  伟']
    """
    label = _LABEL.match(text)
    found = [label.span()] if label else []
    for one in _CELL.finditer(text, label.end() if label else 0):
        start, end = one.span()
        if len(found) > bool(label) and end - start == 1 and _HAN.match(one[0]):
            before = text[slice(*found[-1])]
            if len(before) == 1 and _HAN.match(before) and text[found[-1][1] : start].isspace():
                found[-1] = (found[-1][0], end)
                continue
        found.append((start, end))
    return found


class Splitter:
    """Makes the sentences of one document, which know their page."""

    def __init__(self, document: Document) -> None:
        self._pages = [page.start for page in document.pages]
        self._labels = [None, *(page.label or None for page in document.pages)]

    def whole(self, joined: Joined, kind: SentenceKind, paragraph: int) -> Sentence:
        """All of a text as one sentence."""
        return self._sentence(joined, 0, len(joined.text), kind, paragraph)

    def prose(self, joined: Joined, paragraph: int) -> Iterator[Sentence]:
        """The sentences of a paragraph."""
        for start, end in cuts(joined.text):
            yield self._sentence(joined, start, end, "prose", paragraph)

    def row(self, line: Joined, paragraph: int) -> Sentence:
        """A row of a table or list, with one blank between two cells."""
        kept: list[int] = []
        made: list[tuple[int, int]] = []
        for start, end in cells(line.text):
            if kept:
                kept.extend(_between(line.text, kept[-1] + 1, start))
            stretched = _stretched(line.text[start:end])
            inner = [i for i in range(start, end) if not (stretched and line.text[i].isspace())]
            made.append((len(kept), len(kept) + len(inner)))
            kept.extend(inner)
        said = Joined("".join(line.text[i] for i in kept), [line.places[i] for i in kept])
        return self._sentence(said, 0, len(kept), "row", paragraph, tuple(made))

    def _sentence(
        self,
        joined: Joined,
        start: int,
        end: int,
        kind: SentenceKind,
        paragraph: int,
        spans: tuple[tuple[int, int], ...] = (),
    ) -> Sentence:
        first, last = joined.places[start], joined.places[end - 1]
        plain = last - first == end - start - 1
        offsets = range(first, last + 1) if plain else tuple(joined.places[start:end])
        page = self._labels[bisect_right(self._pages, first)]
        return Sentence(joined.text[start:end], first, last + 1, offsets, kind, paragraph, page, spans)


def _stretched(cell: str) -> bool:
    """Whether blanks in a cell only stretch it (王  伟, 会　长：)."""
    return cell.endswith(("：", ":")) or cell[1:-1].isspace()


def _between(text: str, start: int, end: int) -> list[int]:
    """The places of what sets two cells apart: bars, else one blank."""
    bars = [i for i in range(start, end) if text[i] in "|｜"]
    return bars or list(range(start, min(start + 1, end)))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    whole = text[start:end]
    if whole.strip():
        yield start + len(whole) - len(whole.lstrip()), end - len(whole) + len(whole.rstrip())
