from __future__ import annotations

import json
from pathlib import Path

import pytest
from graphs import small_graph

from kg.errors import ReadError
from kg.folder import TABLES, table_rows
from kg.graph import Graph
from kg.model import Article, Claim, Document, Entity, Fact, Statement
from kg.records import entity_row, line, read_lines, to_row, write_lines

KEYS = {
    Document: "id name title publisher place date issue url retrieved pages text",
    Article: "id number title section source document start end date",
    Statement: "id document article subject predicate object role kind grade count date modality former"
    " sentence start end page rule confidence",
    Claim: "id subject predicate object role kind grade count date modality former confidence"
    " firstSeen lastSeen evidence",
    Fact: "subject predicate object source score",
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return small_graph()


@pytest.mark.parametrize("name", TABLES)
def test_what_is_written_is_read_again(name: str, graph: Graph, tmp_path: Path) -> None:
    write_lines(tmp_path / "lines", table_rows(graph)[name])
    assert tuple(read_lines(tmp_path / "lines", TABLES[name])) == getattr(graph, name) != ()


@pytest.mark.parametrize(("kind", "keys"), KEYS.items())
def test_keys_and_their_order(kind: type, keys: str, graph: Graph) -> None:
    records = (*graph.documents, *graph.articles, *graph.statements, *graph.claims, *graph.facts)
    row = to_row(next(record for record in records if type(record) is kind))
    assert list(row) == keys.split()


def test_entities_carry_the_titles_of_their_articles(graph: Graph) -> None:
    firm = next(entity for entity in graph.entities if entity.name == "淮州远峰泵业有限公司")
    row = entity_row(firm, graph.titles)
    assert list(row) == ["id", "type", "name", "aliases", "articles", "titles", "date"]
    assert row["titles"] == [graph.titles[id_] for id_ in firm.articles]
    assert len(set(row["titles"])) == 3


def test_nested_records_and_pages(graph: Graph) -> None:
    claim = next(claim for claim in graph.claims if len(claim.evidence) == 2)
    row = json.loads(line(to_row(claim)))
    assert [piece["sentence"] for piece in row["evidence"]] == [piece.sentence for piece in claim.evidence]
    assert list(row["evidence"][0])[:3] == ["statement", "document", "article"]
    document = next(document for document in graph.documents if document.pages)
    assert to_row(document)["pages"] == [[0, "1"], [40, "2"]]


def test_lines_are_chinese_and_one_each(graph: Graph) -> None:
    text = line(to_row(graph.documents[0]))
    assert "淮州机械简报" in text
    assert text.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "is no fact"),
        ('{"subject": "a"}', "fact without predicate"),
        ("\udcff", "not UTF-8"),
    ],
)
def test_a_malformed_line_is_named(text: str, reason: str, tmp_path: Path) -> None:
    good = '{"subject": "a", "predicate": "within", "object": "b", "source": "s", "score": null}\n'
    path = tmp_path / "facts.jsonl"
    path.write_bytes(good.encode() + text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ReadError) as caught:
        list(read_lines(path, Fact))
    assert reason in str(caught.value)
    assert caught.value.line == (None if "UTF" in reason else 2)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"claims\.jsonl"):
        list(read_lines(tmp_path / "claims.jsonl", Claim))


def test_a_pair_that_is_no_page(tmp_path: Path, graph: Graph) -> None:
    row = {**to_row(graph.documents[0]), "pages": [[1, 2, 3]]}
    write_lines(tmp_path / "documents.jsonl", [row])
    with pytest.raises(ReadError, match="is no document"):
        list(read_lines(tmp_path / "documents.jsonl", Document))


def test_entity_rows_read_as_entities(tmp_path: Path, graph: Graph) -> None:
    write_lines(tmp_path / "entities.jsonl", (entity_row(entity, graph.titles) for entity in graph.entities))
    assert tuple(read_lines(tmp_path / "entities.jsonl", Entity)) == graph.entities
