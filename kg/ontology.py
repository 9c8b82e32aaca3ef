"""The schema, read once from ``ontology/kg.ttl``: classes, relations, reference facts and what they permit.

No name of a class or relation is written here, so that a term added to the file is known everywhere at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.files import ONTOLOGY

if TYPE_CHECKING:
    import pyoxigraph as ox

KG = "https://w3id.org/kg/ontology#"
OWL = "http://www.w3.org/2002/07/owl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"

ENTITY = "Entity"
"""The one class that the code must know by name: what a mention means."""

Texts = Mapping[str, str]
"""A text in each language: ``zh`` and ``en``."""


@dataclass(frozen=True, slots=True)
class Class:
    """A class: ``parents`` as the file gives them, ``ancestors`` from the most general down; ours alone."""

    name: str
    iri: str
    label: Texts
    comment: Texts
    parents: tuple[str, ...]
    ancestors: tuple[str, ...]
    color: str | None
    abstract: bool

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of its nodes in Neo4j, from the most general down."""
        return (*self.ancestors, self.name)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation or reference property. An empty ``domain`` or ``range`` leaves that end open.

    ``pairs`` are the permitted pairs of ends, ``values`` the permitted values of those ``qualifiers`` that
    are not free text, with their labels. ``claim_class``, ``subject_as`` and ``object_as`` (IRIs) are how an
    asserted claim of it is written in another vocabulary besides.
    """

    name: str
    iri: str
    label: Texts
    comment: Texts
    domain: frozenset[str]
    range: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    qualifiers: tuple[str, ...]
    values: Mapping[str, Mapping[str, Texts]]
    neo4j_type: str | None
    symmetric: bool
    literal: bool
    claim_class: str | None
    subject_as: str | None
    object_as: str | None


@dataclass(frozen=True, slots=True)
class Ontology:
    """Every term by its local name, in the order of the file.

    ``classes`` holds the entity classes and those of the records (documents, articles, claims, …);
    ``relations`` what a text can state, ``facts`` the reference properties, ``modalities`` the permitted
    modalities with their labels. ``digest`` is the SHA-256 of the file. A name that the file lacks is a
    ``KeyError`` in every method.
    """

    classes: Mapping[str, Class]
    relations: Mapping[str, Relation]
    facts: Mapping[str, Relation]
    modalities: Mapping[str, Texts]
    digest: str
    _coarse: Mapping[str, str]

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Whether every ``cls`` is an ``ancestor``.

        >>> load().is_a("Park", "Place"), load().is_a("Place", "Park")
        (True, False)
        """
        return ancestor in self.classes[cls].labels

    def labels(self, cls: str) -> tuple[str, ...]:
        """The labels of a node of that class in Neo4j, from the most general down.

        >>> load().labels("Company")
        ('Entity', 'Organization', 'Company')
        """
        return self.classes[cls].labels

    def coarse(self, cls: str) -> str:
        """The class directly below the root of entities under which ``cls`` is compared; else itself.

        >>> load().coarse("Park"), load().coarse("Policy"), load().coarse("Award")
        ('Organization', 'Initiative', 'Award')
        """
        return self._coarse[cls]

    def entity_classes(self) -> tuple[str, ...]:
        """The classes that an entity may have, those that need a subclass left out."""
        return tuple(c.name for c in self.classes.values() if ENTITY in c.labels and not c.abstract)

    def accepts(self, predicate: str, subject: str, object: str) -> bool:
        """Whether the relation may join a subject and an object of these classes.

        >>> load().accepts("partOf", "Meeting", "Meeting"), load().accepts("partOf", "Meeting", "Place")
        (True, False)
        """
        one, other = set(self.labels(subject)), set(self.labels(object))
        return any(start in one and end in other for start, end in self.relations[predicate].pairs)

    @property
    def symmetric(self) -> frozenset[str]:
        """The relations whose two directions say the same."""
        return frozenset(name for name, relation in self.relations.items() if relation.symmetric)


class _Terms:
    """The triples of a Turtle file, asked by subject and predicate; values keep the order of the file."""

    def __init__(self, path: Path) -> None:
        import pyoxigraph

        self.path = path
        # rdflib takes 0.17 s to import and read the file, pyoxigraph 0.01 s, and most commands wait for it.
        self._triples: dict[str, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]] = {}
        try:
            for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
                about = self._triples.setdefault(_key(quad.subject), {})
                about.setdefault(quad.predicate.value, []).append(quad.object)
        except OSError as error:
            raise ReadError(path, error.strerror or str(error)) from error
        except SyntaxError as error:
            raise ReadError(path, f"no Turtle: {error.msg}", error.lineno) from error
        self._by_type: dict[str, list[str]] = {}
        for term in self._triples:
            for type_ in self(term, RDF + "type") if term.startswith(KG) else ():
                self._by_type.setdefault(type_, []).append(term)

    def __call__(self, subject: str, predicate: str) -> list[str]:
        return [_key(value) for value in self._triples.get(subject, {}).get(predicate, ())]

    def first(self, subject: str, predicate: str) -> str | None:
        return next(iter(self(subject, predicate)), None)

    def of_type(self, type_: str) -> list[str]:
        """Our terms of that type."""
        return self._by_type.get(type_, [])

    def text(self, subject: str, predicate: str) -> Texts:
        """Its texts by language."""
        import pyoxigraph

        values = self._triples.get(subject, {}).get(predicate, ())
        texts = {v.language: v.value for v in values if isinstance(v, pyoxigraph.Literal) and v.language}
        return MappingProxyType(texts)

    def names(self, subject: str, predicate: str) -> tuple[str, ...]:
        """The local names of its values that are terms of ours."""
        return tuple(v.removeprefix(KG) for v in self(subject, predicate) if v.startswith(KG))

    def union(self, subject: str, predicate: str) -> frozenset[str]:
        """The classes of a domain or range, a union taken apart."""
        found = set(self.names(subject, predicate))
        for value in self(subject, predicate):
            rest = self.first(value, OWL + "unionOf")
            while rest is not None and rest != RDF + "nil":
                found.update(self.names(rest, RDF + "first"))
                rest = self.first(rest, RDF + "rest")
        return frozenset(found)


