"""Statements and mentions of all documents → entities and claims.

A mapping from mention to entity, laid over statements that are never rewritten: claims are folded from them
anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.decisions import Decision
from kg.lexicon import Lexicon
from kg.model import Claim, Document, Entity, Fact, Reading, Statement
from kg.resolve.cluster import Clusters, cluster
from kg.resolve.fold import fold

__all__ = ["Resolution", "resolve"]


@dataclass(frozen=True, slots=True)
class Read:
    """A document with what was read in it."""

    document: Document
    readings: tuple[Reading, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entities, claims and reference facts, each sorted by id."""

    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    facts: tuple[Fact, ...] = field(default=())


def resolve(
    documents: Iterable[Read],
    lexicon: Lexicon,
    *,
    decisions: Sequence[Decision] = (),
    symmetric: frozenset[str] = frozenset(),
) -> Resolution:
    """Who is who. The order of the documents does not matter; ``decisions`` outweigh what the names say.

    ``symmetric`` are the relations whose two directions are one claim.

    Raises:
        OptionError: two decisions contradict each other.
    """
    reads = sorted(documents, key=lambda read: read.document.id)
    clusters = cluster(reads, lexicon, decisions)
    claims = fold(reads, clusters, symmetric)
    entities = _entities(reads, clusters, claims)
    return Resolution(entities, claims, tuple(_facts(clusters, entities, lexicon)))


def _entities(reads: Sequence[Read], clusters: Clusters, claims: Sequence[Claim]) -> tuple[Entity, ...]:
    dates: dict[str, Counter[str]] = {}
    for claim in claims:
        if claim.date is None:
            continue
        end = (
            claim.subject
            if claim.predicate == "heldIn"
            else claim.object
            if claim.predicate in ("organized", "participatedIn")
            else None
        )
        if end is not None:
            dates.setdefault(end, Counter())[claim.date] += len(claim.evidence)
    return tuple(
        Entity(
            id=id_,
            type=found.type,
            name=found.name,
            aliases=found.aliases,
            articles=found.articles,
            date=min(dates[id_].items(), key=lambda item: (-item[1], -len(item[0]), item[0]))[0]
            if found.type == "Meeting" and id_ in dates
            else None,
        )
        for id_, found in sorted(clusters.entities.items())
    )


def _facts(clusters: Clusters, entities: Sequence[Entity], lexicon: Lexicon) -> Iterable[Fact]:
    """What follows from names and lists: places within places, their codes, who is mentioned where."""
    facts = []
    by_code: dict[str, str] = {}
    for entity in entities:
        if entity.type == "Place" and entity.name in lexicon.places:
            entries = [e for e in lexicon.places[entity.name] if e.name == entity.name]
            if len(entries) == 1 and entries[0].code.isdigit():
                by_code[entries[0].code] = entity.id
    for code, id_ in by_code.items():
        facts.append(Fact(id_, "identifier", f"GB/T 2260:{code}", "list:GB/T 2260"))
        parent = by_code.get(lexicon.place_by_code[code].parent)
        if parent is not None and parent != id_:
            facts.append(Fact(id_, "within", parent, "list:GB/T 2260"))
    for left, right, score in clusters.candidates:
        facts.append(Fact(left, "candidateFor", right, "resolution", score))
    for entity in entities:
        facts.extend(Fact(article, "mentions", entity.id, "resolution") for article in entity.articles)
    return sorted(facts, key=lambda f: (f.predicate, f.subject, f.object))
