"""The command line: help, errors in one line, and nothing lost on the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from kg.cli import cli

SAMPLE = Path(__file__).parents[1] / "data" / "samples"
COMMANDS = sorted(cli.commands)


def run(*arguments: object, given: str | None = None) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=given)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "graph"
    result = run("build", SAMPLE, "-g", folder, "-q")
    assert (result.exit_code, result.output) == (0, "")
    return folder


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    text = (
        "淮州市机械行业协会召开座谈会\n\n3月2日，淮州市机械行业协会会长沈望舒主持召开“淮字号”品牌推进会。\n"
    )
    path.write_text(text, encoding="utf-8")
    return path


def test_the_commands_are_these() -> None:
    expected = "ask build check documents evaluate export extract query show stats trace"
    assert expected.split() == COMMANDS


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=" ".join)
def test_every_command_has_help(command: tuple[str, ...]) -> None:
    for flag in ("--help", "-h"):
        result = run(*command, flag)
        assert result.exit_code == 0
        assert "Usage: " in result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help(name: str) -> None:
    for parameter in cli.commands[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def one_line(result: Result, *said: str) -> None:
    """The result is exit code 2 and one line on standard error that says this."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1, result.stderr
    for words in said:
        assert words in result.stderr


def test_a_missing_file(tmp_path: Path) -> None:
    for command in (("build",), ("extract", "-o", "-"), ("documents",), ("trace",)):
        one_line(run(*command, tmp_path / "none.txt", "-q"), "none.txt", "no such file")


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    one_line(run("extract", tmp_path / "empty.txt", "-o", "-"), "empty.txt")


