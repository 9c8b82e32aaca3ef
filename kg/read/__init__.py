"""path → :class:`~kg.model.Document`: decoded text without page furniture, and what it says of itself."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.errors import ReadError
from kg.model import Document
from kg.read.decode import decode
from kg.read.furniture import keep
from kg.read.imprint import imprint
from kg.read.markdown import unmarked

__all__ = ["SUFFIXES", "read"]

_MARKDOWN = (".markdown", ".md")
SUFFIXES = (*_MARKDOWN, ".text", ".txt")
"""The suffixes, in lower case, of files that can be read."""


def read(path: Path | str, *, name: str | None = None) -> Document:
    """The document in a file of plain text or Markdown; its ``id`` hashes the file's bytes.

    ``name`` is by default the file's name. In ``text`` page numbers and running heads are gone, and so are
    the signs of Markdown inside lines; lines stay lines.

    Raises:
        ReadError: no such file, an empty or binary file, an unknown encoding, or a format that is not read.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    data = _bytes(path)
    if suffix not in SUFFIXES:
        kind = suffix or "a file without suffix"
        raise ReadError(path, f"cannot read {kind} (known: {' '.join(SUFFIXES)})")
    text = decode(path, data)
    kept, pages = keep(unmarked(text) if suffix in _MARKDOWN else text)
    if not kept.strip():
        raise ReadError(path, "no text in it")
    said = imprint(kept)
    return Document(hashlib.sha256(data).hexdigest()[:16], name or path.name, kept, pages=pages, **said)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ReadError(path, "no such file") from None
    except OSError as error:
        raise ReadError(path, error.strerror or str(error)) from error
