"""Each constraint of the shapes with a small graph that violates it alone: ``shapes/good.ttl``, spoiled."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

import pyshacl
import pytest
import rdflib
from pyshacl.constraints import ALL_CONSTRAINT_PARAMETERS
from rdflib.namespace import RDF, SH

from kg.check import check_shapes
from kg.files import ONTOLOGY
from kg.lexicon import read_table

SHAPES = "https://w3id.org/kg/shapes#"
DATA = "https://example.org/id/"
HERE = Path(__file__).parent / "shapes"
GOOD = (HERE / "good.ttl").read_text(encoding="utf-8")
CASES = read_table(HERE / "cases.tsv")


@cache
def graph(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / name)


@cache
def violations() -> dict[int, set[tuple[str, str]]]:
    """Shape and constraint of everything that the spoiled graph of each case violates.

    All are validated together, which takes a tenth of the time; each has nodes of its own, and so its faults.
    """
    data = rdflib.Graph() + graph("kg.ttl")
    for number, case in enumerate(CASES):
        data.parse(data=spoil(case).replace(DATA, f"{DATA}{number}/"), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=graph("shapes.ttl"))
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        where = f"{report.value(result, SH.focusNode)} {report.value(result, SH.value)}"
        number = int(where.split(DATA)[1].split("/")[0])
        shape = str(report.value(result, SH.sourceShape)).removeprefix(SHAPES)
        constraint = local(report.value(result, SH.sourceConstraintComponent))
        found[number].add((shape, constraint.removesuffix("constraintcomponent")))
    return found


def constraints() -> set[tuple[str, str]]:
    """Shape and constraint of everything that the shapes demand."""
    gathering = {SH.property, SH.qualifiedValueShape}  # these hold constraints and are none
    return {
        (str(shape).removeprefix(SHAPES), local(parameter))
        for shape, parameter in graph("shapes.ttl").subject_predicates()
        if str(shape).startswith(SHAPES) and parameter in set(ALL_CONSTRAINT_PARAMETERS) - gathering
    }


def local(term: object) -> str:
    """A term of SHACL without its namespace; components and their parameters differ in case alone."""
    return str(term).removeprefix(str(SH)).lower()


def spoil(case: dict[str, str]) -> str:
    if not case["piece"]:
        return f"{GOOD}\n{case['instead']}\n"
    assert case["piece"] in GOOD
    return GOOD.replace(case["piece"], case["instead"])


def name(case: dict[str, str]) -> str:
    return f"{case['shape']}-{case['constraint']}"


def test_the_good_graph_has_no_fault() -> None:
    assert check_shapes(rdflib.Graph().parse(data=GOOD, format="turtle")) == []


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: name(CASES[number]))
def test_a_spoiled_graph_violates_that_shape_alone(number: int) -> None:
    shapes, constraint = CASES[number]["shape"].split(), CASES[number]["constraint"].lower()
    assert {shape for shape, _ in violations()[number]} == set(shapes)
    assert (shapes[0], constraint) in violations()[number]


def test_every_shape_has_a_graph_that_violates_it_alone() -> None:
    alone = {case["shape"] for case in CASES}
    assert {shape for shape, _ in constraints()} <= alone


def test_every_constraint_has_a_graph_that_violates_it() -> None:
    tried = {(case["shape"].split()[0], case["constraint"].lower()) for case in CASES}
    assert tried == constraints()


def test_every_shape_says_in_words_what_should_be() -> None:
    shapes = graph("shapes.ttl")
    for shape, _ in constraints():
        node = rdflib.URIRef(SHAPES + shape)
        assert shapes.value(node, SH.message) or shapes.value(shapes.value(node, SH.sparql), SH.message), (
            shape
        )


def test_a_fault_names_shape_node_property_and_value() -> None:
    spoiled = GOOD.replace('kg:modality "denied" ; kg:former false ; kg:confidence 0.7', "kg:confidence 7.0")
    spoiled = spoiled.replace("rdf:object :prize", "rdf:object :brand")
    faults = check_shapes(rdflib.Graph().parse(data=spoiled, format="turtle"))
    told = [(fault.shape, fault.focus, fault.path, fault.value) for fault in faults]
    assert told == [
        ("claim-confidence", f"{DATA}c3", "confidence", "7.0"),
        ("claim-former", f"{DATA}c3", "former", ""),
        ("claim-modality", f"{DATA}c3", "modality", ""),
        ("relation-range", "Relation", "received", f"{DATA}c3"),
    ]
    assert str(faults[2]) == f"claim-modality: {DATA}c3 modality: a claim has exactly one modality"
    assert faults[3].message == f"{DATA}c3 says received of an object outside its range"
