"""Bytes → text: UTF-8 and UTF-16 by their marks, UTF-8 strictly, then the Chinese encodings."""

from __future__ import annotations

import codecs
from pathlib import Path

from kg.errors import ReadError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(path: Path, raw: bytes) -> str:
    r"""The text of a file, with ``\n`` as its only line end.

    Raises:
        ReadError: a binary file, or bytes that are no text in UTF-8, UTF-16, GB18030 or Big5.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return _lines(raw.decode(encoding))
            except UnicodeDecodeError as error:
                raise ReadError(path, f"broken {encoding}: {error.reason} at byte {error.start}") from error
    if b"\0" in raw[:4096]:
        raise ReadError(path, "binary file, not text")
    try:
        return _lines(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return _lines(_legacy(path, raw))


def _legacy(path: Path, raw: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(raw, cp_isolation=["gb18030", "big5", "big5hkscs"], threshold=0.5).best()
    if best is None:
        raise ReadError(path, "not text in UTF-8, UTF-16, GB18030 or Big5")
    text = str(best)
    if sum(char.isprintable() or char in "\n\r\t\u3000" for char in text) < 0.95 * len(text):
        raise ReadError(path, "binary file, not text")
    return text


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
