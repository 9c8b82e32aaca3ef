"""The ontology: complete, in two languages, in step with the model, and read by everything else."""

from __future__ import annotations

import json
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS

from kg.check import check_shapes
from kg.errors import ReadError
from kg.files import ONTOLOGY
from kg.model import Modality
from kg.ontology import KG, Class, load

FILE = ONTOLOGY / "kg.ttl"
TERMS = rdflib.Namespace(KG)
SCHEMA = rdflib.Namespace("https://schema.org/")

# The relations as the project agreed on them: from, to, qualifiers.
RELATIONS = """
holdsPosition   Person                              Organization                        role
participatedIn  Person Organization                 Meeting                             role
organized       Organization                        Meeting                             role
received        Person Organization Place Initiative  Award                             grade count
conferred       Organization                        Award                               -
presentedAt     Award                               Meeting                             -
leads           Organization Person Place           Programme Project                   -
issued          Organization Meeting                Policy                              -
participatesIn  Organization Person Place           Initiative                          -
supports        Organization                        Initiative                          -
concerns        Meeting                             Initiative                          -
implements      Policy                              Initiative                          -
cooperatesWith  Organization                        Organization                        kind
partOf          Organization Place Meeting Programme Project  Organization Place Meeting Initiative  -
memberOf        Organization Person                 Organization                        -
locatedIn       Organization Project                Place                               -
heldIn          Meeting                             Place                               -
"""
FACTS = ["seriesOf", "precededBy", "within", "identifier", "sameAs", "candidateFor", "mentions"]
CLASSES = [
    "Person", "Organization", "Company", "GovernmentBody", "Association", "ResearchInstitution", "Media",
    "Park", "Place", "Meeting", "Initiative", "Programme", "Project", "Policy", "Award", "Document",
    "Article",
]  # fmt: skip


@cache
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(FILE)


def agreed() -> list[list[str]]:
    return [
        [cell.strip() for cell in line.split("  ") if cell.strip()] for line in RELATIONS.split("\n") if line
    ]


def terms() -> list[rdflib.term.Node]:
    return sorted({term for term in graph().subjects() if str(term).startswith(KG)})


@pytest.mark.parametrize("term", terms(), ids=lambda term: term.removeprefix(KG))
def test_every_term_is_told_in_both_languages(term: rdflib.URIRef) -> None:
    for said in (RDFS.label, RDFS.comment):
        assert sorted(text.language for text in graph().objects(term, said)) == ["en", "zh"]


def test_every_term_that_is_used_is_defined() -> None:
    used = {
        term
        for triple in graph()
        for term in triple
        if isinstance(term, rdflib.URIRef) and term.startswith(KG)
    }
    assert used - {rdflib.URIRef(KG)} <= set(terms())


def test_every_class_is_there() -> None:
    assert set(CLASSES) <= set(load().classes)
    assert load().entity_classes() == tuple(
        name for name in load().classes if name in CLASSES[:-2] and name != "Initiative"
    )


def test_every_relation_is_there_with_its_ends_and_qualifiers() -> None:
    assert list(load().relations) == [name for name, *_ in agreed()]
    for name, domain, range_, qualifiers in agreed():
        relation = load().relations[name]
        assert relation.domain == set(domain.split())
        assert relation.range == set(range_.split())
        assert " ".join(relation.qualifiers) == qualifiers.replace("-", "")


def test_every_reference_fact_is_there() -> None:
    assert list(load().facts) == FACTS


def test_names_in_neo4j_follow_one_rule() -> None:
    """A relation's type is its name in upper case, words joined by underscores, as Neo4j advises."""
    for name, relation in {**load().relations, **load().facts}.items():
        type_ = "".join(f"_{c}" if c.isupper() else c for c in name).upper()
        assert relation.neo4j_type in ({type_} if name not in ("identifier", "sameAs") else {None})


def test_only_cooperation_runs_both_ways() -> None:
    assert load().symmetric == {"cooperatesWith"}
    assert load().facts["candidateFor"].symmetric


@pytest.mark.parametrize(
    ("predicate", "subject", "object", "fits"),
    [
        ("holdsPosition", "Person", "Association", True),
        ("holdsPosition", "Company", "Association", False),
        ("locatedIn", "Company", "Park", True),
        ("locatedIn", "Park", "Place", True),
        ("heldIn", "Meeting", "Company", False),
        ("leads", "Company", "Policy", False),
        ("partOf", "Project", "Policy", True),
        ("partOf", "Policy", "Programme", False),
        ("partOf", "Park", "Company", True),
        ("partOf", "Park", "Place", True),
        ("partOf", "Company", "Place", False),
    ],
)
def test_a_relation_accepts_what_its_ends_permit(
    predicate: str, subject: str, object: str, fits: bool
) -> None:
    assert load().accepts(predicate, subject, object) is fits


def test_a_park_is_a_body_and_a_place() -> None:
    assert load().labels("Park") == ("Entity", "Organization", "Place", "Park")
    assert load().coarse("Park") == "Organization"


def test_values_of_qualifiers_are_listed_with_their_labels() -> None:
    relations = load().relations
    assert list(relations["participatedIn"].values["role"]) == ["chair", "speaker", "attendee"]
    assert list(relations["organized"].values["role"]) == ["host", "organizer", "co-organizer"]
    assert relations["cooperatesWith"].values["kind"]["joint-venture"]["zh"] == "合资"
    assert relations["holdsPosition"].values == {}, "a title is free text"


