"""The forms of a graph against one another, and a graph folder that is sound until one form is spoiled."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from graphs import small_folder

from kg.check import Fault, check, compare
from kg.folder import RDF, open_graph
from kg.ontology import KG

PIECE = {
    "statement": "s1",
    "document": "d",
    "article": "a",
    "sentence": "沈望舒任会长。",
    "start": 3,
    "end": 10,
}
POST = {
    "id": "c1", "subject": "shen", "predicate": "holdsPosition", "object": "guild", "role": ["会长", "理事"],
    "kind": [], "grade": [], "count": [], "date": None, "modality": "asserted", "former": False,
    "confidence": 0.9, "firstSeen": "2023", "lastSeen": "2023",
    "evidence": [PIECE, {**PIECE, "statement": "s0"}],
}  # fmt: skip
PLAN = {**POST, "id": "c2", "predicate": "memberOf", "modality": "planned"}
PAST = {**POST, "id": "c3", "object": "press", "former": True}
LINES = [POST, PLAN, PAST]
DIRECT = frozenset({("shen", "holdsPosition", "guild")})


def faults(rows: list[dict[str, Any]], direct: frozenset[tuple[str, str, str]] = DIRECT) -> list[Fault]:
    return compare(LINES, {"rdf": (LINES, DIRECT), "property graph": (rows, direct)})


def test_equal_forms_have_no_fault() -> None:
    assert faults(LINES) == []


def test_the_order_of_rows_and_lists_says_nothing() -> None:
    turned = {**POST, "role": ["理事", "会长"], "evidence": POST["evidence"][::-1]}
    assert faults([PAST, PLAN, turned]) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("subject", "luo"),
        ("predicate", "memberOf"),
        ("object", "press"),
        ("role", ["会长"]),
        ("kind", ["other"]),
        ("grade", ["一等奖"]),
        ("count", [2]),
        ("date", "2023-03"),
        ("modality", "denied"),
        ("former", True),
        ("confidence", 0.8),
        ("firstSeen", None),
        ("evidence", [PIECE]),
        ("evidence", [PIECE, {**PIECE, "statement": "s0", "start": 4}]),
    ],
)
def test_a_claim_that_differs_in_one_thing_is_a_fault_of_it(key: str, value: object) -> None:
    (fault,) = faults([{**POST, key: value}, PLAN, PAST])
    assert (fault.shape, fault.focus, fault.path) == ("property graph", "c1", key)


def test_a_claim_without_a_column_differs_in_it() -> None:
    short = {key: value for key, value in POST.items() if key != "modality"}
    (fault,) = faults([short, PLAN, PAST])
    assert str(fault) == "property graph: c1 modality = nothing: is asserted in the JSON lines"


def test_a_missing_claim_an_extra_one_and_a_twin_are_faults() -> None:
    found = faults([POST, POST, PAST, {**PAST, "id": "c4"}])
    assert [str(fault) for fault in found] == [
        "property graph: c1: stands there twice",
        "property graph: c2: is missing",
        "property graph: c4: is not in the JSON lines",
    ]


@pytest.mark.parametrize(
    ("direct", "said"),
    [
        (frozenset(), "is asserted, and has no direct statement"),
        (DIRECT | {("shen", "memberOf", "guild")}, "is stated directly, and no claim asserts it"),
        (DIRECT | {("shen", "holdsPosition", "press")}, "is stated directly, and no claim asserts it"),
    ],
)
def test_direct_statements_are_the_asserted_claims_of_a_present_state(
    direct: frozenset[tuple[str, str, str]], said: str
) -> None:
    (fault,) = faults(LINES, direct)
    assert (fault.shape, fault.focus, fault.message) == ("property graph", "shen", said)


def test_a_sound_folder_has_no_fault(tmp_path: Path) -> None:
    assert list(check(small_folder(tmp_path / "graph"))) == []


def test_a_triple_lost_from_the_store_is_found_by_shapes_and_by_comparison(tmp_path: Path) -> None:
    folder = small_folder(tmp_path / "graph")
    store = ox.Store(str(folder.path / RDF))
    lost = min(store.quads_for_pattern(None, ox.NamedNode(f"{KG}leads"), None), key=str)
    store.remove(lost)
    store.flush()
    del store
    found = list(check(open_graph(folder.path)))
    assert [(fault.shape, fault.path) for fault in found] == [("claim-direct", "leads"), ("rdf", "leads")]
    assert found[1].message == "is asserted, and has no direct statement"
