"""path → :class:`~kg.model.Document`: decoded text without page furniture, and what it says of itself."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.errors import ReadError
from kg.model import Document
from kg.read.decode import decode
from kg.read.furniture import keep
from kg.read.imprint import imprint

__all__ = ["SUFFIXES", "read"]

SUFFIXES = frozenset((".txt", ".md", ".markdown", ".text"))
_NOT_YET = frozenset((".doc", ".wps", ".ofd", ".pdf", ".docx", ".xlsx", ".xls", ".html", ".htm", ".rtf"))


def read(path: Path | str, *, name: str | None = None) -> Document:
    """The document in a file of plain text or Markdown. ``name`` is by default the file's name.

    Raises:
        ReadError: no such file, an empty or binary file, or a format that is not read.
    """
    path = Path(path)
    if path.suffix.lower() in _NOT_YET:
        raise ReadError(path, f"{path.suffix} files are not read; save it as UTF-8 text")
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise ReadError(path, "no such file") from None
    except OSError as error:
        raise ReadError(path, error.strerror or "cannot be read") from error
    kept, pages = keep(decode(path, raw))
    if not kept.strip():
        raise ReadError(path, "empty file")
    said = imprint(kept)
    return Document(hashlib.sha256(raw).hexdigest()[:16], name or path.name, kept, pages=pages, **said)
