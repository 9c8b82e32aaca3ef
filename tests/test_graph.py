from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
import rdflib
from graphs import entity_id, small_graph
from rdflib import RDF, RDFS, SKOS, URIRef

from kg.graph import Graph, property, rdf, to_graph
from kg.model import Reading
from kg.ontology import Ontology, load
from kg.resolve import Read, Resolution

KG = rdflib.Namespace(rdf.KG)
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
ORG = rdflib.Namespace("http://www.w3.org/ns/org#")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return small_graph()


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load()


@pytest.fixture(scope="module")
def triples(graph: Graph, ontology: Ontology) -> rdflib.Graph:
    return rdflib.Graph().parse(data=rdf.n_triples(rdf.triples(graph, ontology)), format="nt")


def entity(key: str) -> URIRef:
    return URIRef(f"{rdf.BASE}entity/{entity_id(key)}")


def claim(graph: Graph, subject: str, predicate: str, object_: str, **said: object) -> URIRef:
    ends = (entity_id(subject), predicate, entity_id(object_))
    [found] = [
        one
        for one in graph.claims
        if (one.subject, one.predicate, one.object) == ends
        and all(getattr(one, k) == v for k, v in said.items())
    ]
    return URIRef(f"{rdf.BASE}claim/{found.id}")


def test_no_blank_nodes(triples: rdflib.Graph) -> None:
    assert len(triples) > 700
    assert not any(isinstance(term, rdflib.BNode) for triple in triples for term in triple)


def test_every_claim_is_a_claim_node(graph: Graph, triples: rdflib.Graph) -> None:
    assert len(set(triples.subjects(RDF.type, KG.Claim))) == len(graph.claims)
    node = claim(graph, "firm", "received", "prize")
    assert triples.value(node, RDF.subject) == entity("firm")
    assert triples.value(node, RDF.predicate) == KG.received
    assert triples.value(node, RDF.object) == entity("prize")
    assert triples.value(node, KG.grade).toPython() == "一等奖"  # type: ignore[union-attr]
    assert triples.value(node, KG["count"]).toPython() == 2  # type: ignore[union-attr]
    assert triples.value(node, KG.former).toPython() is False  # type: ignore[union-attr]


def test_only_asserted_claims_that_are_not_former_are_direct_triples(triples: rdflib.Graph) -> None:
    assert (entity("firm"), KG.participatesIn, entity("brand")) in triples
    assert (entity("gear"), KG.participatesIn, entity("brand")) not in triples
    assert (entity("forge"), KG.participatesIn, entity("brand")) not in triples
    assert (entity("forge"), KG.participatesIn, entity("masters")) not in triples


def test_evidence_is_a_web_annotation(graph: Graph, triples: rdflib.Graph) -> None:
    node = claim(graph, "firm", "participatesIn", "brand")
    pieces = list(triples.objects(node, KG.evidence))
    assert len(pieces) == 2
    for piece in pieces:
        position, quote = URIRef(f"{piece}#position"), URIRef(f"{piece}#quote")
        assert set(triples.objects(piece, OA.hasSelector)) == {position, quote}
        start, end = (triples.value(position, OA[name]).toPython() for name in ("start", "end"))  # type: ignore[union-attr]
        article = next(
            one for one in graph.articles if str(triples.value(piece, OA.hasSource)).endswith(one.id)
        )
        text = next(document.text for document in graph.documents if document.id == article.document)
        assert text[start:end] == str(triples.value(quote, OA.exact))


def test_a_post_that_is_asserted_is_an_org_membership(graph: Graph, triples: rdflib.Graph) -> None:
    held = claim(graph, "shen", "holdsPosition", "guild")
    assert (held, RDF.type, ORG.Membership) in triples
    assert triples.value(held, ORG.member) == entity("shen")
    assert triples.value(held, ORG.organization) == entity("guild")
    planned = claim(graph, "luo", "holdsPosition", "guild")
    assert (planned, RDF.type, ORG.Membership) not in triples


def test_entities_have_one_class_and_chinese_labels(graph: Graph, triples: rdflib.Graph) -> None:
    assert list(triples.objects(entity("park"), RDF.type)) == [KG.Park]
    assert triples.value(entity("gear"), SKOS.prefLabel) == rdflib.Literal("云澜齿轮股份有限公司", lang="zh")
    assert len(list(triples.objects(entity("gear"), SKOS.altLabel))) == 2
    parks = triples.query("SELECT ?x { ?x a/rdfs:subClassOf* kg:Place }", initNs={"kg": KG, "rdfs": RDFS})
    assert {row[0] for row in parks} == {entity("park"), entity("city")}  # type: ignore[index]


