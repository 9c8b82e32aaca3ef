"""Strings: normal forms, Chinese numerals, dates. Nothing here knows the ontology."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_DROPPED = re.compile(r"[\s“”\"'‘’「」『』《》〈〉·・•]")
_QUOTES = str.maketrans("", "", '“”"「」『』')
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}


def normal(name: str) -> str:
    """The form in which two spellings of a name are equal: NFKC, no white space, no quotation or title marks.

    >>> normal("《ＡＰＯＬＬＯ 协议》") == normal("APOLLO协议")
    True
    """
    return unicodedata.normalize("NFKC", _DROPPED.sub("", unicodedata.normalize("NFKC", name)))


def unquoted(name: str) -> str:
    """The name without quotation marks.

    >>> unquoted("专精特新“小巨人”")
    '专精特新小巨人'
    """
    return name.translate(_QUOTES)


def number(text: str) -> int | None:
    """The value of an Arabic or Chinese numeral, ``None`` where it is none.

    >>> number("第十二".removeprefix("第")), number("23"), number("两百零五"), number("双")
    (12, 23, 205, None)
    """
    if text.isdecimal():
        return int(text)
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char == "万":
            total, section, digit = total + (section + digit) * 10000, 0, 0
        elif char in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[char], 0
        else:
            return None
    return total + section + digit if text else None


_N = r"\d{1,2}"
_TO = r"(?:日)?\s*(?:至|到|-|–|—|~|～|―)+\s*"
_YEAR = r"(?P<year>(?:19|20)\d\d|[〇零一二三四五六七八九]{4})\s*年"
_DATE = re.compile(
    rf"(?:{_YEAR}\s*|(?P<relative>今年|去年|前年|明年|同年)\s*)?"
    rf"(?P<month>{_N})\s*月\s*(?:份)?\s*"
    rf"(?:(?P<day>{_N})\s*(?:{_TO}(?:(?P<month2>{_N})\s*月\s*)?(?P<day2>{_N})\s*)?日)?"
    rf"|{_YEAR.replace('year', 'year_alone')}(?!度|期|来|间|前|以|多)"
    rf"|(?P<relative_alone>今年|去年|前年|明年)"
    rf"|(?<![\d月.])(?:\((?P<day_in>{_N})\)|（(?P<day_wide>{_N})）|(?P<day_alone>{_N}))\s*日(?=上午|下午|晚|，|,|在)"
)
_ISO = re.compile(r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?(?!\d)")
_EDTF = re.compile(
    r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?(/\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?"
)
_BACK = {"今年": 0, "去年": -1, "前年": -2, "明年": 1, "同年": 0}


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text: its span and its EDTF form."""

    start: int
    end: int
    edtf: str


def is_edtf(text: str) -> bool:
    """Whether the text is a year, month, day, or an interval of them, in EDTF level 0.

    >>> is_edtf("2021-09"), is_edtf("2021-09-23/2021-09-25"), is_edtf("2021年9月")
    (True, True, False)
    """
    return _EDTF.fullmatch(text) is not None


def _edtf(year: int, month: int | None = None, day: int | None = None) -> str | None:
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day is not None else "")


def dates(text: str, context: str | None = None) -> Iterator[Date]:
    """The dates in a text. What they leave out, the year or the month, comes from ``context`` (EDTF).

    Without a context, dates that leave the year out are passed over.

    >>> [d.edtf for d in dates("9月23至25日，大会在合肥举行；去年3月启动，2019年立项。", "2021-09")]
    ['2021-09-23/2021-09-25', '2020-03', '2019']
    """
    now = [int(part) for part in (context or "").split("/")[0].split("-") if part.isdecimal()]
    for found in _DATE.finditer(text):
        edtf = _read_date(found.groupdict(), now)
        if edtf:
            yield Date(found.start(), found.end(), edtf)
    for found in _ISO.finditer(text):
        day = found["day"]
        edtf = _edtf(int(found["year"]), int(found["month"]), int(day) if day else None)
        if edtf:
            yield Date(found.start(), found.end(), edtf)


def _read_date(part: dict[str, str | None], now: list[int]) -> str | None:
    """EDTF of one match of ``_DATE``; ``now`` is year, month, day as far as they are known."""
    relative = part["relative"] or part["relative_alone"]
    spelled = part["year"] or part["year_alone"]
    if spelled:
        year = int("".join(c if c.isdecimal() else str(_DIGITS[c]) for c in spelled))
    elif now:
        year = now[0] + _BACK.get(relative or "", 0)
    else:
        return None
    if part["month"] is None:
        alone = part["day_alone"] or part["day_in"] or part["day_wide"]
        if alone:
            return _edtf(year, now[1], int(alone)) if len(now) > 1 else None
        return _edtf(year)
    month, day = int(part["month"]), part["day"]
    if not spelled and not relative and len(now) > 1 and month > now[1] + 1:
        year -= 1  # a bulletin of February that speaks of December means the last one
    first = _edtf(year, month, int(day) if day else None)
    if first is None or not part["day2"]:
        return first
    last = _edtf(year, int(part["month2"] or month), int(part["day2"]))
    return f"{first}/{last}" if last else first
