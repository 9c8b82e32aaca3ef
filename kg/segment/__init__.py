"""Document → articles and sentences: sections, titles, source lines; paragraphs, headings, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.lines import (
    ENUMERATED,
    closed_up,
    is_body,
    is_imprint,
    is_page_tool,
    issuer_and_date,
    source_of,
    source_tail,
    stated_date,
)
from kg.model import Article, Document, Sentence
from kg.segment.layout import Layout, Line, layout
from kg.segment.outline import Item, outline
from kg.segment.sentences import Joined, Splitter, join
from kg.text import dates

__all__ = ["segment"]

_LEADER = re.compile(r"(?:#{1,6}|[-*+]|>+)\s+")
_NUMBERED = re.compile(rf"(?:#{{1,6}}\s+)?(?:{ENUMERATED.pattern})\s*")
_BULLETS = ("- ", "* ", "+ ")
_RULE = re.compile(r"[\W_]+")


def segment(document: Document) -> tuple[Article, ...]:
    r"""The articles of a document, numbered from 1 in reading order.

    A text without sections, source lines, contents or headings is one article; one without a title goes by
    its first sentence. What belongs to no article (masthead, contents, section lines, the names of those who
    get the paper) is left out, and so are sources, dates and signatures once read.

    >>> text = "○要闻○\n理事会召开\n3月10日，理事会召开。\n（来源：秘书处）\n新厂开工\n3月11日，新厂开工。\n"
    >>> [(a.section, a.title, a.source) for a in segment(Document("1f", "a.txt", text))]
    [('要闻', '理事会召开', '秘书处'), ('要闻', '新厂开工', None)]
    """
    laid = layout(document)
    splitter = Splitter(document)
    items = outline(laid)
    # Where all articles are numbered, the number is the bulletin's, not the title's.
    numbered = len(items) > 1 and all(_NUMBERED.match(laid.lines[item.start].text) for item in items)
    leader = _NUMBERED if numbered else _LEADER
    read = ((item.section, *_read(item, laid, splitter, leader)) for item in items)
    full = (one for one in read if one[-1])
    return tuple(
        Article(
            id=f"{document.id}-{number:02d}",
            document=document.id,
            number=number,
            title=sentences[0].text,
            section=section,
            source=frame.source,
            start=sentences[0].start,
            end=sentences[-1].end,
            date=frame.date,
            sentences=tuple(sentences),
        )
        for number, (section, frame, sentences) in enumerate(full, 1)
    )


@dataclass(slots=True)
class _Frame:
    """What stands round the text of an article, and the lines, ``first`` to ``stop``, that are left of it."""

    first: int
    stop: int
    source: str | None = None
    date: str | None = None


def _read(
    item: Item, laid: Layout, splitter: Splitter, leader: re.Pattern[str]
) -> tuple[_Frame, list[Sentence]]:
    """The frame of an article and its sentences, the title first where it has one."""
    frame = _frame(laid.lines, item)
    title = _joined(laid, item.start, item.body, leader)
    sentences = [splitter.whole(title, "title", 0)] if title.text else []
    for paragraph, (start, end, kind) in enumerate(_paragraphs(laid, frame), len(sentences)):
        joined = _joined(laid, start, end)
        if kind == "prose" and (tail := source_tail(joined.text)):
            joined = Joined(joined.text[: tail[0]], joined.places[: tail[0]])
            frame.source = frame.source or tail[1]
        bullet = laid.lines[start].text.startswith(_BULLETS)
        sentences.extend(_sentences(joined, "prose" if bullet else kind, paragraph, splitter))
    return frame, sentences


def _sentences(joined: Joined, kind: str, paragraph: int, splitter: Splitter) -> Iterator[Sentence]:
    if kind == "prose":
        yield from splitter.prose(joined, paragraph)
    elif kind == "row":
        yield splitter.row(joined, paragraph)
    else:
        yield splitter.whole(joined, "heading", paragraph)


def _paragraphs(laid: Layout, frame: _Frame) -> Iterator[tuple[int, int, str]]:
    """The paragraphs between the lines that are none: rules, and source lines in the middle."""
    start = frame.first
    for at in range(frame.first, frame.stop + 1):
        source = None if at == frame.stop else source_of(laid.lines[at].text)
        if at == frame.stop or source or _RULE.fullmatch(laid.lines[at].text):
            yield from laid.paragraphs(start, at)
            start = at + 1
            frame.source = source or frame.source


def _joined(laid: Layout, start: int, end: int, leader: re.Pattern[str] = _LEADER) -> Joined:
    """The text of the lines, without what only leads the first: signs of Markdown, a number."""
    lines = list(laid.lines[start:end])
    if lines and (found := leader.match(lines[0].text)):
        lines[0] = replace(lines[0], start=lines[0].start + found.end(), text=lines[0].text[found.end() :])
    return join(lines, wrapped=laid.wrapped)


def _frame(lines: Sequence[Line], item: Item) -> _Frame:
    """Take what says where and when the article appeared off its head and its foot."""
    frame = _Frame(item.body, item.stop)
    while frame.first < frame.stop and _takes(frame, lines[frame.first].text):
        frame.first += 1
    head = replace(frame)
    frame.source = frame.date = None
    while frame.stop > frame.first and _takes(frame, lines[frame.stop - 1].text, at_foot=True):
        frame.stop -= 1
    frame.source, frame.date = frame.source or head.source, head.date or frame.date
    return frame


def _takes(frame: _Frame, text: str, *, at_foot: bool = False) -> bool:
    """Whether the line is part of the frame; what it says is kept there."""
    pair = issuer_and_date(text)
    if pair:
        frame.source, frame.date = pair[0], next(date.edtf for date in dates(pair[1]))
    elif day := stated_date(text):
        frame.date = day
        frame.source = _named_source(text) or frame.source
    elif source := source_of(text):
        frame.source = source
    elif at_foot and frame.date and not frame.source and is_body(closed_up(text)):
        frame.source = closed_up(text)  # a signature, above its date
    else:
        return (is_imprint(text) and at_foot) or is_page_tool(text) or _RULE.fullmatch(text) is not None
    return True


def _named_source(text: str) -> str | None:
    """The source on a line that gives the date too."""
    found = re.search(r"来源\s*[：:]\s*([^\s：:|]{2,30})", text)
    return found[1] if found and re.search(r"\w", found[1]) else None