def test_reference_facts_say_where_they_come_from(triples: rdflib.Graph) -> None:
    assert (entity("park"), KG.within, entity("city")) in triples
    nodes = set(triples.subjects(RDF.type, KG.ReferenceFact))
    assert {str(triples.value(node, KG.source)) for node in nodes} == {
        "list:GB/T 2260",
        "decisions",
        "resolution",
    }
    assert len(nodes) == 4
    [candidate] = triples.subjects(RDF.predicate, KG.candidateFor)
    assert float(triples.value(candidate, KG.score)) == 0.62  # type: ignore[arg-type]
    assert triples.value(entity("city"), KG.identifier).toPython() == "GB/T 2260:399900"  # type: ignore[union-attr]


def test_quads_put_articles_and_evidence_into_their_document(graph: Graph, ontology: Ontology) -> None:
    quads = list(rdf.quads(graph, ontology))
    names = {f"<{rdf.BASE}document/{document.id}>" for document in graph.documents}
    assert {name for *_, name in quads} == {"", *names}
    for subject, _, _, name in quads:
        assert ("/article/" in subject or "/evidence/" in subject) == (name != "") or "/claim/" in subject
    assert {quad[:3] for quad in quads} == set(rdf.triples(graph, ontology))


def test_the_property_graph_has_every_class_as_a_label(graph: Graph, ontology: Ontology) -> None:
    nodes = {node.id: node for node in property.nodes(graph, ontology)}
    assert nodes[entity_id("park")].labels[0] == "Park"
    assert set(nodes[entity_id("park")].labels) == {"Park", "Organization", "Place", "Entity"}
    assert set(nodes[entity_id("brand")].labels) == {"Programme", "Initiative", "Entity"}
    assert nodes[entity_id("gear")].properties["sameAs"] == [entity_id("retired")]
    assert nodes[entity_id("city")].properties["identifier"] == ["GB/T 2260:399900"]
    assert nodes[entity_id("city")].properties["identifierSource"] == ["list:GB/T 2260"]


def test_both_projections_hold_the_same(graph: Graph, ontology: Ontology, triples: rdflib.Graph) -> None:
    nodes = list(property.nodes(graph, ontology))
    kinds = Counter(label for node in nodes for label in node.labels)
    for name in ("Claim", "Article", "Document"):
        assert kinds[name] == len(set(triples.subjects(RDF.type, KG[name])))
    for name in ontology.labels("Park"):
        found = triples.query(
            f"SELECT DISTINCT ?x {{ ?x a/rdfs:subClassOf* kg:{name} }}", initNs={"kg": KG, "rdfs": RDFS}
        )
        assert kinds[name] == len(found)
    edges = Counter(one.type for one in property.relationships(graph, ontology))
    assert edges["STATED_IN"] == len(set(triples.subjects(RDF.type, KG.Evidence)))
    for name, relation in {**ontology.relations, **ontology.facts}.items():
        if relation.neo4j_type is not None:
            assert edges[relation.neo4j_type] == len(list(triples.triples((None, KG[name], None)))), name


def test_relationships_join_nodes_that_are_there(graph: Graph, ontology: Ontology) -> None:
    there = {(node.labels[0], node.id) for node in property.nodes(graph, ontology)}
    ends = {end for one in property.relationships(graph, ontology) for end in (one.start, one.end)}
    assert ends <= there


def test_direct_relationships_name_their_claim(graph: Graph, ontology: Ontology) -> None:
    direct = [one for one in property.relationships(graph, ontology) if "claim" in one.properties]
    assert {one.properties["claim"] for one in direct} == {claim.id for claim in graph.claims if claim.direct}
    [chaired] = [one for one in direct if one.properties.get("role") == ["chair", "speaker"]]
    assert chaired.type == "PARTICIPATED_IN"
    assert chaired.properties["date"] == "2023-03-16"


def test_to_graph_sorts_whatever_the_order(graph: Graph) -> None:
    reads = [
        Read(
            document,
            tuple(
                Reading(article, ())
                for article in reversed(graph.articles)
                if article.document == document.id
            ),
            tuple(one for one in reversed(graph.statements) if one.document == document.id),
        )
        for document in reversed(graph.documents)
    ]
    resolution = Resolution(graph.entities[::-1], graph.claims[::-1], graph.facts[::-1])
    assert to_graph(reads, resolution) == graph


def test_literals_are_escaped() -> None:
    awkward = '他说："\\一行\n两行\r\t\x07"'
    assert rdflib.util.from_n3(rdf.text(awkward)) == rdflib.Literal(awkward)
    parsed = rdflib.Graph().parse(data=f"<urn:a> <urn:b> {rdf.text(awkward, 'zh')} .", format="nt")
    assert next(parsed.objects()) == rdflib.Literal(awkward, lang="zh")


@pytest.mark.parametrize("value", [0.9, 1.0, 0.123456789, 1e-7])
def test_confidences_keep_their_value(value: float, graph: Graph, ontology: Ontology) -> None:
    piece = replace(graph.claims[0].evidence[0], confidence=value)
    one = replace(graph, claims=(replace(graph.claims[0], evidence=(piece,)),))
    parsed = rdflib.Graph().parse(data=rdf.n_triples(rdf.triples(one, ontology)), format="nt")
    assert {float(found) for found in parsed.objects(None, KG.confidence)} == {value}
