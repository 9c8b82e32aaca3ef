"""Bytes → text, in the encodings in which Chinese texts come."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from kg.errors import ReadError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UNMARKED_UTF_16 = ("utf_16_le", "utf_16_be")
_NATIONAL = ("gb18030", "big5", "big5hkscs")
_ORDINARY = re.compile(
    r"[\t\n\r\f\x20-\x7e\u3000-\u303f\uff00-\uffef\u4e00-\u9fff]"
    r"|[‐-‧…‰′″℃①-⑳Ⅰ-Ⅻ■□▲△◆◇○◎●★☆※·×°±÷～]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_ENOUGH, _TOO_MANY = 0.9, 0.02


def decode(path: Path, data: bytes) -> str:
    r"""The text, its lines ended by ``\n``: by its mark, as strict UTF-8, else as what it looks like most.

    Raises:
        ReadError: empty, binary, or in none of UTF-8, UTF-16, GB 18030 and Big5.
    """
    if not data.strip():
        raise ReadError(path, "empty file")
    text = _marked(path, data)
    if text is None:
        text = _guessed(path, data) if b"\0" in data else _utf_8(data) or _guessed(path, data)
    if len(_CONTROL.findall(text)) > _TOO_MANY * len(text):
        raise ReadError(path, "a binary file, not text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _marked(path: Path, data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise ReadError(path, f"marked as {encoding}, but byte {error.start} is not") from error
    return None


def _utf_8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _guessed(path: Path, data: bytes) -> str:
    """The most likely decoding. Nearly any bytes are GB 18030, so it must look like writing as well."""
    from charset_normalizer import from_bytes

    encodings = _UNMARKED_UTF_16 if b"\0" in data else _NATIONAL
    best = from_bytes(data, cp_isolation=list(encodings), threshold=0.5).best()
    text = "" if best is None else str(best)
    if len(_ORDINARY.findall(text)) < _ENOUGH * len(text) or not text:
        reason = "a binary file, not text" if b"\0" in data else "in none of UTF-8, UTF-16, GB 18030 and Big5"
        raise ReadError(path, reason)
    return text
