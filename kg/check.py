"""Whether a graph is sound: its RDF against the SHACL shapes, and its three forms against one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kg.files import ONTOLOGY
from kg.folder import RDF, GraphFolder, claim_rows
from kg.ontology import KG
from kg.records import Row
from kg.stores import comparable

if TYPE_CHECKING:
    import rdflib

SHACL = "http://www.w3.org/ns/shacl#"
SHAPES = "https://w3id.org/kg/shapes#"

Triple = tuple[str, str, str]
"""A direct statement: the subject's id, the relation's local name, the object's id."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something that is not as it should be.

    ``shape`` is the local name of the SHACL shape, or the form that differs from the JSON lines; ``focus``
    the node or claim, ``path`` its property where the fault is one property's, ``value`` what stands there,
    and ``message`` what should. Where a shape compares whole sets, ``focus`` is the term of the ontology that
    it is about and ``value`` the node at fault.
    """

    shape: str
    focus: str
    path: str
    value: str
    message: str

    def __str__(self) -> str:
        where = f"{self.focus} {self.path}".rstrip()
        return f"{self.shape}: {where}{f' = {self.value}' if self.value else ''}: {self.message}"


def check(folder: GraphFolder) -> Iterator[Fault]:
    """Every fault of a graph folder: those of its RDF, then those between its forms."""
    yield from check_shapes(_rdf(folder.path / RDF))
    forms = {
        "rdf": (folder.rdf.claim_rows(), folder.rdf.direct()),
        "property graph": (folder.property.claim_rows(), folder.property.direct()),
    }
    yield from compare(claim_rows(folder.graph), forms)


def check_shapes(
    data: rdflib.Graph, shapes: Path = ONTOLOGY / "shapes.ttl", ontology: Path = ONTOLOGY / "kg.ttl"
) -> list[Fault]:
    """The faults that the SHACL shapes find in ``data``, sorted.

    Classes, domains, ranges and permitted values are those of ``ontology``.
    """
    import pyshacl
    import rdflib

    # As an ontology graph kg.ttl would lose its annotations: of that, pyshacl passes on the OWL axioms alone.
    _, report, _ = pyshacl.validate(data + _graph(ontology), shacl_graph=_graph(shapes))
    assert isinstance(report, rdflib.Graph)
    sh = rdflib.Namespace(SHACL)
    return sorted(
        Fault(
            shape=_local(report.value(result, sh.sourceShape)),
            focus=_local(report.value(result, sh.focusNode)),
            path=_path(report, report.value(result, sh.resultPath)),
            value=_local(report.value(result, sh.value)),
            message=str(report.value(result, sh.resultMessage)).replace(KG, ""),
        )
        for result in report.subjects(rdflib.RDF.type, sh.ValidationResult)
    )


def compare(
    lines: Iterable[Row], forms: Mapping[str, tuple[Iterable[Row], frozenset[Triple]]]
) -> list[Fault]:
    """The claims of each form that differ from those of the JSON lines, one by one, sorted.

    Args:
        lines: the claims as ``claims.jsonl`` has them, by which the others are judged.
        forms: a form's name → its claims in the same columns, and its direct statements. These must be the
            asserted claims that are not former, and nothing else.
    """
    told = {row["id"]: comparable(row) for row in lines}
    direct = frozenset(
        (row["subject"], row["predicate"], row["object"])
        for row in told.values()
        if row["modality"] == "asserted" and not row["former"]
    )
    return sorted(
        chain.from_iterable(
            chain(_claim_faults(name, told, rows), _direct_faults(name, direct, found))
            for name, (rows, found) in forms.items()
        )
    )


def _claim_faults(form: str, told: Mapping[str, Row], rows: Iterable[Row]) -> Iterator[Fault]:
    seen = set()
    for row in map(comparable, rows):
        claim = row["id"]
        if claim in seen:
            yield Fault(form, claim, "", "", "stands there twice")
        elif claim not in told:
            yield Fault(form, claim, "", "", "is not in the JSON lines")
        else:
            for key in sorted(told[claim].keys() | row.keys()):
                there, here = row.get(key), told[claim].get(key)
                if there != here:
                    yield Fault(form, claim, key, _shown(there), f"is {_shown(here)} in the JSON lines")
        seen.add(claim)
    for claim in told.keys() - seen:
        yield Fault(form, claim, "", "", "is missing")


def _direct_faults(form: str, told: frozenset[Triple], found: frozenset[Triple]) -> Iterator[Fault]:
    for subject, predicate, object_ in told - found:
        yield Fault(form, subject, predicate, object_, "is asserted, and has no direct statement")
    for subject, predicate, object_ in found - told:
        yield Fault(form, subject, predicate, object_, "is stated directly, and no claim asserts it")


def _shown(value: object) -> str:
    return "nothing" if value in (None, []) else str(value)


@lru_cache
def _graph(path: Path) -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(path, format="turtle")


def _rdf(path: Path) -> rdflib.Graph:
    """The triples of a store as they stand there, not as they would be written anew."""
    import pyoxigraph
    import rdflib

    store = pyoxigraph.Store.read_only(str(path))
    lines = store.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph())
    return rdflib.Graph().parse(data=lines, format="nt")


def _path(report: rdflib.Graph, path: rdflib.term.Node | None) -> str:
    import rdflib

    inverse = report.value(path, rdflib.URIRef(SHACL + "inversePath")) if path is not None else None
    return _local(path) if inverse is None else f"^{_local(inverse)}"


def _local(term: rdflib.term.Node | None) -> str:
    """A term of ours by its local name, one of another vocabulary and a node of the data in full."""
    text = "" if term is None else str(term)
    for own in (KG, SHAPES):
        text = text.removeprefix(own)
    return text
