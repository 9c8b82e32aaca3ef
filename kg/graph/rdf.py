"""The graph as RDF 1.1, in the terms of N-Triples: IRIs and literals only, no blank nodes.

Terms are strings as N-Triples writes them, which makes a bulk load and a sorted export cheap: a bulletin
gives tens of thousands of triples, and an object for each term would cost more than all else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from itertools import chain

from kg.graph import Graph
from kg.model import Article, Claim, Document, Entity, Evidence, Fact, content_id
from kg.ontology import Ontology

Triple = tuple[str, str, str]
"""Subject, predicate and object as N-Triples writes them."""

Quad = tuple[str, str, str, str]
"""A triple and the graph that it stands in; the default graph is the empty string."""

BASE = "https://w3id.org/kg/id/"
"""Where the IRIs of the data begin, unless an option says otherwise."""

KG = "https://w3id.org/kg/ontology#"
PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "kg": KG,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The vocabularies that the data uses."""

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


@cache
def iri(name: str) -> str:
    """A prefixed name as an IRI term.

    >>> iri("skos:prefLabel")
    '<http://www.w3.org/2004/02/skos/core#prefLabel>'
    """
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def text(value: str, language: str = "") -> str:
    """A string as a literal term.

    >>> text("淮州“远峰”泵业", "zh")
    '"淮州“远峰”泵业"@zh'
    """
    return f'"{value.translate(_ESCAPES)}"' + (f"@{language}" if language else "")


_A = iri("rdf:type")
_BOOLEAN, _DECIMAL, _INTEGER = (f"^^{iri(name)}" for name in ("xsd:boolean", "xsd:decimal", "xsd:integer"))


def triples(graph: Graph, ontology: Ontology, base: str = BASE) -> Iterator[Triple]:
    """All of the graph, in the default graph. A triple may come twice, and means no more for it."""
    return chain.from_iterable(block for _, block in blocks(graph, ontology, base))


def quads(graph: Graph, ontology: Ontology, base: str = BASE) -> Iterator[Quad]:
    """The same, each document's articles and evidence in the graph that the document names."""
    for name, block in blocks(graph, ontology, base):
        for subject, predicate, object_ in block:
            yield subject, predicate, object_, name


def blocks(graph: Graph, ontology: Ontology, base: str) -> Iterator[tuple[str, Iterable[Triple]]]:
    """Triples that stand in one graph together, with its name; the default graph's is the empty string."""
    names = {document.id: _of("document", document.id, base) for document in graph.documents}
    home = {article.id: names[article.document] for article in graph.articles}
    yield "", _schema(ontology)
    for document in graph.documents:
        yield "", _document(document, base)
    for article in graph.articles:
        yield names[article.document], _article(article, base)
    for entity in graph.entities:
        yield "", _entity(entity, base)
    for claim in graph.claims:
        yield "", _claim(claim, ontology, base)
        for piece in claim.evidence:
            yield names[piece.document], _evidence(claim, piece, base)
    for fact in graph.facts:
        if fact.predicate == "mentions":
            plain = (_of("article", fact.subject, base), iri("kg:mentions"), _of("entity", fact.object, base))
            yield home[fact.subject], (plain,)
        else:
            yield "", _fact(fact, ontology, base)


def n_triples(lines: Iterable[tuple[str, ...]]) -> str:
    """Triples as N-Triples, or quads as N-Quads, sorted, each once; the same content, the same bytes."""
    return "".join(sorted({" ".join(filter(None, terms)) + " .\n" for terms in lines}))


def _of(kind: str, id_: str, base: str) -> str:
    return f"<{base}{kind}/{id_}>"


@cache
def _decimal(value: float) -> str:
    """The shortest decimal that reads as the same number; ``1`` and not ``1.0``, as Oxigraph keeps it."""
    digits = format(Decimal(repr(value)), "f")
    return f'"{digits.removesuffix(".0")}"{_DECIMAL}'


def _integer(value: int) -> str:
    return f'"{value}"{_INTEGER}'


def _known(subject: str, values: dict[str, str | None], language: str = "") -> Iterator[Triple]:
    for name, value in values.items():
        if value is not None:
            yield subject, iri(name), text(value, language)


def _schema(ontology: Ontology) -> Iterator[Triple]:
    """What labels say in the property graph: without it, ``a/rdfs:subClassOf* kg:Place`` finds no park."""
    for name in sorted(ontology.classes):
        for parent in sorted(ontology.classes[name].parents):
            yield iri(f"kg:{name}"), iri("rdfs:subClassOf"), iri(f"kg:{parent}")


