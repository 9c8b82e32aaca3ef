"""Each question in both languages on one small graph, which is full of what it must not fall for."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from graphs import small_folder, small_graph

from kg.ask import Question, answer, ask, question, questions, read_question
from kg.errors import OptionError, ReadError
from kg.files import QUERIES
from kg.folder import GraphFolder
from kg.graph import rdf
from kg.ontology import load
from kg.stores import Answer
from kg.stores.oxigraph import bind

FIRM, FORGE, GEAR = "淮州远峰泵业有限公司", "淮州砺川锻造有限公司", "云澜齿轮股份有限公司"
GUILD, PRESS, FAIR, SIGNING = "淮州市机械行业协会", "淮州日报", "淮州产业链对接会", "淮州产业链对接会签约仪式"
SPRING, SUMMER = "“淮字标”认证 & 提升 / spring.txt", "名匠计划第二批名单公布 / summer.txt"

PASSED = (GEAR, "participatesIn", "云澜齿轮通过名匠计划第二批复核。", SUMMER)
LISTED = (FORGE, "participatesIn", "砺川锻造入选名匠计划第二批名单。", SUMMER)


def firm(said: tuple[str, ...], initiative: str, through: str = "", evidence: int = 1) -> tuple[object, ...]:
    name, relation, sentence, source = said
    return (name, relation, initiative, through, evidence, sentence, source)


BRAND = firm((FIRM, "participatesIn", "远峰泵业持有“淮字标”证书。", SUMMER), "淮字标", evidence=2)
BRAND_PLUS = firm((GEAR, "participatesIn", "云澜齿轮参与淮字标提升行动。", SPRING), "淮字标提升行动")
MASTERS = [firm(PASSED, "名匠计划", "名匠计划第二批复核"), firm(LISTED, "名匠计划", "名匠计划第二批")]

CHAIRED = [
    (GEAR, "Company", None, FAIR, "2023-03-16", "云澜齿轮等参加。"),
    ("沈望舒", "Person", "chair", FAIR, "2023-03-16", "沈望舒主持对接会并致辞。"),
    ("沈望舒", "Person", "speaker", FAIR, "2023-03-16", "沈望舒主持对接会并致辞。"),
    ("罗青岚", "Person", "attendee", FAIR, "2023-03-16", "罗青岚出席。"),
]
SIGNED = ("罗青岚", "Person", "speaker", SIGNING, None, "罗青岚在签约仪式上发言。")

SHEN = [
    ("沈望舒", "会长", GUILD, None, False, "市机械协会会长沈望舒主持。"),
    ("沈望舒", "总经理", FIRM, None, True, "远峰泵业原总经理、董事沈望舒。"),
    ("沈望舒", "董事", FIRM, None, True, "远峰泵业原总经理、董事沈望舒。"),
]
LUO = ("罗青岚", "记者", PRESS, "2023-06", False, "本报记者罗青岚。")

CASES = [
    (
        "firms-by-initiative",
        {},
        [
            *MASTERS,
            firm(PASSED, "名匠计划第二批", "名匠计划第二批复核"),
            firm(LISTED, "名匠计划第二批"),
            firm(PASSED, "名匠计划第二批复核"),
            BRAND,
            BRAND_PLUS,
            firm((FIRM, "leads", "远峰泵业\t“智能泵站”项目开工 <一期>。", SPRING), "远峰智能泵站项目"),
        ],
    ),
    ("firms-by-initiative", {"initiative": "名匠计划"}, MASTERS),
    ("firms-by-initiative", {"initiative": "淮字标"}, [BRAND]),
    ("firms-by-initiative", {"initiative": "“淮字标”"}, [BRAND]),
    ("firms-by-initiative", {"initiative": "淮字"}, [BRAND, BRAND_PLUS]),
    ("firms-by-initiative", {"initiative": "没有的计划"}, []),
    ("participants-of-meeting", {}, [*CHAIRED, SIGNED]),
    ("participants-of-meeting", {"meeting": FAIR}, CHAIRED),
    ("participants-of-meeting", {"meeting": "对接会"}, CHAIRED),
    ("participants-of-meeting", {"meeting": "产业链"}, [*CHAIRED, SIGNED]),
    ("positions-of-person", {}, [*SHEN, LUO]),
    ("positions-of-person", {"person": "沈望舒"}, SHEN),
    ("positions-of-person", {"person": "青岚"}, [LUO]),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    return small_folder(tmp_path_factory.mktemp("ask") / "graph")


@pytest.fixture(scope="module")
def triples() -> rdflib.Graph:
    text = rdf.n_triples(rdf.triples(small_graph(), load()))
    return rdflib.Graph().parse(data=text, format="nt")


def by_rdflib(triples: rdflib.Graph, asked: Question, given: dict[str, str]) -> Answer:
    result = triples.query(bind(asked.text("rq"), asked.values(given)))
    rows = (tuple(None if term is None else term.toPython() for term in row) for row in result)  # type: ignore[union-attr]
    return Answer(tuple(map(str, result.vars or ())), tuple(rows))


@pytest.mark.parametrize(("name", "given", "rows"), CASES)
@pytest.mark.parametrize("engine", ["oxigraph", "rdflib", "kglite"])
def test_answers(
    engine: str,
    name: str,
    given: dict[str, str],
    rows: list[tuple[object, ...]],
    folder: GraphFolder,
    triples: rdflib.Graph,
) -> None:
    if engine == "rdflib":
        found = by_rdflib(triples, question(name), given)
    else:
        found = ask(folder, name, given, language="rq" if engine == "oxigraph" else "cypher")
    assert found.rows == tuple(rows)
    assert found.columns == tuple(column for column, _ in question(name).columns)


def test_every_question_is_tested_with_and_without_its_parameters() -> None:
    for name, asked in questions().items():
        cases = [(given, rows) for case, given, rows in CASES if case == name]
        assert any(not given and len(rows) >= 2 for given, rows in cases)
        for parameter in asked.parameters:
            assert any(parameter.name in given and len(rows) >= 2 for given, rows in cases)


# Conditions that, dropped from a text, must change an answer above.
CONDITIONS = {
    "firms-by-initiative.rq": [
        ' kg:modality "asserted" ;',
        " kg:former false ;",
        "?company a/rdfs:subClassOf* kg:Company ; skos:prefLabel ?firmName .",
        "?equal = 0 && ",
        "STR(?form) = ?given_initiative || ",
        "?wider a/rdfs:subClassOf* kg:Initiative ; ",
    ],
    "firms-by-initiative.cypher": [
        "claim.modality = 'asserted' AND ",
        " AND claim.former = false",
        ":Company",
        "*0..",
        "equal = 0 AND ",
        "OR $initiative IN wider.aliases\n",
        "(wider:Initiative)",
        "DISTINCT piece.statement",
    ],
    "participants-of-meeting.rq": [
        ' kg:modality "asserted" ;',
        " rdf:predicate kg:participatedIn ;",
        "?equal = 0 && ",
        "OPTIONAL { ?occasion kg:date ?held }",
    ],
    "participants-of-meeting.cypher": [
        " AND claim.modality = 'asserted'",
        "claim.predicate = 'participatedIn' AND ",
        "equal = 0 AND ",
        "claim.role, ",
        ", occasion.date",
    ],
    "positions-of-person.rq": [
        ' kg:modality "asserted" ;',
        " rdf:predicate kg:holdsPosition ;",
        "OPTIONAL { ?claim kg:date ?date }",
    ],
    "positions-of-person.cypher": [
        " AND claim.modality = 'asserted'",
        "claim.predicate = 'holdsPosition' AND ",
        "claim.role, ",
    ],
}
INSTEAD = {
    "(wider:Initiative)": "(wider:Entity)",
    "?wider a/rdfs:subClassOf* kg:Initiative ; ": "?wider ",
    ":Company": ":Organization",
    "DISTINCT piece.statement": "DISTINCT claim.id",
}


@pytest.mark.parametrize(
    ("file", "condition"), [(file, one) for file, conditions in CONDITIONS.items() for one in conditions]
)
def test_every_condition_matters(file: str, condition: str, folder: GraphFolder, tmp_path: Path) -> None:
    name, language = file.split(".")
    text = question(name).text("rq" if language == "rq" else "cypher")
    assert condition in text
    for path in QUERIES.glob(f"{name}.*"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / file).write_text(text.replace(condition, INSTEAD.get(condition, " ")), encoding="utf-8")
    changed = question(name, tmp_path)
    store = folder.rdf if language == "rq" else folder.property
    assert any(
        answer(store, changed, given).rows != tuple(rows) for case, given, rows in CASES if case == name
    )


@pytest.mark.parametrize("name", questions())
def test_both_files_have_the_same_header(name: str) -> None:
    headers = []
    for language, mark in (("rq", "# "), ("cypher", "// ")):
        lines = (QUERIES / f"{name}.{language}").read_text(encoding="utf-8").splitlines()
        headers.append([line.removeprefix(mark) for line in lines if line.startswith(mark)])
    assert headers[0] == headers[1]


@pytest.mark.parametrize("name", questions())
def test_headers_say_what_they_must(name: str) -> None:
    asked = question(name)
    chinese, english = asked.title
    assert chinese.endswith("？")
    assert english.endswith("?")
    assert asked.uses
    for parameter in asked.parameters:
        assert parameter.example


def test_an_unknown_question_names_those_there_are(folder: GraphFolder) -> None:
    with pytest.raises(
        OptionError, match=r"firms-by-initiative, participants-of-meeting, positions-of-person"
    ):
        ask(folder, "firms")


def test_an_unknown_parameter_names_those_there_are(folder: GraphFolder) -> None:
    with pytest.raises(OptionError, match=r"no parameter firm \(known: initiative\)"):
        ask(folder, "firms-by-initiative", {"firm": "x"})


HEADER = """# question: 哪些？
# question: Which?
# parameter: name (text, required) 名称; example 淮州
# parameter: most (integer, optional, default 5) 最多几行
# column: name 名称
# use: 试
SELECT ?name { VALUES ?given_name { UNDEF } VALUES ?given_most { UNDEF } BIND (?given_name AS ?name) }
"""


def test_types_defaults_and_required(tmp_path: Path, folder: GraphFolder) -> None:
    (tmp_path / "which.rq").write_text(HEADER, encoding="utf-8")
    asked = question("which", tmp_path)
    assert asked.values({"name": "淮州"}) == {"name": "淮州", "most": 5}
    assert asked.values({"name": "淮州", "most": "7"})["most"] == 7
    assert answer(folder.rdf, asked, {"name": "淮州"}).rows == (("淮州",),)
    with pytest.raises(OptionError, match="name is required"):
        asked.values({})
    with pytest.raises(OptionError, match="whole number"):
        asked.values({"name": "x", "most": "多"})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("SELECT * { ?s ?p ?o }", "no header"),
        ("# question: 哪些？\n# parametre: x", ":2: parametre"),
        ("# parameter: x text", ":1: parameter is not"),
    ],
)
def test_a_header_that_says_nothing_known(text: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "odd.rq").write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=reason):
        read_question(tmp_path / "odd.rq")
