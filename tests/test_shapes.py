"""Each constraint of the shapes with a small graph that violates it alone: ``shapes/good.ttl``, spoiled."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyshacl
import pytest
import rdflib
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
    _, report, _ = pyshacl.validate(data, shacl_graph=graph("shapes.ttl"), ont_graph=graph("kg.ttl"))
    return {
        (
            str(report.value(result, SH.sourceShape)).removeprefix(SHAPES),
            str(report.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH)).removesuffix("ConstraintComponent"),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def constraints() -> set[tuple[str, str]]:
    """Shape and constraint of everything that the shapes demand."""
    said = {
        term: str(term).removeprefix(str(SH))
        for term in graph("shapes.ttl").predicates(unique=True)
        if (None, SH.parameter, None) or term
    }
    return said


def test_the_good_graph_has_no_fault() -> None:
    assert violations(GOOD) == set()
