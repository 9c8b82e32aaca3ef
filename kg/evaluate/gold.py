"""Gold files: a text's entities and relations as an annotator found them, read and checked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import ReadError

QUALIFIERS = ("grade", "count", "former")
"""What a relation may say besides roles."""


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """``names`` begin with the fullest form. An optional one is neither missed nor false."""

    id: str
    type: str
    names: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """``role`` lists the roles that are right; ``said`` are the grade, count and former that it has."""

    number: int
    subject: str
    predicate: str
    object: str
    role: tuple[str, ...]
    said: Mapping[str, str]
    evidence: str
    optional: bool

    @property
    def key(self) -> tuple[str, str, str]:
        """Ends and relation."""
        return self.subject, self.predicate, self.object


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold file. ``article`` is the article of the text that it is about; ``None``: the whole text."""

    stem: str
    text: str
    article: str | None
    title: str
    publisher: str | None
    date: str | None
    entities: tuple[GoldEntity, ...]
    relations: tuple[GoldRelation, ...]

    @property
    def by_id(self) -> dict[str, GoldEntity]:
        """Its entities by their id in the file."""
        return {entity.id: entity for entity in self.entities}


def read_gold(path: Path) -> Gold:
    """A gold file, checked: every entity has id, type and names, every relation its ends among the entities.

    Raises:
        ReadError: no such file, no JSON, or something missing or of another kind; it says where.
    """
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ReadError(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise ReadError(path, f"not UTF-8: {error.reason}") from error
    except json.JSONDecodeError as error:
        raise ReadError(path, f"not JSON: {error.msg}", error.lineno) from error
    if not isinstance(whole, dict):
        raise ReadError(path, "no gold file: not an object")
    entities = tuple(map(_entity, _items(path, whole, "entities")))
    known = {entity.id for entity in entities}
    if len(known) < len(entities):
        raise ReadError(path, "two entities share an id")
    relations = tuple(_relation(item, i, known) for i, item in enumerate(_items(path, whole, "relations")))
    top = _Item(path, "the file", whole)
    article = whole.get("article")
    if not isinstance(article, int | str | None):
        raise ReadError(path, f"article must be a number, a text or null, not {article!r}")
    return Gold(
        stem=path.name.removesuffix(".json"),
        text=top.maybe("text") or "",
        article=None if article is None else str(article),
        title=top.maybe("title") or ("" if article is None else str(article)),
        publisher=top.maybe("publisher"),
        date=top.maybe("date"),
        entities=entities,
        relations=relations,
    )


@dataclass(frozen=True, slots=True)
class _Item:
    """A part of a gold file that knows where it stands."""

    path: Path
    where: str
    value: Mapping[str, Any]

    def text(self, key: str) -> str:
        value = self.value.get(key)
        if not isinstance(value, str) or not value:
            raise ReadError(self.path, f"{self.where}: {key} must be a text, not {value!r}")
        return value

    def maybe(self, key: str) -> str | None:
        return None if self.value.get(key) is None or self.value[key] == "" else self.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.value.get(key) or []
        listed = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) for one in listed):
            raise ReadError(self.path, f"{self.where}: {key} must be texts, not {value!r}")
        return tuple(listed)


def _items(path: Path, whole: Mapping[str, Any], key: str) -> Iterator[_Item]:
    listed = whole.get(key)
    if not isinstance(listed, list):
        raise ReadError(path, f"no gold file: {key!r} must be a list")
    for number, item in enumerate(listed):
        if not isinstance(item, dict):
            raise ReadError(path, f"{key}[{number}] must be an object, not {item!r}")
        yield _Item(path, f"{key}[{number}]", item)


def _entity(item: _Item) -> GoldEntity:
    names = item.texts("names")
    if not names:
        raise ReadError(item.path, f"{item.where}: no names")
    return GoldEntity(item.text("id"), item.text("type"), names, bool(item.value.get("optional")))


def _relation(item: _Item, number: int, known: set[str]) -> GoldRelation:
    ends = item.text("s"), item.text("o")
    for end in ends:
        if end not in known:
            raise ReadError(item.path, f"{item.where}: no entity {end!r}")
    said = {key: str(item.value[key]) for key in QUALIFIERS if item.value.get(key)}
    return GoldRelation(
        number=number,
        subject=ends[0],
        predicate=item.text("p"),
        object=ends[1],
        role=item.texts("role"),
        said=said,
        evidence=item.maybe("evidence") or "",
        optional=bool(item.value.get("optional")),
    )
