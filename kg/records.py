"""Records as JSON lines, as a graph folder keeps them: one object a line, keys in a fixed order.

Keys are the records' own names in camel case. Nothing is left out: what is unknown is ``null``, what is empty
``[]``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import ReadError
from kg.model import Argument, Article, Claim, Document, Entity, Evidence, Fact, Page, Statement

Row = dict[str, Any]
"""One line: what ``json.loads`` gives of it."""

R = TypeVar("R")


def _keys(line: str) -> tuple[str, ...]:
    return tuple(line.split())


COLUMNS: dict[type, tuple[str, ...]] = {
    Document: _keys("id name title publisher place date issue url retrieved pages text"),
    Article: _keys("id number title section source document start end date"),
    Statement: _keys(
        "id document article subject predicate object role kind grade count date modality former"
        " sentence start end page rule confidence"
    ),
    Entity: _keys("id type name aliases articles date"),
    Claim: _keys(
        "id subject predicate object role kind grade count date modality former confidence"
        " firstSeen lastSeen evidence"
    ),
    Fact: _keys("subject predicate object source score"),
    Argument: _keys("type text name start end"),
    Evidence: _keys("statement document article sentence start end page rule confidence"),
}
"""The keys of each record's line, in order."""

_ATTRIBUTES = {"firstSeen": "first_seen", "lastSeen": "last_seen"}
_DERIVED = {Statement: {"id"}, Claim: {"id", "confidence"}}
_RECORDS: dict[tuple[type, str], Callable[[Any], Any]] = {
    (Document, "pages"): lambda pages: tuple(Page(start, label) for start, label in pages),
    (Statement, "subject"): lambda row: from_row(Argument, row),
    (Statement, "object"): lambda row: from_row(Argument, row),
    (Claim, "evidence"): lambda rows: tuple(from_row(Evidence, row) for row in rows),
}


def to_row(record: object) -> Row:
    """A record as its line's object.

    >>> to_row(Fact("62601101be3de2a7", "identifier", "GB/T 2260:330100", "list:GB/T 2260"))["object"]
    'GB/T 2260:330100'
    """
    return {key: _plain(getattr(record, _ATTRIBUTES.get(key, key))) for key in COLUMNS[type(record)]}


def entity_row(entity: Entity, titles: Mapping[str, str]) -> Row:
    """An entity's line: besides its own fields the titles of its articles, given by their ids."""
    row = to_row(entity)
    date = row.pop("date")
    return {**row, "titles": [titles[article] for article in entity.articles], "date": date}


def from_row(kind: type[R], row: Mapping[str, Any]) -> R:
    """The record that :func:`to_row` wrote. What follows from the rest (an id, a confidence) is made anew.

    Raises:
        KeyError: a key is missing.
    """
    fields = {}
    for key in COLUMNS[kind]:
        value = row[key]
        if key in _DERIVED.get(kind, ()):
            continue
        make = _RECORDS.get((kind, key), _tupled)
        fields[_ATTRIBUTES.get(key, key)] = make(value)
    return kind(**fields)


def write_lines(path: Path, rows: Iterable[Row]) -> None:
    """One object a line, in UTF-8, lines ended as on Unix everywhere."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line(row) for row in rows)


def line(row: Row) -> str:
    """A row as its line, with the line's end."""
    return json.dumps(row, ensure_ascii=False) + "\n"


def read_lines(path: Path, kind: type[R]) -> Iterator[R]:
    """The records of a file, one by one.

    Raises:
        ReadError: no such file, or a line that is not such a record.
    """
    try:
        with path.open(encoding="utf-8") as file:
            for number, text in enumerate(file, 1):
                yield _read(path, number, kind, text)
    except OSError as error:
        raise ReadError(path, error.strerror or "cannot be read") from None
    except UnicodeDecodeError:
        raise ReadError(path, "is not UTF-8") from None


def _read(path: Path, number: int, kind: type[R], text: str) -> R:
    try:
        row = json.loads(text)
        if not isinstance(row, dict):
            raise TypeError
        return from_row(kind, row)
    except json.JSONDecodeError as error:
        raise ReadError(path, f"is not JSON: {error.msg}", number) from None
    except KeyError as error:
        raise ReadError(path, f"{kind.__name__.lower()} without {error.args[0]}", number) from None
    except (TypeError, ValueError):
        raise ReadError(path, f"is no {kind.__name__.lower()}", number) from None


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Page):
        return [value.start, value.label]
    return to_row(value) if type(value) in COLUMNS else value


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
