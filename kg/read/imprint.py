"""What a text says of itself: title, publisher, place, date, issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypedDict

from kg.lines import (
    ISSUE,
    closed_up,
    is_body,
    is_contents_head,
    is_document_number,
    is_imprint,
    is_page_tool,
    issuer_and_date,
    maker,
    masthead,
    section_name,
    stated_date,
)
from kg.text import dates

_NAME = r"[：:]\s*(?P<name>[^\s：:；;，,。]{4,40})"
_PUBLISHERS = tuple(
    re.compile(rf"(?:{label}){_NAME}")
    for label in (
        "主管主办|主办(?:单位)?",
        "编印(?:单位)?|编制(?:单位)?|出品",
        "(?:发布|印发|出版)(?:单位|机构|者)?|发布人",
    )
)
_OFFICE = re.compile(r"(?<=[会局厅委部院府团司处])(?:办公室|秘书处|编辑部|办)$")
_MEDIUM = re.compile(r"(?P<name>[\w·]{2,10}(?:网|日报|晚报|新闻社|通讯社|电视台|客户端))\s*[：:|丨](?=.{6})")
_PLACE = re.compile(
    r"(?!中国|全国|国家|中华)(?:中共)?(?P<name>[\u4e00-\u9fff]{2,6}?"
    r"(?:省|自治区|(?<![城都超门])市|自治州|盟|地区|县|(?<![园区社地山])区|旗))"
)


class Imprint(TypedDict):
    """What a document can say of itself; ``date`` in EDTF."""

    title: str | None
    publisher: str | None
    place: str | None
    date: str | None
    issue: str | None


def imprint(text: str) -> Imprint:
    r"""What the masthead, the lines round the title, and the signature say.

    >>> said = imprint("淮州机械\n2023年第3期\n主办：江苏省淮州机械行业协会\n2023年3月30日出版\n目录\n")
    >>> said["publisher"], said["place"], said["date"], said["issue"]
    ('江苏省淮州机械行业协会', '江苏省', '2023-03-30', '2023年第3期')
    """
    lines = [line.strip().lstrip("# ") for line in text.split("\n")]
    lines = [line for line in lines if re.search(r"\w", line)]
    head = lines[: masthead(lines)]
    signed = tuple(_signed(lines))
    title = _title(head or lines)
    publisher = _publisher(head, lines, signed, title)
    return Imprint(
        title=title,
        publisher=publisher,
        place=_place(publisher),
        date=_date(head, lines, signed),
        issue=_issue(head, lines),
    )


def _title(lines: Sequence[str]) -> str | None:
    """The first line, unless the text begins with a section; numbers of documents and issues stand aside."""
    for line in lines[:6]:
        if section_name(line) or is_contents_head(line):
            return None
        plain = closed_up(line)
        if not (ISSUE.match(plain) or is_document_number(line) or is_imprint(line) or stated_date(line)):
            return plain if len(plain) <= 80 else None
    return None


def _publisher(
    head: Sequence[str], lines: Sequence[str], signed: Sequence[tuple[str, str]], title: str | None
) -> str | None:
    """Who publishes: a labelled name in masthead or last lines, an issuer beside a date, a medium."""
    for label in _PUBLISHERS:
        for line in [*head, *lines[len(head) :][1:4], *lines[-6:]]:
            says = is_imprint(line) or is_page_tool(line) or stated_date(line)
            found = label.search(line) if says else None
            if found and is_body(found["name"]):
                return _OFFICE.sub("", found["name"])
    beside = [pair[0] for line in head if (pair := issuer_and_date(line))]
    beside += [name for line in head if (name := maker(line))]
    for name in [*beside, *(name for name, _ in signed)]:
        if is_body(name):
            return _OFFICE.sub("", name)
    medium = _MEDIUM.match(title or "")
    return medium["name"] if medium else None


def _signed(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Names with dates (EDTF) at the end of a text: on one line, or one above the other."""
    last = [line for line in lines[-8:] if not is_imprint(line)][-2:]
    for line in last:
        if pair := issuer_and_date(line):
            yield pair[0], next(dates(pair[1])).edtf
    if len(last) == 2 and (day := stated_date(last[1])) and is_body(closed_up(last[0])):
        yield closed_up(last[0]), day


def _date(head: Sequence[str], lines: Sequence[str], signed: Sequence[tuple[str, str]]) -> str | None:
    """The most exact date of the masthead, else the first by itself at the top, else the signature's."""
    stated = [date.edtf for line in head for date in dates(line)]
    if stated:
        return max(stated, key=len)
    above = [] if head else [day for line in lines[1:5] if (day := stated_date(line))]
    below = [day for line in lines[-1:] if (day := stated_date(line))] if not head else []
    found = [*above, *(day for _, day in signed), *below]
    if found:
        return found[0]
    years = [year for line in head for year in re.findall(r"(?:19|20)\d\d(?=\s*年?\s*第)", line)]
    return years[0] if years else None


def _issue(head: Sequence[str], lines: Sequence[str]) -> str | None:
    for line in head:
        if found := ISSUE.search(line):
            return "".join(found[0].split())
    return next((line for line in lines[:2] if is_document_number(line)), None)


def _place(publisher: str | None) -> str | None:
    """The place with which a publisher's name begins.

    >>> _place("沅南县工业和信息化局"), _place("中国机械工业联合会")
    ('沅南县', None)
    """
    found = _PLACE.match(publisher or "")
    return found["name"] if found else None
