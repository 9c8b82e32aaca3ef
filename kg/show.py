"""What a graph knows of an entity, as lines for people; and its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.errors import OptionError
from kg.graph import Graph
from kg.model import Claim, Entity
from kg.text import normal

_NEAR = 60.0
"""The least likeness, of 100, at which another name is offered for one that is not there."""


def describe(graph: Graph, name: str) -> list[str]:
    """The entity of that name, alias or id: class, aliases, and each claim with its sentences and sources.

    Where several bear the name, each is told, one after the other.

    Raises:
        OptionError: none does; the error names those that come near.
    """
    found = find(graph, name)
    lines = [f"{len(found)} entities are called {name} 同名实体:"] if len(found) > 1 else []
    for entity in found:
        if lines:
            lines.append("")
        lines.extend(_entity(graph, entity))
    return lines


def find(graph: Graph, name: str) -> list[Entity]:
    """The entities of that id, else of that name, else with that alias, sorted by name and id.

    Raises:
        OptionError: there is none.
    """
    for bears in (
        lambda entity: entity.id == name,
        lambda entity: entity.name == name,
        lambda entity: name in entity.aliases,
        lambda entity: normal(name) in {normal(form) for form in (entity.name, *entity.aliases)},
    ):
        found = [entity for entity in graph.entities if bears(entity)]
        if found:
            return sorted(found, key=lambda entity: (entity.name, entity.id))
    raise OptionError(f"no entity {name}", _near(graph, name))


def _near(graph: Graph, name: str) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    names = sorted({form for entity in graph.entities for form in (entity.name, *entity.aliases)})
    found = process.extract(name, names, scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=5)
    return tuple(form for form, _, _ in found)


def _entity(graph: Graph, entity: Entity) -> Iterator[str]:
    from kg.ontology import load

    names = {one.id: one.name for one in graph.entities}
    titles = graph.titles
    documents = {document.id: document.name for document in graph.documents}
    date = f"  {entity.date}" if entity.date else ""
    yield f"{entity.name}  {' < '.join(load().labels(entity.type)[::-1])}{date}  {entity.id}"
    if entity.aliases:
        yield f"  aliases 别称: {'、'.join(entity.aliases)}"
    yield f"  articles 文章: {len(entity.articles)}"
    for fact in graph.facts:
        if fact.predicate != "mentions" and entity.id in (fact.subject, fact.object):
            ends = (names.get(fact.subject, fact.subject), names.get(fact.object, fact.object))
            yield f"  {ends[0]} {fact.predicate} {ends[1]}  ({fact.source})"
    claims = [claim for claim in graph.claims if entity.id in (claim.subject, claim.object)]
    claims.sort(key=lambda one: (one.subject != entity.id, one.predicate, names[one.object], one.id))
    for claim in claims:
        yield f"  {names[claim.subject]} {claim.predicate} {names[claim.object]}{_said(claim)}"
        for piece in claim.evidence:
            source = f"{titles[piece.article]} / {documents[piece.document]}"
            page = f", p. {piece.page}" if piece.page else ""
            yield f"    “{piece.sentence}”"
            yield f"      {source}{page}  {piece.rule} {piece.confidence:g}"


def _said(claim: Claim) -> str:
    said = [*claim.role, *claim.kind, *claim.grade, *map(str, claim.count)]
    said += [claim.date] if claim.date else []
    said += [claim.modality] if claim.modality != "asserted" else []
    said += ["former"] if claim.former else []
    return f"  [{', '.join(said)}]" if said else ""


@dataclass(frozen=True, slots=True)
class Figures:
    """How many of each; the keys sorted by number, then name."""

    totals: Mapping[str, int]
    classes: Mapping[str, int]
    relations: Mapping[str, int]
    rules: Mapping[str, int]
    modalities: Mapping[str, int]


def figures(graph: Graph) -> Figures:
    """Entities by class, claims by relation and modality, pieces of evidence by the rule that read them."""
    return Figures(
        totals={
            "documents": len(graph.documents),
            "articles": len(graph.articles),
            "statements": len(graph.statements),
            "entities": len(graph.entities),
            "claims": len(graph.claims),
            "facts": len(graph.facts),
        },
        classes=_count(entity.type for entity in graph.entities),
        relations=_count(claim.predicate for claim in graph.claims),
        rules=_count(piece.rule for claim in graph.claims for piece in claim.evidence),
        modalities=_count(claim.modality for claim in graph.claims),
    )


def _count(names: Iterator[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))