def test_a_binary_file(tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    one_line(run("extract", tmp_path / "binary.txt", "-o", "-"), "binary.txt")


def test_a_bad_file_leaves_the_graph_as_it_was(graph: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in graph.iterdir() if path.is_file()}
    (tmp_path / "a.txt").write_text("淮州市机械行业协会召开座谈会。", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(bytes(range(256)) * 20)
    one_line(run("build", tmp_path, "-g", graph, "-q"), "b.txt")
    assert {path.name: path.read_bytes() for path in graph.iterdir() if path.is_file()} == before


def test_a_folder_that_is_no_graph_is_left_alone(note: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("正文", encoding="utf-8")
    one_line(run("build", note, "-g", tmp_path / "thesis", "-q"), "thesis")
    assert (tmp_path / "thesis" / "chapter.txt").read_text(encoding="utf-8") == "正文"


def test_an_unknown_question_names_the_known(graph: Path) -> None:
    one_line(run("ask", "firms-by-weather", "-g", graph), "firms-by-weather", "firms-by-initiative")


def test_an_unknown_parameter(graph: Path) -> None:
    one_line(run("ask", "firms-by-initiative", "--colour", "red", "-g", graph), "--colour")


def test_no_graph_there(tmp_path: Path) -> None:
    for command in (
        ("ask", "firms-by-initiative"),
        ("show", "甲"),
        ("stats",),
        ("check",),
        ("export", "turtle", "-"),
    ):
        one_line(run(*command, "-g", tmp_path / "none"), "none")


def test_a_graph_of_another_version(graph: Path, tmp_path: Path) -> None:
    other = tmp_path / "graph"
    other.mkdir()
    manifest = json.loads((graph / "manifest.json").read_text(encoding="utf-8"))
    (other / "manifest.json").write_text(json.dumps(manifest | {"format": 0}), encoding="utf-8")
    for command in (("ask", "firms-by-initiative"), ("stats",), ("check",), ("show", "甲")):
        one_line(run(*command, "-g", other), "format 0")


@pytest.mark.parametrize(
    "text", ["SELECT ?s WHERE {", "MATCH (n", "DELETE WHERE { ?s ?p ?o }", "MATCH (n) DELETE n"]
)
def test_a_query_that_is_none_or_writes(graph: Path, text: str) -> None:
    one_line(run("query", "-", "-g", graph, given=text))


def test_an_unknown_entity(graph: Path) -> None:
    one_line(run("show", "查无此人", "-g", graph), "查无此人")


def test_an_unknown_format(graph: Path) -> None:
    one_line(run("export", "parchment", "-", "-g", graph), "parchment", "turtle")


def test_a_malformed_sheet(note: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("file,datum\n", encoding="utf-8")
    one_line(run("documents", note, "--documents", sheet), "sheet.csv:1", "datum")


def test_a_malformed_kg_toml(note: Path) -> None:
    (note.parent / "kg.toml").write_text("plaice = 1", encoding="utf-8")
    one_line(run("documents", note), "kg.toml:1", "plaice", "place")


def test_a_malformed_gold_file(tmp_path: Path) -> None:
    (tmp_path / "gold.json").write_text("{", encoding="utf-8")
    one_line(run("evaluate", tmp_path / "gold.json", "--texts", tmp_path), "gold.json:1", "not JSON")


def test_evaluate_wants_texts_or_lines(tmp_path: Path) -> None:
    (tmp_path / "gold.json").write_text('{"entities": [], "relations": []}', encoding="utf-8")
    one_line(run("evaluate", tmp_path / "gold.json"), "--texts")


def test_what_is_told_of_one_document_is_not_told_of_two(note: Path) -> None:
    (note.parent / "other.txt").write_text("另一篇。", encoding="utf-8")
    one_line(run("documents", note.parent, "--publisher", "淮州市机械行业协会"), "publisher", "2")


def test_a_date_that_is_none(note: Path) -> None:
    one_line(run("documents", note, "--date", "三月"), "三月")


def test_usage_is_one_line_too() -> None:
    one_line(run("build"), "PATH", "kg build --help")
    one_line(run("biuld"), "biuld")


def test_what_is_told_overrides_what_was_read(note: Path) -> None:
    told = ("--publisher", "淮州市机械行业协会", "--date", "2023-03", "--place", "淮州市")
    result = run("documents", note, *told)
    assert result.stdout.splitlines()[1].startswith("note.txt,")
    assert ",淮州市机械行业协会,淮州市,2023-03," in result.stdout
    assert result.stderr == ""


def test_the_sheet_goes_round(note: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "out" / "sheet.csv"
    sheet.parent.mkdir()
    assert run("documents", note, "-o", sheet).exit_code == 0
    lines = sheet.read_text(encoding="utf-8-sig").splitlines()
    header = lines[0].split(",")
    row = dict(zip(header, lines[1].split(","), strict=True)) | {
        "publisher": "云州日报",
        "date": "2024-05-06",
    }
    sheet.write_text(",".join(header) + "\n" + ",".join(row[name] for name in header), encoding="utf-8")
    again = run("documents", note, "--documents", sheet)
    assert (again.stderr, "云州日报" in again.stdout, "2024-05-06" in again.stdout) == ("", True, True)


def test_an_unknown_publisher_is_a_warning(note: Path, tmp_path: Path) -> None:
    result = run("extract", note, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "warning: note.txt: publisher and date unknown" in result.stderr.splitlines()
    assert run("extract", note, "-o", tmp_path / "out", "-q").stderr == ""


def test_progress_is_a_line_a_stage_and_quiet_is_none(note: Path, tmp_path: Path) -> None:
    told = ("--publisher", "淮州市机械行业协会", "--date", "2023-03", "-g", tmp_path / "graph")
    result = run("build", note, *told)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == ["read: 1", "extract: 1", "resolve: 1", "write: 1"]
    assert run("build", note, *told, "-q").output == ""


def test_an_interrupt_is_clean(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.cli.building.configured", interrupted)
    result = run("documents", note)
    assert (result.exit_code, result.stdout, result.stderr.strip()) == (130, "", "kg: interrupted")


def test_extract_writes_the_four_files(note: Path, tmp_path: Path) -> None:
    assert run("extract", note, "-o", tmp_path / "out", "-q").exit_code == 0
    names = ["articles.jsonl", "claims.jsonl", "documents.jsonl", "entities.jsonl"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names
    streamed = run("extract", note, "-o", "-", "-q").stdout
    assert streamed == (tmp_path / "out" / "claims.jsonl").read_text(encoding="utf-8")
    assert any(json.loads(line)["predicate"] == "holdsPosition" for line in streamed.splitlines())


@pytest.fixture(params=["csv", "json", "table"])
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_answers_come_in_three_forms(graph: Path, form: str) -> None:
    lines = run("ask", "firms-by-initiative", "-g", graph, "--format", form).stdout.splitlines()
    assert len(lines) > 3
    if form == "json":
        assert "firm" in json.loads(lines[0])
    else:
        assert lines[0].replace(",", " ").split()[0] == "firm"


def test_both_languages_answer_alike(graph: Path) -> None:
    for name in ("firms-by-initiative", "participants-of-meeting", "positions-of-person"):
        answers = [
            run("ask", name, "-g", graph, "--format", "csv", "--language", language).stdout
            for language in ("sparql", "cypher")
        ]
        assert answers[0] == answers[1]
        assert answers[0].count("\n") > 1


def test_ask_lists_and_explains_questions() -> None:
    assert "firms-by-initiative" in run("ask").stdout
    assert "--initiative" in run("ask").stdout
    explained = run("ask", "firms-by-initiative", "--help").stdout
    assert "kg ask firms-by-initiative --initiative" in explained


def test_queries_in_both_languages(graph: Path, tmp_path: Path) -> None:
    sparql = "PREFIX kg: <https://w3id.org/kg/ontology#> SELECT (COUNT(?c) AS ?n) WHERE { ?c a kg:Claim }"
    cypher = "// how many\nMATCH (c:Claim) RETURN count(c) AS n"
    answers = []
    for name, text in (("count.rq", sparql), ("count.cypher", cypher)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        for file, given in ((tmp_path / name, None), ("-", text)):
            answers.append(run("query", file, "-g", graph, "--format", "csv", given=given).stdout)
    assert len(set(answers)) == 1
    count = len((graph / "claims.jsonl").read_text(encoding="utf-8").splitlines())
    assert answers[0] == f"n\n{count}\n"


def test_show_stats_check_export(graph: Path, tmp_path: Path) -> None:
    entity = json.loads((graph / "entities.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert entity["name"] in run("show", entity["name"], "-g", graph).stdout
    assert (
        f"totals,entities,{len((graph / 'entities.jsonl').read_text().splitlines())}"
        in run("stats", "-g", graph, "--format", "csv").stdout.splitlines()
    )
    check = run("check", "-g", graph)
    assert (check.exit_code, check.stdout) == (0, "")
    assert run("export", "turtle", tmp_path / "graph.ttl", "-g", graph).exit_code == 0
    assert (tmp_path / "graph.ttl").read_text(encoding="utf-8").startswith("@prefix")


def test_trace_draws_and_counts(note: Path) -> None:
    drawn = run("trace", note, "-q").stdout
    assert "━" in drawn
    assert "holdsPosition" in drawn
    counted = run("trace", "--rules", note, "-q", "--format", "csv").stdout.splitlines()
    assert counted[0] == "step,rule,count,documents"
    assert any(line.startswith("statement,") for line in counted)


@pytest.fixture
def plain() -> Iterator[dict[str, str]]:
    yield {name: value for name, value in os.environ.items() if not name.startswith("LC_")}


def test_utf8_whatever_the_locale_says(note: Path, plain: dict[str, str]) -> None:
    command = [sys.executable, "-m", "kg.cli", "extract", str(note), "-o", "-", "-q"]
    environment = {
        **plain,
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "latin-1",
    }
    out = subprocess.run(command, capture_output=True, check=True, env=environment).stdout
    assert "沈望舒" in out.decode("utf-8")


def test_help_comes_at_once() -> None:
    def took(*command: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, *command], check=True, capture_output=True)
        return time.perf_counter() - start

    took("-m", "kg.cli", "--help")  # byte code is written
    pairs = [(took("-m", "kg.cli", "--help"), took("-c", "pass")) for _ in range(7)]
    help_, nothing = (min(times) for times in zip(*pairs, strict=True))  # the least disturbed of each
    assert help_ - nothing < 0.2
