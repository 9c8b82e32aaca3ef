"""The graph as a property graph, the model of Neo4j and kglite; derived from the ontology, as the RDF is.

::

    (:Claim)-[:SUBJECT]->(:Entity)
    (:Claim)-[:OBJECT]->(:Entity)
    (:Claim)-[:STATED_IN {sentence, …}]->(:Article)
    (:Article)-[:IN_DOCUMENT]->(:Document)
    (:Article)-[:MENTIONS]->(:Entity)
    (:Entity)-[:LEADS {claim, role, date, …}]->(:Entity)   one for each asserted claim that is not former
    (:Entity)-[:SERIES_OF {source, score}]->(:Entity)      one for each reference fact
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.graph import Graph
from kg.model import Article, Claim, Document, Entity, Fact
from kg.ontology import Ontology

Properties = Mapping[str, Any]
"""Names and values: strings, numbers, booleans and lists of them. What is unknown or empty is left out."""


@dataclass(frozen=True, slots=True)
class Node:
    """``labels`` begin with the most specific class; the id is unique among the nodes of that label."""

    id: str
    labels: tuple[str, ...]
    properties: Properties


@dataclass(frozen=True, slots=True)
class Relationship:
    """``start`` and ``end`` are the first label and the id of a node."""

    type: str
    start: tuple[str, str]
    end: tuple[str, str]
    properties: Properties = field(default_factory=dict)


def nodes(graph: Graph, ontology: Ontology) -> Iterator[Node]:
    """Documents, articles, entities, claims, in the graph's order."""
    for document in graph.documents:
        yield _document(document)
    for article in graph.articles:
        yield _article(article)
    facts = _properties_by_fact(graph, ontology)
    for entity in graph.entities:
        yield _entity(entity, ontology, facts.get(entity.id, {}))
    for claim in graph.claims:
        yield _claim(claim)


def relationships(graph: Graph, ontology: Ontology) -> Iterator[Relationship]:
    """What joins them."""
    classes = {entity.id: entity.type for entity in graph.entities}
    for article in graph.articles:
        yield Relationship("IN_DOCUMENT", ("Article", article.id), ("Document", article.document))
    for claim in graph.claims:
        yield from _claim_relationships(claim, classes, ontology)
    for fact in graph.facts:
        reference = ontology.facts[fact.predicate]
        if reference.neo4j_type is None:
            continue
        kind = "Article" if fact.predicate == "mentions" else classes[fact.subject]
        said = {} if fact.predicate == "mentions" else {"source": fact.source, "score": fact.score}
        yield Relationship(
            reference.neo4j_type, (kind, fact.subject), (classes[fact.object], fact.object), _known(said)
        )


def _known(values: Properties) -> dict[str, Any]:
    known = {}
    for name, value in values.items():
        if value is not None and value != ():
            known[name] = list(value) if isinstance(value, tuple) else value
    return known


def _document(document: Document) -> Node:
    said = {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "publisher": document.publisher,
        "place": document.place,
        "date": document.date,
        "issue": document.issue,
        "url": document.url,
        "retrieved": document.retrieved,
    }
    return Node(document.id, ("Document",), _known(said))


def _article(article: Article) -> Node:
    said = {
        "id": article.id,
        "title": article.title,
        "number": article.number,
        "section": article.section,
        "source": article.source,
        "date": article.date,
    }
    return Node(article.id, ("Article",), _known(said))


def _entity(entity: Entity, ontology: Ontology, facts: Properties) -> Node:
    said = {
        "id": entity.id,
        "name": entity.name,
        "class": entity.type,
        "aliases": entity.aliases,
        "date": entity.date,
        **facts,
    }
    return Node(entity.id, ontology.labels(entity.type)[::-1], _known(said))


def _claim(claim: Claim) -> Node:
    said = {
        "id": claim.id,
        "predicate": claim.predicate,
        "role": claim.role,
        "kind": claim.kind,
        "grade": claim.grade,
        "count": claim.count,
        "date": claim.date,
        "modality": claim.modality,
        "former": claim.former,
        "confidence": claim.confidence,
        "firstSeen": claim.first_seen,
        "lastSeen": claim.last_seen,
    }
    return Node(claim.id, ("Claim",), _known(said))


def _claim_relationships(
    claim: Claim, classes: Mapping[str, str], ontology: Ontology
) -> Iterator[Relationship]:
    node = ("Claim", claim.id)
    subject = (classes[claim.subject], claim.subject)
    object_ = (classes[claim.object], claim.object)
    yield Relationship("SUBJECT", node, subject)
    yield Relationship("OBJECT", node, object_)
    for piece in claim.evidence:
        said = {
            "statement": piece.statement,
            "sentence": piece.sentence,
            "start": piece.start,
            "end": piece.end,
            "page": piece.page,
            "rule": piece.rule,
            "confidence": piece.confidence,
        }
        yield Relationship("STATED_IN", node, ("Article", piece.article), _known(said))
    if claim.direct:
        said = {
            "claim": claim.id,
            "role": claim.role,
            "kind": claim.kind,
            "grade": claim.grade,
            "count": claim.count,
            "date": claim.date,
            "confidence": claim.confidence,
            "firstSeen": claim.first_seen,
            "lastSeen": claim.last_seen,
        }
        type_ = ontology.relations[claim.predicate].neo4j_type or claim.predicate
        yield Relationship(type_, subject, object_, _known(said))


def _properties_by_fact(graph: Graph, ontology: Ontology) -> dict[str, dict[str, tuple[str, ...]]]:
    """Facts without a relationship type, as pairs of lists, values and sources, on the end that is an entity.

    An identifier stands on its subject; a retired id, of which nothing else is known, on what took its place.
    """
    entities = {entity.id for entity in graph.entities}
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for fact in graph.facts:
        if ontology.facts[fact.predicate].neo4j_type is not None:
            continue
        owner, value = _owner(fact, entities)
        lists = found.setdefault(owner, {})
        for name, item in ((fact.predicate, value), (f"{fact.predicate}Source", fact.source)):
            lists[name] = (*lists.get(name, ()), item)
    return found


def _owner(fact: Fact, entities: set[str]) -> tuple[str, str]:
    return (fact.subject, fact.object) if fact.subject in entities else (fact.object, fact.subject)
