"""kg.build: the whole road, and the same bytes at its end whatever the way."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.build import Options, extract_all, read_all
from kg.errors import OptionError, ReadError
from kg.export import FORMATS

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
TEXTS = {
    "a.txt": "淮州市机械行业协会召开座谈会\n\n3月2日，淮州市机械行业协会会长沈望舒主持召开座谈会。\n",
    "b/c.txt": "云州市装备商会成立\n\n2023年5月，云州市装备商会会长陆砚舟主持召开成立大会。\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "in"


def test_a_graph_folder_is_built(folder: Path, tmp_path: Path) -> None:
    stages: list[tuple[str, int, int]] = []
    kg.build([folder], tmp_path / "graph", progress=lambda *stage: stages.append(stage))
    graph = kg.open_graph(tmp_path / "graph")
    assert [document.name for document in graph.documents] == ["a.txt", "b/c.txt"]
    assert {"沈望舒", "陆砚舟"} <= {entity.name for entity in graph.entities}
    assert list(dict.fromkeys(name for name, _, _ in stages)) == ["read", "extract", "resolve", "write"]
    assert all((name, total, total) in stages for name, _, total in stages)
    inputs = {one["name"]: one["sha256"] for one in graph.manifest["inputs"]}
    assert inputs == {name: hashlib.sha256(text.encode()).hexdigest() for name, text in TEXTS.items()}
    assert graph.manifest["tokenizers"]["jieba"]


def test_every_piece_of_evidence_is_its_slice_of_the_text(folder: Path) -> None:
    graph = extract_all([folder, SAMPLES], Options()).graph
    texts = {document.id: document.text for document in graph.documents}
    assert graph.claims
    for claim in graph.claims:
        for piece in claim.evidence:
            assert "".join(texts[piece.document][piece.start : piece.end].split()) == "".join(
                piece.sentence.split()
            )


def test_only_entities_that_an_article_mentions_are_written(folder: Path) -> None:
    graph = extract_all([folder, SAMPLES], Options()).graph
    known = {article.id for article in graph.articles}
    assert all(entity.articles and set(entity.articles) <= known for entity in graph.entities)
    ids = {entity.id for entity in graph.entities}
    assert all({claim.subject, claim.object} <= ids for claim in graph.claims)


def test_names_start_at_the_folder_of_kg_toml(folder: Path) -> None:
    sources = read_all([folder / "b"], Options(home=folder))
    assert [document.name for document in sources.documents] == ["b/c.txt"]


def test_a_sheet_tells_of_many(folder: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    rows = "file,publisher,date\na.txt,云州日报,2023-03\nb/c.txt,云州日报,2023-05-06\nd.txt,云州日报,\n"
    sheet.write_text(rows, encoding="utf-8")
    sources = read_all([folder], Options(documents=sheet))
    assert [(one.publisher, one.date) for one in sources.documents] == [
        ("云州日报", "2023-03"),
        ("云州日报", "2023-05-06"),
    ]
    assert sources.warnings == (f"{sheet}: no document d.txt here",)


def test_options_override_the_sheet(folder: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("file,publisher,date\na.txt,云州日报,2023-03\n", encoding="utf-8")
    sources = read_all([folder / "a.txt"], Options(documents=sheet, publisher="淮州市机械行业协会"))
    assert sources.documents[0].publisher == "淮州市机械行业协会"
    assert sources.documents[0].date == "2023-03"


def test_what_is_unknown_or_there_twice_is_a_warning(folder: Path) -> None:
    (folder / "z.txt").write_text(TEXTS["a.txt"], encoding="utf-8")
    sources = read_all([folder], Options())
    assert [document.name for document in sources.documents] == ["a.txt", "b/c.txt"]
    assert "a.txt: publisher and date unknown" in sources.warnings
    assert "z.txt: has the same bytes as a.txt, left out" in sources.warnings


def test_several_processes_give_the_same(folder: Path) -> None:
    paths = [folder, SAMPLES]
    assert extract_all(paths, Options(workers=3)).graph == extract_all(paths, Options()).graph


def test_options_out_of_range(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="here are 2"):
        read_all([folder], Options(date="2023-03"))
    with pytest.raises(ReadError, match="no such lexicon folder"):
        extract_all([folder], Options(lexicon=tmp_path / "none"))


def made(place: Path, paths: list[str], *options: str, **environment: str) -> dict[str, bytes]:
    """All that a build of the samples writes, and all exports, in a folder and an environment of its own."""
    shutil.copytree(SAMPLES, place / "in")
    kept = {
        name: value for name, value in os.environ.items() if name not in ("TZ", "LC_ALL", "PYTHONHASHSEED")
    }

    def run(*arguments: str) -> None:
        command = [sys.executable, "-m", "kg.cli", *arguments]
        root = {"PYTHONPATH": str(Path(kg.__file__).parents[1])}
        subprocess.run(command, check=True, cwd=place / "in", env={**kept, **root, **environment})

    run("build", *paths, "-g", "../graph", "-q", *options)
    for name in FORMATS:
        run("export", name, f"../graph/{name}.out", "-g", "../graph")
    return {
        path.name: path.read_bytes()
        for path in (place / "graph").iterdir()
        if path.suffix in (".jsonl", ".json", ".out")
    }


def test_the_same_bytes_whatever_the_way(tmp_path: Path) -> None:
    names = [path.name for path in sorted(SAMPLES.iterdir())]
    first = made(tmp_path / "one", ["."], PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8")
    second = made(
        tmp_path / "another folder",
        names[::-1],
        "--workers",
        "2",
        PYTHONHASHSEED="271828",
        TZ="Asia/Shanghai",
        LC_ALL="C",
    )
    assert {"claims.jsonl", "facts.jsonl", "manifest.json", "turtle.out", "graphml.out"} <= set(first)
    assert json.loads(first["manifest.json"])["counts"]["claims"] > 50
    for name, content in first.items():
        assert second[name] == content, name
    assert set(second) == set(first)
