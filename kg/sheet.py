"""The sheet of documents: what their texts do not say of themselves, as CSV that people fill in.

One row a document, joined by the document's name in column ``file``; an empty cell tells nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.model import Document
from kg.text import is_edtf

TOLD = ("title", "publisher", "place", "date", "issue", "url", "retrieved")
"""The fields of a document that can be told, in the sheet's order."""

Sheet = dict[str, dict[str, str]]
"""File name → field → value; empty cells left out."""


def read_sheet(path: Path) -> Sheet:
    """The rows of a sheet in UTF-8 or, as spreadsheets save it in China, GB 18030.

    Raises:
        ReadError: no such file, another encoding, an unknown column, a file named twice, a date not in EDTF.
    """
    rows = csv.reader(io.StringIO(_decoded(path), newline=""), strict=True)
    sheet: Sheet = {}
    try:
        header = [cell.strip() for cell in next(rows, [])]
        _check_header(path, header)
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > len(header):
                raise ReadError(path, f"{len(row)} cells under {len(header)} column names", rows.line_num)
            told = {column: cell.strip() for column, cell in zip(header, row, strict=False) if cell.strip()}
            file = told.pop("file", "")
            if not file:
                raise ReadError(path, "no file named", rows.line_num)
            if file in sheet:
                raise ReadError(path, f"{file} stands here a second time", rows.line_num)
            if "date" in told and not is_edtf(told["date"]):
                raise ReadError(path, f"date {told['date']!r} is not like 2021-09-17", rows.line_num)
            sheet[file] = told
    except csv.Error as error:
        raise ReadError(path, str(error), rows.line_num) from error
    return sheet


def write_sheet(documents: Iterable[Document]) -> str:
    """The sheet, as CSV, filled with what is known of the documents; by name.

    >>> document = Document("1f", "简报.txt", "正文", publisher="淮州市机械行业协会", date="2023-03")
    >>> print(write_sheet([document]), end="")
    file,title,publisher,place,date,issue,url,retrieved
    简报.txt,,淮州市机械行业协会,,2023-03,,,
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("file", *TOLD))
    for document in sorted(documents, key=lambda one: (one.name, one.id)):
        writer.writerow((document.name, *(getattr(document, field) or "" for field in TOLD)))
    return out.getvalue()


def tell(document: Document, told: Mapping[str, str]) -> Document:
    """The document with what was told of it in place of what was read.

    >>> tell(Document("1f", "简报.txt", "正文", date="2023"), {"date": "2023-03"}).date
    '2023-03'
    """
    fields: dict[str, Any] = dict(told)
    return replace(document, **fields) if fields else document


def _decoded(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(path, error.strerror or str(error)) from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ReadError(path, "neither UTF-8 nor GB 18030")


def _check_header(path: Path, header: list[str]) -> None:
    known = ("file", *TOLD)
    if "file" not in header:
        raise ReadError(path, f"no column 'file' (known: {', '.join(known)})", 1)
    for column in header:
        if column not in known:
            raise ReadError(path, f"unknown column {column!r} (known: {', '.join(known)})", 1)
    if len(set(header)) < len(header):
        raise ReadError(path, "a column stands here twice", 1)
