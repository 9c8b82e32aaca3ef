"""Each constraint of the shapes with a small graph that violates it alone: ``shapes/good.ttl``, spoiled."""

from __future__ import annotations

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
HERE = Path(__file__).parent / "shapes"
GOOD = (HERE / "good.ttl").read_text(encoding="utf-8")
CASES = read_table(HERE / "cases.tsv")


@cache
def graph(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / name)


def violations(turtle: str) -> set[tuple[str, str]]:
    """Shape and constraint of everything that a graph violates."""
    data = rdflib.Graph().parse(data=turtle, format="turtle")
    _, report, _ = pyshacl.validate(data + graph("kg.ttl"), shacl_graph=graph("shapes.ttl"))
    return {
        (
            str(report.value(result, SH.sourceShape)).removeprefix(SHAPES),
            local(report.value(result, SH.sourceConstraintComponent)).removesuffix("constraintcomponent"),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


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
    assert violations(GOOD) == set()
    assert check_shapes(rdflib.Graph().parse(data=GOOD, format="turtle")) == []


@pytest.mark.parametrize("case", CASES, ids=name)
def test_a_spoiled_graph_violates_that_shape_alone(case: dict[str, str]) -> None:
    shapes = case["shape"].split()
    found = violations(spoil(case))
    assert {shape for shape, _ in found} == set(shapes)
    assert (shapes[0], case["constraint"].lower()) in found


def test_every_shape_has_a_graph_that_violates_it_alone() -> None:
    alone = {case["shape"] for case in CASES}
    assert {shape for shape, _ in constraints()} <= alone


def test_every_constraint_has_a_graph_that_violates_it() -> None:
    tried = {(case["shape"].split()[0], case["constraint"].lower()) for case in CASES}
    assert tried == constraints()
