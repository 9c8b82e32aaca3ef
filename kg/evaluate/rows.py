"""Lines of ``entities.jsonl`` and ``claims.jsonl``, whoever wrote them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import ReadError

Row = Mapping[str, Any]
ENTITY = ("id", "type", "name")
"""What a line about an entity must have."""
CLAIM = ("subject", "predicate", "object")
"""What a line about a claim must have."""


def read_rows(path: Path, needed: tuple[str, ...]) -> list[Row]:
    """The objects in a file, one a line, each with the texts that are needed.

    Raises:
        ReadError: no such file, a line that is no JSON object, or something needed is missing.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise ReadError(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise ReadError(path, f"not UTF-8: {error.reason}") from error
    return [_row(path, number, line, needed) for number, line in enumerate(lines, 1) if line.strip()]


def _row(path: Path, number: int, line: str, needed: tuple[str, ...]) -> Row:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise ReadError(path, f"not JSON: {error.msg}", number) from error
    if not isinstance(row, dict):
        raise ReadError(path, "not an object", number)
    for key in needed:
        if not isinstance(row.get(key), str):
            raise ReadError(path, f"{key} must be a text, not {row.get(key)!r}", number)
    return row
