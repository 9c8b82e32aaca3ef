"""The property graph in a kglite file, asked in Cypher."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import kglite

from kg.errors import GraphError, QueryError
from kg.graph.property import Node, Relationship
from kg.ontology import load
from kg.stores import Answer, Parameters, comparable

_LISTS = ("role", "kind", "grade", "count")
_PIECE = ("statement", "document", "article", "sentence", "start", "end", "page", "rule", "confidence")
_CLAIMS = """
MATCH (s)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o)
RETURN c.id AS id, s.id AS subject, c.predicate AS predicate, o.id AS object, c.role AS role, c.kind AS kind,
  c.grade AS grade, c.count AS count, c.date AS date, c.modality AS modality, c.former AS former,
  c.confidence AS confidence, c.firstSeen AS firstSeen, c.lastSeen AS lastSeen ORDER BY id
"""
_EVIDENCE = """
MATCH (c:Claim)-[e:STATED_IN]->(a:Article)-[:IN_DOCUMENT]->(d:Document)
RETURN c.id AS claim, e.statement AS statement, d.id AS document, a.id AS article, e.sentence AS sentence,
  e.start AS start, e.`end` AS `end`, e.page AS page, e.rule AS rule, e.confidence AS confidence
"""
_DIRECT = """
MATCH (s)-[r]->(o) WHERE r.claim IS NOT NULL
RETURN DISTINCT s.id AS subject, type(r) AS type, o.id AS object
"""


class KgliteStore:
    """A file read into memory as a frozen graph, which the engine lets nobody change."""

    language = "cypher"

    def __init__(self, path: Path) -> None:
        # Standard error is ours; a label that no node has is no row, as in Neo4j.
        kglite.set_query_warning_policy("silent")
        try:
            self._graph = kglite.load(str(path)).freeze()
        except (kglite.KgError, OSError) as error:
            raise GraphError(path, f"is no kglite file that can be read: {error}") from None

    def query(self, text: str, parameters: Parameters | None = None) -> Answer:
        """The answer to a Cypher query; every ``$name`` in it must be among the parameters."""
        _refuse(text)
        try:
            found = self._graph.cypher(text, params=dict(parameters or {}))
        except (kglite.KgError, ValueError) as error:
            raise QueryError(str(error)) from None
        columns = tuple(found.columns)
        return Answer(columns, tuple(tuple(row[column] for column in columns) for row in found))

    def claim_rows(self) -> Iterator[dict[str, Any]]:
        """See :class:`kg.stores.Store`."""
        pieces = defaultdict(list)
        for found in self._graph.cypher(_EVIDENCE):
            pieces[found["claim"]].append({name: found[name] for name in _PIECE})
        for found in self._graph.cypher(_CLAIMS):
            lists = {name: found[name] or [] for name in _LISTS}
            yield comparable({**found, **lists, "evidence": pieces[found["id"]]})

    def direct(self) -> frozenset[tuple[str, str, str]]:
        """See :class:`kg.stores.Store`."""
        relations = {relation.neo4j_type or name: name for name, relation in load().relations.items()}
        return frozenset(
            (row["subject"], relations[row["type"]], row["object"]) for row in self._graph.cypher(_DIRECT)
        )

    def close(self) -> None:
        """Let go of the graph."""
        del self._graph


def build(path: Path, nodes: Iterable[Node], relationships: Iterable[Relationship]) -> None:
    """Write a new file."""
    records: dict[str, list[Any]] = defaultdict(list)
    labels: dict[str, tuple[str, ...]] = {}
    for node in nodes:
        # Without a title kglite would show the id as one.
        records[node.labels[0]].append({"title": None, **node.properties})
        labels[node.labels[0]] = node.labels[1:]
    joined: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for one in relationships:
        ends = {_FROM: one.start[1], _TO: one.end[1]}
        joined[one.type, one.start[0], one.end[0]].append({**one.properties, **ends})
    graph = kglite.from_records(
        {
            "nodes": [
                {"type": kind, "id_field": "id", "records": rows} for kind, rows in sorted(records.items())
            ],
            "connections": [
                {
                    "type": type_,
                    "source_type": start,
                    "source_id_field": _FROM,
                    "target_type": end,
                    "target_id_field": _TO,
                    "records": rows,
                }
                for (type_, start, end), rows in sorted(joined.items())
            ],
        },
        on_missing_endpoint="error",
    )
    for kind, others in sorted(labels.items()):
        for label in others:
            graph.add_label(kind, [row["id"] for row in records[kind]], label)
    graph.save(str(path))


_FROM, _TO = "from node", "to node"
"""Columns of the ends, spelt as no property is."""


def _refuse(text: str) -> None:
    """Let the engine's own parser say whether a text does more than read the graph.

    A frozen graph refuses writes, but would read any file of the machine by LOAD CSV. The engine refuses both
    in stored queries, and checks these when they are stored; its other complaints there do not concern us.
    """
    try:
        kglite.KnowledgeGraph().set_recipe("check", "check", "check", text, None, "check")
    except kglite.ArgumentError as error:
        if "not allowed" in str(error):
            reason = str(error).removeprefix("Invalid argument: ").replace("recipe queries", "queries")
            raise QueryError(reason) from None
    except kglite.KgError as error:
        raise QueryError(str(error)) from None