def _document(document: Document, base: str) -> Iterator[Triple]:
    subject = _of("document", document.id, base)
    yield subject, _A, iri("kg:Document")
    yield from _known(
        subject,
        {
            "dcterms:identifier": document.name,
            "dcterms:title": document.title,
            "dcterms:publisher": document.publisher,
            "dcterms:spatial": document.place,
            "dcterms:date": document.date,
            "dcterms:source": document.url,
            "kg:issue": document.issue,
            "kg:retrieved": document.retrieved,
        },
    )


def _article(article: Article, base: str) -> Iterator[Triple]:
    subject = _of("article", article.id, base)
    yield subject, _A, iri("kg:Article")
    yield subject, iri("dcterms:isPartOf"), _of("document", article.document, base)
    yield subject, iri("kg:number"), _integer(article.number)
    yield from _known(
        subject,
        {
            "dcterms:title": article.title,
            "kg:section": article.section,
            "dcterms:source": article.source,
            "dcterms:date": article.date,
        },
    )


def _entity(entity: Entity, base: str) -> Iterator[Triple]:
    subject = _of("entity", entity.id, base)
    yield subject, _A, iri(f"kg:{entity.type}")
    yield subject, iri("skos:prefLabel"), text(entity.name, "zh")
    for alias in entity.aliases:
        yield subject, iri("skos:altLabel"), text(alias, "zh")
    yield from _known(subject, {"kg:date": entity.date})


def _claim(claim: Claim, ontology: Ontology, base: str) -> Iterator[Triple]:
    subject = _of("claim", claim.id, base)
    ends = (_of("entity", claim.subject, base), _of("entity", claim.object, base))
    yield subject, _A, iri("kg:Claim")
    yield subject, iri("rdf:subject"), ends[0]
    yield subject, iri("rdf:predicate"), iri(f"kg:{claim.predicate}")
    yield subject, iri("rdf:object"), ends[1]
    for name, values in (("role", claim.role), ("kind", claim.kind), ("grade", claim.grade)):
        for value in values:
            yield subject, iri(f"kg:{name}"), text(value)
    for count in claim.count:
        yield subject, iri("kg:count"), _integer(count)
    yield subject, iri("kg:former"), f'"{str(claim.former).lower()}"{_BOOLEAN}'
    yield subject, iri("kg:confidence"), _decimal(claim.confidence)
    yield from _known(
        subject,
        {
            "kg:date": claim.date,
            "kg:modality": claim.modality,
            "kg:firstSeen": claim.first_seen,
            "kg:lastSeen": claim.last_seen,
        },
    )
    if claim.direct:
        yield ends[0], iri(f"kg:{claim.predicate}"), ends[1]
    relation = ontology.relations[claim.predicate]
    if relation.claim_class is not None and claim.modality == "asserted":
        yield subject, _A, f"<{relation.claim_class}>"
        for end, role in zip(ends, (relation.subject_as, relation.object_as), strict=True):
            yield subject, f"<{role}>", end


def _evidence(claim: Claim, piece: Evidence, base: str) -> Iterator[Triple]:
    subject = _of("evidence", piece.statement, base)
    position, quote = f"{subject[:-1]}#position>", f"{subject[:-1]}#quote>"
    yield _of("claim", claim.id, base), iri("kg:evidence"), subject
    yield subject, _A, iri("kg:Evidence")
    yield subject, iri("oa:hasSource"), _of("article", piece.article, base)
    yield subject, iri("oa:hasSelector"), position
    yield subject, iri("oa:hasSelector"), quote
    yield position, _A, iri("oa:TextPositionSelector")
    yield position, iri("oa:start"), _integer(piece.start)
    yield position, iri("oa:end"), _integer(piece.end)
    yield quote, _A, iri("oa:TextQuoteSelector")
    yield quote, iri("oa:exact"), text(piece.sentence)
    yield subject, iri("kg:confidence"), _decimal(piece.confidence)
    yield from _known(subject, {"kg:page": piece.page, "kg:rule": piece.rule})


def _fact(fact: Fact, ontology: Ontology, base: str) -> Iterator[Triple]:
    subject = _of("entity", fact.subject, base)
    predicate = iri(f"kg:{fact.predicate}")
    literal = ontology.facts[fact.predicate].literal
    object_ = text(fact.object) if literal else _of("entity", fact.object, base)
    yield subject, predicate, object_
    node = _of("fact", content_id(fact.subject, fact.predicate, fact.object, fact.source), base)
    yield node, _A, iri("kg:ReferenceFact")
    yield node, iri("rdf:subject"), subject
    yield node, iri("rdf:predicate"), predicate
    yield node, iri("rdf:object"), object_
    yield node, iri("kg:source"), text(fact.source)
    if fact.score is not None:
        yield node, iri("kg:score"), _decimal(fact.score)
