"""The graph as records, and the way from what was read and resolved to it.

It has two projections, :mod:`kg.graph.rdf` and :mod:`kg.graph.property`: nothing is in one and not in the
other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Article, Claim, Document, Entity, Fact, Statement
from kg.resolve import Read, Resolution

__all__ = ["Graph", "to_graph"]


@dataclass(frozen=True, slots=True)
class Graph:
    """Everything that a graph folder holds as JSON lines.

    Documents are sorted by name; articles and statements by their document's name and their place in it;
    entities and claims by id; facts by predicate, subject and object.
    """

    documents: tuple[Document, ...] = ()
    articles: tuple[Article, ...] = ()
    statements: tuple[Statement, ...] = ()
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def titles(self) -> dict[str, str]:
        """Article id → title."""
        return {article.id: article.title for article in self.articles}


def to_graph(reads: Iterable[Read], resolution: Resolution) -> Graph:
    """One graph of what was read in all documents and of who is who in it, sorted."""
    reads = sorted(reads, key=lambda read: (read.document.name, read.document.id))
    articles = [
        article
        for read in reads
        for article in sorted(
            (reading.article for reading in read.readings), key=lambda article: article.number
        )
    ]
    statements = [
        statement
        for read in reads
        for statement in sorted(read.statements, key=lambda one: (one.start, one.id))
    ]
    return Graph(
        documents=tuple(read.document for read in reads),
        articles=tuple(articles),
        statements=tuple(statements),
        entities=tuple(sorted(resolution.entities, key=lambda entity: entity.id)),
        claims=tuple(sorted(resolution.claims, key=lambda claim: claim.id)),
        facts=tuple(sorted(resolution.facts, key=lambda fact: (fact.predicate, fact.subject, fact.object))),
    )
