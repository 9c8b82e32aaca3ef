from __future__ import annotations

import io
import json
import os
import stat
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import networkx
import pytest
import rdflib
from graphs import entity_id, small_folder, small_graph
from rdflib.compare import isomorphic

from kg.errors import OptionError
from kg.export import FORMATS, export
from kg.folder import GraphFolder
from kg.graph import rdf
from kg.ontology import load

RDF_FORMATS = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    return small_folder(tmp_path_factory.mktemp("export") / "graph")


@pytest.fixture(scope="module")
def triples() -> rdflib.Graph:
    text = rdf.n_triples(rdf.triples(small_graph(), load()))
    return rdflib.Graph().parse(data=text, format="nt")


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_graph_gives_the_same_bytes(form: str, folder: GraphFolder, tmp_path: Path) -> None:
    other = small_folder(tmp_path / "elsewhere")
    for number, one in enumerate((folder, other)):
        export(one, form, tmp_path / f"{number}")
    assert (tmp_path / "0").read_bytes() == (tmp_path / "1").read_bytes() != b""


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_appears_when_complete(form: str, folder: GraphFolder, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("earlier")
    export(folder, form, tmp_path / "out")
    assert "沈望舒" in (tmp_path / "out").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o666 & ~mask


@pytest.mark.parametrize("form", FORMATS)
def test_a_dash_is_standard_output(
    form: str, folder: GraphFolder, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    export(folder, form, Path("-"))
    assert capfdbinary.readouterr().out == FORMATS[form](folder).encode()


def test_a_failure_leaves_the_earlier_file(
    folder: GraphFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").write_text("earlier")

    def fail(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", fail)
    with pytest.raises(OSError, match="space"):
        export(folder, "claims", tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out").read_text() == "earlier"


def test_an_unknown_format(folder: GraphFolder, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"no format xls \(known: turtle"):
        export(folder, "xls", tmp_path / "out")


@pytest.mark.parametrize("form", RDF_FORMATS)
def test_rdf_reads_back_as_the_same_triples(form: str, folder: GraphFolder, triples: rdflib.Graph) -> None:
    dataset = rdflib.Dataset(default_union=True).parse(data=FORMATS[form](folder), format=RDF_FORMATS[form])
    found = rdflib.Graph()
    for subject, predicate, object_, _ in dataset.quads():
        found.add((subject, predicate, object_))
    assert isomorphic(found, triples)
    assert len(found) == len(triples) > 700


@pytest.mark.parametrize("form", ["trig", "nquads"])
def test_documents_have_their_own_graphs(form: str, folder: GraphFolder) -> None:
    dataset = rdflib.Dataset().parse(data=FORMATS[form](folder), format=RDF_FORMATS[form])
    names = {str(graph.identifier) for graph in dataset.graphs() if len(graph)}
    assert {f"{rdf.BASE}document/{document.id}" for document in folder.documents} < names


def test_turtle_is_for_reading(folder: GraphFolder) -> None:
    text = FORMATS["turtle"](folder)
    assert text.startswith("@prefix dcterms:")
    assert "a kg:Programme" in text
    subjects = [line.split()[0] for line in text.splitlines() if line.startswith("<")]
    assert len(subjects) == len(set(subjects))


def test_jsonld_carries_its_context(folder: GraphFolder) -> None:
    content = json.loads(FORMATS["jsonld"](folder))
    assert "@context" in content
    assert not any(key.startswith("http") for node in content["@graph"] for key in node)


def test_graphml_has_an_edge_for_each_claim(folder: GraphFolder) -> None:
    network = networkx.parse_graphml(FORMATS["graphml"](folder), force_multigraph=True)
    assert set(network) == {entity.id for entity in folder.entities}
    edges = {said["claim"]: said for _, _, said in network.edges(data=True)}
    assert set(edges) == {claim.id for claim in folder.claims}
    assert network.number_of_edges() == len(folder.claims)
    assert network.nodes[entity_id("shen")] == {"label": "沈望舒", "class": "Person", "classLabel": "人物"}
    former = next(claim for claim in folder.claims if claim.former and claim.role)
    assert edges[former.id]["label"] == "任职于"
    assert edges[former.id]["role"] == "总经理; 董事"
    assert edges[former.id]["former"] is True
    assert edges[former.id]["evidence"] == "远峰泵业原总经理、董事沈望舒。"


def test_graphml_is_xml_whatever_the_text(folder: GraphFolder, tmp_path: Path) -> None:
    graph = small_graph()
    odd = replace(graph.entities[0], name="泵\x0b业\x00<&>\ufffe")
    other = small_folder(tmp_path / "graph", replace(graph, entities=(odd, *graph.entities[1:])))
    text = FORMATS["graphml"](other)
    ET.parse(io.BytesIO(text.encode()))
    network = networkx.parse_graphml(text, force_multigraph=True)
    assert network.nodes[odd.id]["label"] == "泵 业 <&> "


def test_claims_name_their_ends(folder: GraphFolder) -> None:
    rows = [json.loads(line) for line in FORMATS["claims"](folder).splitlines()]
    assert [row["id"] for row in rows] == [claim.id for claim in folder.claims]
    row = next(row for row in rows if row["predicate"] == "received")
    assert (row["subjectName"], row["subjectType"]) == ("淮州远峰泵业有限公司", "Company")
    assert (row["objectName"], row["objectType"]) == ("淮州质量奖", "Award")