def test_modalities_are_those_of_the_model() -> None:
    assert tuple(load().modalities) == get_args(Modality)


@pytest.mark.parametrize(
    ("term", "relation", "other"),
    [
        ("Organization", RDFS.subClassOf, ORG.Organization),
        ("Person", RDFS.subClassOf, FOAF.Person),
        ("Meeting", RDFS.subClassOf, SCHEMA.Event),
        ("Evidence", RDFS.subClassOf, rdflib.URIRef("http://www.w3.org/ns/oa#SpecificResource")),
        ("Claim", RDFS.subClassOf, RDF.Statement),
        ("Claim", RDFS.subClassOf, PROV.Entity),
        ("evidence", RDFS.subPropertyOf, PROV.wasDerivedFrom),
        ("partOf", RDFS.subPropertyOf, DCTERMS.isPartOf),
        ("holdsPosition", RDFS.subPropertyOf, ORG.memberOf),
        ("QualifierValue", RDFS.subClassOf, SKOS.Concept),
    ],
)
def test_terms_are_aligned_with_public_vocabularies(
    term: str, relation: rdflib.URIRef, other: rdflib.URIRef
) -> None:
    assert (TERMS[term], relation, other) in graph()


def test_a_post_is_a_membership_of_the_organization_ontology() -> None:
    post = load().relations["holdsPosition"]
    assert (post.claim_class, post.subject_as, post.object_as) == (
        str(ORG.Membership),
        str(ORG.member),
        str(ORG.organization),
    )


def test_disjoint_classes_have_no_common_subclass() -> None:
    for group in graph().objects(None, OWL.members):
        names = [str(name).removeprefix(KG) for name in graph().items(group)]
        for one, other in combinations(names, 2):
            assert not [c for c in load().classes if load().is_a(c, one) and load().is_a(c, other)]


ADDED = """
kg:Cooperative a owl:Class ;
    rdfs:subClassOf kg:Company ;
    rdfs:label "合作社"@zh , "Cooperative"@en ;
    rdfs:comment "农民专业合作社。"@zh , "A farmers' cooperative."@en ;
    kg:color "#123456" .
"""


def test_a_class_added_to_the_file_is_known_everywhere(tmp_path: Path) -> None:
    extended = tmp_path / "kg.ttl"
    extended.write_text(FILE.read_text(encoding="utf-8") + ADDED, encoding="utf-8")
    ontology = load(extended)
    assert isinstance(ontology.classes["Cooperative"], Class)
    assert ontology.labels("Cooperative") == ("Entity", "Organization", "Company", "Cooperative")
    assert ontology.accepts("holdsPosition", "Person", "Cooperative")
    assert ontology.coarse("Cooperative") == "Organization"
    assert ontology.digest != load().digest

    good = (Path(__file__).parent / "shapes" / "good.ttl").read_text(encoding="utf-8")
    data = rdflib.Graph().parse(data=good.replace("a kg:Company", "a kg:Cooperative"), format="turtle")
    assert check_shapes(data, ontology=extended) == []
    assert {fault.path for fault in check_shapes(data) if fault.shape == "known-term"} == {"Cooperative"}


def test_the_context_knows_every_relation_and_says_the_same() -> None:
    context = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    for name, relation in {**load().relations, **load().facts}.items():
        assert relation.literal or context[name] == {"@id": f"kg:{name}", "@type": "@id"}
    data = rdflib.Graph().parse(Path(__file__).parent / "shapes" / "good.ttl")
    text = data.serialize(format="json-ld", context=context, auto_compact=False)
    assert isomorphic(rdflib.Graph().parse(data=text, format="json-ld"), data)


def test_the_page_shows_every_class_relation_and_value() -> None:
    page = (ONTOLOGY / "README.md").read_text(encoding="utf-8")
    for cls in load().classes.values():
        assert all(f"{parent} <|-- {cls.name}" in page for parent in cls.parents)
    for relation in {**load().relations, **load().facts}.values():
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{relation.name}`")]
        values = [f"`{value}`" for listed in relation.values.values() for value in listed]
        for said in (*relation.domain, *relation.range, *values, relation.label["zh"]):
            assert said in row
        assert relation.neo4j_type is None or f"`{relation.neo4j_type}`" in row


@pytest.mark.parametrize(
    ("turtle", "said"),
    [
        ("kg:Person a owl:Class", "no Turtle"),
        (
            "kg:Firm a owl:Class ; rdfs:subClassOf kg:Body .",
            "Firm is a subclass of Body, which the file does not define",
        ),
        (
            "kg:A a owl:Class ; rdfs:subClassOf kg:B . kg:B a owl:Class ; rdfs:subClassOf kg:A .",
            "is a subclass of itself",
        ),
    ],
)
def test_a_file_that_is_no_ontology_is_refused_in_words(tmp_path: Path, turtle: str, said: str) -> None:
    file = tmp_path / "kg.ttl"
    prefixes = f"@prefix kg: <{KG}> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> ."
    file.write_text(f"{prefixes}\n{turtle}\n", encoding="utf-8")
    with pytest.raises(ReadError, match=said):
        load(file)


def test_a_missing_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="No such file"):
        load(tmp_path / "kg.ttl")
