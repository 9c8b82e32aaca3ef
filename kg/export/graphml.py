"""The claims as a network in GraphML, for Gephi, Cytoscape, networkx: entities are nodes, claims edges."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from kg.folder import GraphFolder
from kg.model import Claim, Entity
from kg.ontology import load

# What XML 1.0 does not allow in any form, not even escaped.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def graphml(folder: GraphFolder) -> str:
    """One edge a claim, with its id; nodes and edges carry Chinese labels. Lists are joined by ``; ``."""
    import networkx as nx

    ontology = load()
    network = nx.MultiDiGraph()
    for entity in folder.entities:
        network.add_node(entity.id, **_clean(_node(entity, ontology.classes[entity.type].label["zh"])))
    for claim in folder.claims:
        label = ontology.relations[claim.predicate].label["zh"]
        network.add_edge(claim.subject, claim.object, key=claim.id, **_clean(_edge(claim, label)))
    file = io.BytesIO()
    # Not write_graphml, which writes other bytes where lxml happens to be installed.
    nx.write_graphml_xml(network, file, edge_id_from_attribute="claim")
    return file.getvalue().decode("utf-8") + "\n"


def _node(entity: Entity, label: str) -> Iterator[tuple[str, str | None]]:
    yield "label", entity.name
    yield "class", entity.type
    yield "classLabel", label
    yield "aliases", "; ".join(entity.aliases)
    yield "date", entity.date


def _edge(claim: Claim, label: str) -> Iterator[tuple[str, str | float | bool | None]]:
    yield "label", label
    yield "claim", claim.id
    yield "predicate", claim.predicate
    for name in ("role", "kind", "grade", "count"):
        yield name, "; ".join(map(str, getattr(claim, name)))
    yield "date", claim.date
    yield "modality", claim.modality
    yield "former", claim.former
    yield "confidence", claim.confidence
    yield "firstSeen", claim.first_seen
    yield "lastSeen", claim.last_seen
    yield "evidence", "\n".join(piece.sentence for piece in claim.evidence)


def _clean(said: Iterator[tuple[str, str | float | bool | None]]) -> dict[str, str | float | bool]:
    return {
        name: _CONTROLS.sub(" ", value) if isinstance(value, str) else value
        for name, value in said
        if value is not None and value != ""
    }
