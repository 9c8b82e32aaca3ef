"""Document → articles and sentences: sections, titles of one to three lines, source lines, contents pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.model import Article, Document
from kg.segment.layout import Layout, Line, layout, lines, paragraphs, width
from kg.segment.sentences import sentences
from kg.text import dates, normal

__all__ = ["segment"]

_MARKS = "○◎●◆■★☆▲◇□△※"
_SECTION = re.compile(
    rf"[{_MARKS}]\s*(?P<name>[^{_MARKS}。，]{{2,16}}?)\s*[{_MARKS}]"
    r"|(?:#+\s*)?[【〖\[](?P<bracketed>[^】〗\]]{2,16})[】〗\]]"
)
_MARKDOWN = re.compile(r"(?P<level>#{1,6})\s+(?P<name>.+)")
_SOURCE = re.compile(
    r"[（(【]\s*(?:文章|信息|稿件)?"
    r"(?P<label>来源|摘自|转自|选自|原载|供稿|稿源|据|文/?图?|通讯员|记者|作者|报送)\s*[：:/／ ]\s*"
    r"(?P<name>[^）)】]{2,40})[）)】]$"
    r"|[（(](?P<name3>[^（()）：:。，]{2,30})供稿[）)]$"
    r"|(?P<label2>来源|供稿|摘自|报送|稿件来源|信息来源)[：:]\s*(?P<name2>\S{2,30})$"
)
# What names a person is no source, nor does a brief come from those to whom it is sent (报送).
_SOURCES = ("来源", "摘自", "转自", "选自", "原载", "稿源", "据", "供稿", "稿件来源", "信息来源")
_CONTENTS = re.compile(r"(?:目\s*录|本期(?:要目|目录|导读|看点|内容)|CONTENTS)\s*[:：]?")
_ENTRY = re.compile(
    rf"[{_MARKS}·•\-]?\s*(?P<title>.+?)\s*(?:[…\.．·—\-]{{2,}}\s*)?"
    r"(?:[（(]\s*\d+\s*[）)]|…\s*\d+|\s\d{1,3})?$"
)
_RULE = re.compile(r"[-—_=*\s]{3,}")
_STAMP = re.compile(
    r"(?:发布|发稿|更新|发表)?(?:时间|日期)[：:]|字体[：:]|浏览次数|点击数"
    r"|^\d{4}[年/-]\d{1,2}[月/-]\d{1,2}日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?$"
)
_STAMPED_SOURCE = re.compile(r"来源[：:]\s*(?P<name>\S{2,30})")
_ENDED = re.compile(r"[。！？；，、：]$")
_LISTED = re.compile(r"[（(]?[一二三四五六七八九十]+[）)、]")


@dataclass
class _Draft:
    """An article being put together from lines."""

    title: list[Line]
    section: str | None
    body: list[Line] = field(default_factory=list)
    source: str | None = None
    date: str | None = None


def segment(document: Document) -> tuple[Article, ...]:
    """The articles of a document, numbered from 1; without sections, contents or sources it is one."""
    found = lines(document.text)
    setting = layout(found)
    drafts = list(_drafts(found, setting)) or [_single(found)]
    return tuple(_article(document, number, draft, setting) for number, draft in enumerate(drafts, 1))


def _single(found: Sequence[Line]) -> _Draft:
    draft = _Draft([found[0]], None)
    for line in found[1:]:
        _take(draft, line)
    return draft


def _drafts(found: Sequence[Line], setting: Layout) -> Iterator[_Draft]:
    """Articles of a bulletin; nothing where the text shows no sign of several.

    Each begins behind a section line or a source line, or where a title of the contents page stands.
    """
    titles, start = _contents(found)
    headings = _article_level(found)
    sections = [i for i, line in enumerate(found) if _section(line, headings) is not None and i >= start]
    sources = [i for i, line in enumerate(found) if _is_source(line)]
    if not titles and headings is None and (not sections or len(sources) + len(sections) < 2):
        return
    section: str | None = None
    draft: _Draft | None = None
    expecting = False
    at = start if titles else (sections[0] if sections else start)
    while at < len(found):
        line = found[at]
        named = _section(line, headings)
        if named is not None:
            if draft is not None:
                yield draft
            section, draft, expecting, at = named, None, True, at + 1
            continue
        used = _title_at(found, at, titles, headings, setting, expecting=expecting)
        if used:
            if draft is not None:
                yield draft
            draft, expecting, at = _Draft(list(found[at : at + used]), section), False, at + used
            continue
        at += 1
        if draft is None or _RULE.fullmatch(line.text):
            continue
        if _is_source(line):
            _take(draft, line)
            expecting = not titles and headings is None
            continue
        _take(draft, line)
    if draft is not None:
        yield draft


def _contents(found: Sequence[Line]) -> tuple[dict[str, str], int]:
    """The titles of a contents page by normal form, and the line behind it; none, and 0, without one."""
    start = next((i for i, line in enumerate(found[:60]) if _CONTENTS.fullmatch(line.text)), None)
    if start is None:
        return {}, 0
    entries: dict[str, str] = {}
    at = start + 1
    while at < len(found):
        entry = _ENTRY.fullmatch(found[at].text)
        name = normal(entry["title"] if entry else found[at].text)
        begun = len(name) >= 6 and any(entry.startswith(name) for entry in entries)
        if name in entries or begun or _section(found[at], None) is not None:
            break
        entries[name] = found[at].text
        at += 1
    behind = {normal(line.text.lstrip("#")) for line in found[at:]}
    long = tuple(text for text in behind if len(text) >= 6)
    return {name: text for name, text in entries.items() if name in behind or name.startswith(long)}, at


def _article_level(found: Sequence[Line]) -> int | None:
    """The Markdown heading level at which articles stand: the deepest that is used twice or more."""
    levels = [len(m["level"]) for line in found if (m := _MARKDOWN.fullmatch(line.text))]
    return max((level for level in set(levels) if levels.count(level) >= 2), default=None)


def _section(line: Line, headings: int | None) -> str | None:
    markdown = _MARKDOWN.fullmatch(line.text)
    if headings is not None:
        if markdown is None or len(markdown["level"]) >= headings:
            return None
        return markdown["name"].strip("【】〖〗[] ")
    found = None if _is_source(line) else _SECTION.fullmatch(line.text)
    return (found["name"] or found["bracketed"]).strip() if found else None


def _title_at(
    found: Sequence[Line],
    at: int,
    titles: dict[str, str],
    headings: int | None,
    setting: Layout,
    *,
    expecting: bool,
) -> int:
    """How many lines of title begin here: 0 where none does."""
    line = found[at]
    if headings is not None:
        markdown = _MARKDOWN.fullmatch(line.text)
        return 1 if markdown and len(markdown["level"]) == headings else 0
    if titles:
        for used in (1, 2, 3):
            if normal("".join(one.text for one in found[at : at + used])) in titles:
                return used
        return 0
    prose = line.text[-1] in "。！？；" and line.width >= setting.measure - 8
    if not expecting or prose or _is_source(line):
        return 0
    used = 1
    while used < 3 and at + used < len(found):
        following = found[at + used]
        short = following.width < setting.measure - 8 and not _ENDED.search(following.text)
        adjacent = setting.spaced and following.gap == 0 and following.start > 0 and not following.indent
        if _LISTED.match(following.text) or not (short or adjacent) or _section(following, None) is not None:
            break
        used += 1
    return used


def _is_source(line: Line) -> bool:
    found = _SOURCE.search(line.text)
    if found is None or re.search("[。，]", found[0]):
        return False
    behind_prose = found["label2"] is None and line.text[: found.start()].rstrip().endswith("。")
    return line.width <= 60 or behind_prose


def _take(draft: _Draft, line: Line) -> None:
    """Put a line into an article: a source or time stamp as such, all else as body."""
    source = _SOURCE.search(line.text)
    if source and not re.search("[。，]", source[0]):
        label = source["label"] or source["label2"]
        if label in _SOURCES or source["name3"]:
            draft.source = (source["name"] or source["name2"] or source["name3"]).strip()
        rest = line.text[: source.start()].rstrip()
        if rest:
            _take(draft, replace(line, text=rest, width=width(rest)))
        return
    if len(draft.body) < 3 and line.width <= 100 and _STAMP.search(line.text):
        draft.date = draft.date or next((date.edtf for date in dates(line.text)), None)
        stamped = _STAMPED_SOURCE.search(line.text)
        draft.source = draft.source or (stamped["name"] if stamped else None)
        return
    draft.body.append(line)


def _article(document: Document, number: int, draft: _Draft, setting: Layout) -> Article:
    title = _unmarked(draft.title)
    made = list(sentences(document, title, 0, "title"))
    for paragraph, group in enumerate(paragraphs(draft.body, setting), 1):
        made.extend(sentences(document, group, paragraph))
    return Article(
        id=f"{document.id}-{number:02d}",
        document=document.id,
        number=number,
        title=made[0].text,
        section=draft.section,
        source=draft.source,
        start=made[0].start,
        end=made[-1].end,
        date=draft.date,
        sentences=tuple(made),
    )


def _unmarked(title: Sequence[Line]) -> list[Line]:
    """A title's lines without Markdown's signs."""
    found = []
    for line in title:
        bare = line.text.lstrip("#").lstrip() or line.text
        found.append(replace(line, text=bare, start=line.start + len(line.text) - len(bare)))
    return found
