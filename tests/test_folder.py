from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from graphs import small_folder, small_graph

from kg import swap as swapping
from kg.errors import GraphError, OptionError
from kg.folder import FORMAT, TABLES, GraphFolder, open_graph, write_graph
from kg.graph import Graph
from kg.graph.rdf import BASE
from kg.records import to_row
from kg.stores import comparable
from kg.swap import swap

MOMENTS = 20


def smaller() -> Graph:
    """The small graph without its last claim."""
    graph = small_graph()
    return replace(graph, claims=graph.claims[:-1])


def assert_complete(folder: GraphFolder, *graphs: Graph) -> None:
    assert folder.graph in [_kept(graph) for graph in graphs]
    folder.check_files()
    rows = [comparable(to_row(claim)) for claim in folder.claims]
    for store in (folder.rdf, folder.property):
        assert list(store.claim_rows()) == rows
        store.close()


def _kept(graph: Graph) -> Graph:
    return replace(graph, articles=tuple(replace(article, sentences=()) for article in graph.articles))


def test_what_is_written_opens(tmp_path: Path) -> None:
    small_folder(tmp_path / "graph")
    folder = open_graph(tmp_path / "graph")
    assert_complete(folder, small_graph())
    assert folder.base == BASE
    assert folder.manifest["counts"]["claims"] == len(small_graph().claims)
    assert [one["name"] for one in folder.manifest["inputs"]] == ["spring.txt", "summer.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["graph"]


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        small_folder(tmp_path / name)
    names = [*(f"{table}.jsonl" for table in TABLES), "manifest.json"]
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_new_graph_takes_the_place_of_the_old(tmp_path: Path) -> None:
    small_folder(tmp_path / "graph")
    small_folder(tmp_path / "graph", smaller())
    assert_complete(open_graph(tmp_path / "graph"), smaller())
    assert [path.name for path in tmp_path.iterdir()] == ["graph"]


def test_an_open_graph_outlives_its_replacement(tmp_path: Path) -> None:
    folder = small_folder(tmp_path / "graph")
    rdf = folder.rdf
    small_folder(tmp_path / "graph", smaller())
    assert len(list(rdf.claim_rows())) == len(small_graph().claims)


def test_another_base_is_in_the_iris(tmp_path: Path) -> None:
    base = "https://example.org/data/"
    folder = write_graph(tmp_path / "graph", small_graph(), base=base, inputs={})
    claims = {f"{base}claim/{claim.id}" for claim in small_graph().claims}
    assert {row[0] for row in folder.rdf.query("SELECT ?c { ?c a kg:Claim }").rows} == claims
    assert len(list(open_graph(tmp_path / "graph").rdf.claim_rows())) == len(claims)


@pytest.mark.parametrize("base", ["no iri", "data/", "https://example.org/a b/"])
def test_a_base_that_is_no_iri(base: str, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="base"):
        write_graph(tmp_path / "graph", small_graph(), base=base, inputs={})
    assert not (tmp_path / "graph").exists()


def test_no_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="kg build"):
        open_graph(tmp_path / "graph")


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "thesis.docx").write_text("mine")
    with pytest.raises(GraphError, match="no graph folder"):
        open_graph(tmp_path / "graph")
    with pytest.raises(GraphError, match="left alone"):
        small_folder(tmp_path / "graph")
    assert (tmp_path / "graph" / "thesis.docx").read_text() == "mine"


def test_another_version(tmp_path: Path) -> None:
    small_folder(tmp_path / "graph")
    manifest = json.loads((tmp_path / "graph" / "manifest.json").read_text())
    (tmp_path / "graph" / "manifest.json").write_text(json.dumps({**manifest, "format": FORMAT + 1}))
    with pytest.raises(GraphError, match=f"format {FORMAT + 1}"):
        open_graph(tmp_path / "graph")


@pytest.mark.parametrize("content", ["", "[]", "{}", "{"])
def test_a_damaged_manifest(content: str, tmp_path: Path) -> None:
    small_folder(tmp_path / "graph")
    (tmp_path / "graph" / "manifest.json").write_text(content)
    with pytest.raises(GraphError, match="damaged"):
        open_graph(tmp_path / "graph")


@pytest.mark.parametrize("name", ["claims.jsonl", "graph.kgl"])
def test_a_missing_file(name: str, tmp_path: Path) -> None:
    small_folder(tmp_path / "graph")
    (tmp_path / "graph" / name).unlink()
    with pytest.raises(GraphError, match=name):
        open_graph(tmp_path / "graph")


def test_a_damaged_table_is_told_when_it_is_read(tmp_path: Path) -> None:
    path = small_folder(tmp_path / "graph").path / "claims.jsonl"
    path.write_bytes(path.read_bytes()[:-30])
    folder = open_graph(tmp_path / "graph")
    assert folder.entities
    with pytest.raises(GraphError, match=r"claims\.jsonl:28"):
        _ = folder.claims
    with pytest.raises(GraphError, match="changed"):
        folder.check_files()


def test_an_error_leaves_the_earlier_graph(tmp_path: Path) -> None:
    small_folder(tmp_path / "graph")
    broken = replace(small_graph(), entities=())
    with pytest.raises(KeyError):
        small_folder(tmp_path / "graph", broken)
    assert_complete(open_graph(tmp_path / "graph"), small_graph())
    assert [path.name for path in tmp_path.iterdir()] == ["graph"]


def test_without_an_exchange_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swapping, "_exchange", lambda new, path: False)
    small_folder(tmp_path / "graph")
    small_folder(tmp_path / "graph", smaller())
    assert_complete(open_graph(tmp_path / "graph"), smaller())
    assert [path.name for path in tmp_path.iterdir()] == ["graph"]


def test_a_kill_between_the_two_renames_is_mended(tmp_path: Path) -> None:
    small_folder(tmp_path / "graph").path.rename(tmp_path / ".graph.old")
    assert_complete(open_graph(tmp_path / "graph"), small_graph())


def test_what_killed_writers_left_is_swept(tmp_path: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    left = tmp_path / f".graph.new-{int(child.stdout)}"
    left.mkdir()
    (left / "half").write_text("")
    with swap(tmp_path / "graph"):
        assert not left.exists()


WRITER = """
import itertools, pathlib, sys
sys.path.insert(0, sys.argv[1])
from graphs import small_folder, small_graph
from test_folder import smaller
graphs = [small_graph(), smaller()]
small_folder(pathlib.Path(sys.argv[2]), graphs[0])
print("writing", flush=True)
for graph in itertools.cycle(graphs[::-1]):
    small_folder(pathlib.Path(sys.argv[2]), graph)
"""


def test_a_kill_at_any_moment_leaves_a_complete_graph(tmp_path: Path) -> None:
    started = time.monotonic()
    small_folder(tmp_path / "graph")
    took = time.monotonic() - started
    for moment in range(MOMENTS):
        command = [sys.executable, "-c", WRITER, str(Path(__file__).parent), str(tmp_path / "graph")]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"writing\n"
            time.sleep(took * (moment + 0.5) / MOMENTS)
            child.kill()
        assert_complete(open_graph(tmp_path / "graph"), small_graph(), smaller())
    small_folder(tmp_path / "graph")
    assert [path.name for path in tmp_path.iterdir()] == ["graph"]