def _key(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if not hasattr(term, "value") else term.value


def _ancestors(name: str, terms: _Terms, below: tuple[str, ...] = ()) -> tuple[str, ...]:
    if not terms(KG + name, RDF + "type"):
        raise ReadError(terms.path, f"{below[-1]} is a subclass of {name}, which the file does not define")
    if name in below:
        raise ReadError(terms.path, f"{name} is a subclass of itself")
    found: dict[str, None] = {}
    for parent in terms.names(KG + name, RDFS + "subClassOf"):
        found.update(dict.fromkeys((*_ancestors(parent, terms, (*below, name)), parent)))
    return tuple(found)


def _classes(terms: _Terms) -> dict[str, Class]:
    # The file's classes of its own terms are rdfs:Class, which leaves owl:Class to a graph's nodes.
    names = [iri.removeprefix(KG) for iri in terms.of_type(OWL + "Class")]
    return {
        name: Class(
            name=name,
            iri=KG + name,
            label=terms.text(KG + name, RDFS + "label"),
            comment=terms.text(KG + name, RDFS + "comment"),
            parents=terms.names(KG + name, RDFS + "subClassOf"),
            ancestors=_ancestors(name, terms),
            color=terms.first(KG + name, KG + "color"),
            abstract=terms.first(KG + name, KG + "abstract") == "true",
        )
        for name in names
    }


def _coarse(cls: Class, classes: Mapping[str, Class], terms: _Terms) -> str:
    """What a class or its nearest ancestor names as coarse; else the first of its line below the root."""
    for name in reversed(cls.labels):
        if given := terms.names(KG + name, KG + "coarse"):
            return given[0]
    return next((name for name in cls.labels if ENTITY in classes[name].parents), cls.name)


def _values(name: str, qualifiers: tuple[str, ...], terms: _Terms) -> dict[str, Mapping[str, Texts]]:
    """The permitted values of those qualifiers of a relation that list any, each with its labels."""
    found: dict[str, dict[str, Texts]] = {}
    for value in terms.of_type(KG + "QualifierValue"):
        of = terms.names(value, KG + "valueOf")[0]
        applies = terms.names(value, KG + "appliesTo")
        if of in qualifiers and (not applies or name in applies):
            notation = terms.first(value, SKOS + "notation") or ""
            found.setdefault(of, {})[notation] = terms.text(value, RDFS + "label")
    return {of: MappingProxyType(values) for of, values in found.items()}


def _relation(iri: str, terms: _Terms) -> Relation:
    name = iri.removeprefix(KG)
    domain, range_ = terms.union(iri, RDFS + "domain"), terms.union(iri, RDFS + "range")
    given = [
        (start, end)
        for pair in terms(iri, KG + "signature")
        for start in terms.names(pair, KG + "from")
        for end in terms.names(pair, KG + "to")
    ]
    types = terms(iri, RDF + "type")
    qualifiers = terms.names(iri, KG + "qualifier")
    return Relation(
        name=name,
        iri=iri,
        label=terms.text(iri, RDFS + "label"),
        comment=terms.text(iri, RDFS + "comment"),
        domain=domain,
        range=range_,
        pairs=frozenset(given or product(domain, range_)),
        qualifiers=qualifiers,
        values=MappingProxyType(_values(name, qualifiers, terms)),
        neo4j_type=terms.first(iri, KG + "neo4jType"),
        symmetric=OWL + "SymmetricProperty" in types,
        literal=OWL + "DatatypeProperty" in types,
        claim_class=terms.first(iri, KG + "claimClass"),
        subject_as=terms.first(iri, KG + "subjectAs"),
        object_as=terms.first(iri, KG + "objectAs"),
    )


@lru_cache
def load(path: Path = ONTOLOGY / "kg.ttl") -> Ontology:
    """The ontology of that file, read once a process.

    Raises:
        ReadError: the file is missing or no Turtle.
    """
    terms = _Terms(path)
    classes = _classes(terms)
    return Ontology(
        classes=MappingProxyType(classes),
        relations=_relations(KG + "Relation", terms),
        facts=_relations(KG + "ReferenceProperty", terms),
        # Every claim has a modality, whatever its relation: its values apply to none in particular.
        modalities=_values("", ("modality",), terms).get("modality", {}),
        digest=hashlib.sha256(path.read_bytes()).hexdigest(),
        _coarse=MappingProxyType({c.name: _coarse(c, classes, terms) for c in classes.values()}),
    )


def _relations(kind: str, terms: _Terms) -> Mapping[str, Relation]:
    return MappingProxyType({iri.removeprefix(KG): _relation(iri, terms) for iri in terms.of_type(kind)})
