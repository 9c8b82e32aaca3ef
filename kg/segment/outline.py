"""Where the articles of a document stand, under which section, and how long their titles are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.lines import (
    ENUMERATED,
    is_document_number,
    is_imprint,
    is_page_tool,
    masthead,
    section_name,
    source_of,
    source_tail,
    stated_date,
)
from kg.segment.contents import find_contents
from kg.segment.layout import PAIRS, Layout

_HEADING = re.compile(r"(?P<level>#{1,6})\s+(?P<text>.*\S)")
_LEAD = re.compile(r"(?:(?:19|20)\d\d年|\d{1,2}\s*月\s*\d|近日|日前|近期|本报讯|本刊讯|今年|去年)")
_LONGEST_TITLE = 4


@dataclass(frozen=True, slots=True)
class Item:
    """An article as lines: the title from ``start`` to ``body``, the rest from there to ``stop``."""

    start: int
    body: int
    stop: int
    section: str | None


def outline(layout: Layout) -> list[Item]:
    """The articles of a document in their order; a text that shows no parts is one."""
    if not layout.lines:
        return []
    headings = {i: found for i, line in enumerate(layout.lines) if (found := _HEADING.fullmatch(line.text))}
    return _by_headings(layout, headings) if headings else _by_lines(layout)


def _by_headings(layout: Layout, headings: dict[int, re.Match[str]]) -> list[Item]:
    """The articles of a Markdown text."""
    levels = {i: len(found["level"]) for i, found in headings.items()}
    articles = _article_level(layout, levels)
    sections: dict[int, str] = {}
    top = min(levels.values())
    for i, level in levels.items():
        name = headings[i]["text"]
        if level < articles and not (level == top and list(levels.values()).count(top) == 1):
            sections[i] = section_name(name) or name
    titles = {i: i + 1 for i, level in levels.items() if level == articles}
    return _items(layout, titles, sections)


def _article_level(layout: Layout, levels: dict[int, int]) -> int:
    """The highest level of which most headings stand straight over prose."""
    places = [*levels, len(layout.lines)]
    over_prose = {
        i for i, after in pairwise(places) if any("。" in line.text for line in layout.lines[i + 1 : after])
    }
    for level in sorted(set(levels.values())):
        at_level = [i for i in levels if levels[i] == level]
        if 2 * len(over_prose.intersection(at_level)) >= len(at_level):
            return level
    return max(levels.values())


def _by_lines(layout: Layout) -> list[Item]:
    """The articles of plain text: behind sections and source lines, at titles listed, after wide gaps."""
    lines = layout.lines
    head = masthead([line.text for line in lines[:40]])
    behind, listed = find_contents(lines)
    first = max(head, behind)
    sections = {i: name for i in range(first, len(lines)) if (name := section_name(lines[i].text))}
    # What is listed and stands straight over something listed is a section without marks.
    edges = {*listed, *sections}
    sections |= {at: lines[at].text for at, end in listed.items() if at not in sections and end in edges}
    titles = {at: end for at, end in listed.items() if at not in sections}
    openings = [_past_imprint(layout, at + 1) for at in sections]
    for at in [*openings, *_behind_sources(layout, first)]:
        if at < len(lines) and at not in sections:
            titles.setdefault(at, _title_end(layout, at))
    if head or titles:
        for at in _after_gaps(layout, first, titles, sections):
            titles.setdefault(at, _title_end(layout, at))
    opening = _opening(layout, first)
    if not titles or _has_prose(layout, opening, min([*titles, *sections])):
        titles.setdefault(opening, _title_end(layout, opening))
    return _items(layout, titles, sections)


def _items(layout: Layout, titles: dict[int, int], sections: dict[int, str]) -> list[Item]:
    """Articles from their titles, first line → line behind; each runs to the next title or section."""
    edges = sorted({*titles, *sections})
    items, section = [], None
    for at, stop in pairwise([*edges, len(layout.lines)]):
        section = sections.get(at, section)
        if at in titles:
            items.append(Item(at, titles[at], stop, section))
    return items


def _behind_sources(layout: Layout, first: int) -> Iterator[int]:
    """The lines behind sources that close an article, where they can be titles."""
    lines, prose = layout.lines, False
    for at in range(first, len(lines)):
        closes = (source_of(lines[at].text) and prose) or source_tail(lines[at].text)
        if closes:
            after = _past_imprint(layout, at + 1)
            if after < len(lines) and layout.heading_like(after) and not _signs(layout, after):
                prose = False
                yield after
        elif section_name(lines[at].text):
            prose = False
        else:
            prose = prose or lines[at].terminal


def _past_imprint(layout: Layout, at: int) -> int:
    """The next line that is no source, editor or date."""
    while at < len(layout.lines):
        text = layout.lines[at].text
        if not (source_of(text) or is_imprint(text) or stated_date(text) or not re.search(r"\w", text)):
            break
        at += 1
    return at


def _signs(layout: Layout, at: int) -> bool:
    """Whether nothing but a signature, a date or an imprint follows."""
    return _past_imprint(layout, at + 1) >= len(layout.lines)


def _after_gaps(layout: Layout, first: int, titles: dict[int, int], sections: dict[int, str]) -> list[int]:
    """Headings over prose that are set off as far as the titles known, and farther than paragraphs are."""
    lines = layout.lines
    ended = Counter(after.gap for before, after in pairwise(lines[first:]) if before.terminal)
    usual = min((gap for gap, times in ended.items() if 4 * times >= ended.total()), default=0)
    wide = min((lines[at].gap for at in titles if at > first and at - 1 not in sections), default=usual + 1)
    if wide <= usual:
        return []
    free = (at for at in range(first, len(lines)) if lines[at].gap >= wide and at not in sections)
    return [at for at in free if _stands_over_prose(layout, at)]


def _stands_over_prose(layout: Layout, at: int) -> bool:
    """Whether the line begins an unnumbered heading, with prose closer below it than anything above."""
    lines, text = layout.lines, layout.lines[at].text
    if not layout.heading_like(at) or lines[at].terminal or ENUMERATED.match(text) or _is_furniture(text):
        return False
    end = _title_end(layout, at)
    if end >= len(lines) or lines[end].gap >= lines[at].gap:
        return False
    return next(layout.paragraphs(end, min(end + 12, len(lines))))[2] == "prose"


def _opening(layout: Layout, first: int) -> int:
    """The first line that can begin an article: no number, date or other furniture."""
    for at in range(first, min(first + 6, len(layout.lines))):
        text = layout.lines[at].text
        if not (is_document_number(text) or is_imprint(text) or stated_date(text) or is_page_tool(text)):
            return at
    return min(first, len(layout.lines) - 1)


def _has_prose(layout: Layout, first: int, stop: int) -> bool:
    return any("。" in line.text for line in layout.lines[first:stop])


def _title_end(layout: Layout, at: int) -> int:
    """The line behind the title that begins here: ``at`` itself where the text begins without one."""
    lines = layout.lines
    broken = layout.wrapped and lines[at].text[-1] in "，：" and "。" not in lines[at].text
    if not layout.heading_like(at) and not broken:
        return at
    end = _lead(layout, at) or at + 1
    while end < len(lines) and end - at < _LONGEST_TITLE:
        line, above = lines[end], lines[end - 1]
        if _is_furniture(line.text) or section_name(line.text) or "。" in line.text or line.row:
            break
        if line.text.startswith(("—", "--")) or above.text[-1] in "、，" or _unclosed(layout, at, end):
            end += 1
        elif ENUMERATED.match(line.text) or not layout.wrapped:
            break
        elif line.gap < layout.step and layout.heading_like(end):
            end += 1
        else:
            group = next(layout.paragraphs(end, min(end + _LONGEST_TITLE + 1, len(lines))))
            if group[2] != "heading" or group[1] - at > _LONGEST_TITLE:
                break
            end = group[1]
    return end


def _lead(layout: Layout, at: int) -> int | None:
    """The line with which the text of a news item begins (3月10日…), below a title broken by its sense.

    Nothing else tells a last line of a title that fills the measure from the text.
    """
    lines = layout.lines
    if not layout.wrapped or layout.full(lines[at]):
        return None
    for lead in range(at + 1, min(at + _LONGEST_TITLE, len(lines))):
        if _LEAD.match(lines[lead].text):
            return lead
        if not layout.heading_like(lead) or "，" in lines[lead].text or _is_furniture(lines[lead].text):
            return None
    return None


def _unclosed(layout: Layout, at: int, end: int) -> bool:
    """Whether a bracket, quotation or title mark that opened in the title is still open."""
    text = "".join(line.text for line in layout.lines[at:end])
    return any(text.count(left) > text.count(right) for left, right in PAIRS)


def _is_furniture(text: str) -> bool:
    return bool(source_of(text) or stated_date(text) or is_imprint(text) or is_page_tool(text))
