"""The embedded stores: the same graph for SPARQL and for Cypher, behind one contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

Cell = str | int | float | bool | list[Any] | dict[str, Any] | None
"""A value of an answer. IRIs are strings; a node, relationship or path is a dictionary."""

Parameters = Mapping[str, str | int | float | bool | None]
"""Name → value; ``None`` is a parameter that is not given."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A table: the names of its columns, and rows as long as they are."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Store(Protocol):
    """A store opened for reading."""

    language: str
    """What its queries are written in, as the suffix of a query's file: ``rq`` or ``cypher``."""

    def query(self, text: str, parameters: Parameters | None = None) -> Answer:
        """The answer to a query that reads.

        Raises:
            QueryError: the text is no query, would write, or would read something other than the store.
        """

    def claim_rows(self) -> Iterator[dict[str, Any]]:
        """Its claims by id, each as :func:`comparable` gives it.

        All of it is read from the store, so that the forms of a graph can be compared claim by claim.
        """

    def direct(self) -> frozenset[tuple[str, str, str]]:
        """Its direct triples or relationships: the subject's id, the relation's name, the object's id."""

    def close(self) -> None:
        """Let go of its files."""


def comparable(row: Mapping[str, Any]) -> dict[str, Any]:
    """A line of ``claims.jsonl`` without the order that a store does not keep: lists and evidence sorted."""
    lists = {
        key: sorted(value) for key, value in row.items() if isinstance(value, list) and key != "evidence"
    }
    return {**row, **lists, "evidence": sorted(row["evidence"], key=lambda piece: str(piece["statement"]))}
