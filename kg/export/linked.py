"""The RDF in its common forms.

``trig`` and ``nquads`` keep each document's articles and evidence in the graph that the document names.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.files import ONTOLOGY
from kg.folder import GraphFolder
from kg.graph import rdf
from kg.ontology import load

if TYPE_CHECKING:
    import pyoxigraph as ox


def turtle(folder: GraphFolder) -> str:
    """Everything in one graph, as Turtle."""
    import pyoxigraph as ox

    return _pretty(_triples(folder), ox.RdfFormat.TURTLE)


def trig(folder: GraphFolder) -> str:
    """A graph for each document, as TriG."""
    import pyoxigraph as ox

    return _pretty(nquads(folder), ox.RdfFormat.TRIG)


def nquads(folder: GraphFolder) -> str:
    """A graph for each document, as sorted N-Quads."""
    return rdf.n_triples(rdf.quads(folder.graph, load(), folder.base))


def jsonld(folder: GraphFolder) -> str:
    """Everything in one graph, as JSON-LD in the terms of ``ontology/context.jsonld``, which it carries."""
    import rdflib

    context = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))
    graph = rdflib.Graph().parse(data=_triples(folder), format="nt")
    text = graph.serialize(format="json-ld", context=context["@context"], auto_compact=False)
    return json.dumps(_sorted(json.loads(text)), ensure_ascii=False, indent=1) + "\n"


def _triples(folder: GraphFolder) -> str:
    return rdf.n_triples(rdf.triples(folder.graph, load(), folder.base))


def _pretty(lines: str, form: ox.RdfFormat) -> str:
    import pyoxigraph as ox

    # Sorted by graph, then as they are: statements of one graph, and of one subject, must follow one another.
    quads = sorted(
        ox.parse(input=lines.encode("utf-8"), format=ox.RdfFormat.N_QUADS),
        key=lambda quad: str(quad.graph_name),
    )
    written = ox.serialize(quads, format=form, prefixes=rdf.PREFIXES) or b""
    lines_ = written.decode("utf-8").splitlines(keepends=True)
    # Oxigraph writes the prefixes in another order each time.
    return "".join([*sorted(lines_[: len(rdf.PREFIXES)]), *lines_[len(rdf.PREFIXES) :]])


def _sorted(value: Any) -> Any:
    """Lists in JSON-LD are sets, and rdflib writes them as they come."""
    if isinstance(value, dict):
        return {key: item if key == "@context" else _sorted(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted(
            map(_sorted, value), key=lambda item: json.dumps(item, ensure_ascii=False, sort_keys=True)
        )
    return value
