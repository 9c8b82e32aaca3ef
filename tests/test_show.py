from __future__ import annotations

from dataclasses import replace

import pytest
from graphs import entity_id, small_graph

from kg.errors import OptionError
from kg.graph import Graph
from kg.show import describe, figures, find


@pytest.fixture(scope="module")
def graph() -> Graph:
    return small_graph()


def test_class_aliases_claims_sentences_sources(graph: Graph) -> None:
    lines = describe(graph, "淮州远峰泵业有限公司")
    assert lines[0] == f"淮州远峰泵业有限公司  Company < Organization < Entity  {entity_id('firm')}"
    assert "  aliases 别称: 远峰泵业" in lines
    place = lines.index("  淮州远峰泵业有限公司 participatesIn 淮字标")
    assert lines[place + 1 : place + 5] == [
        "    “远峰泵业通过“淮字标”认证。”",
        "      “淮字标”认证 & 提升 / spring.txt, p. 1  participatesIn-rule 0.75",
        "    “远峰泵业持有“淮字标”证书。”",
        "      名匠计划第二批名单公布 / summer.txt  participatesIn-rule 0.9",
    ]
    assert "  沈望舒 holdsPosition 淮州远峰泵业有限公司  [总经理, 董事, former]" in lines
    assert "  淮州远峰泵业有限公司 participatedIn 淮州产业链对接会  [attendee, planned]" in lines


def test_claims_in_which_it_is_the_subject_come_first(graph: Graph) -> None:
    lines = [line for line in describe(graph, "沈望舒") if line.startswith("  沈") and "[" in line]
    assert len(lines) == 3
    guild = [
        line for line in describe(graph, "淮州市机械行业协会") if line.startswith("  ") and line[2] != " "
    ]
    subjects = [line.strip().startswith("淮州市机械行业协会 ") for line in guild[2:]]
    assert subjects == sorted(subjects, reverse=True)
    assert {True, False} == set(subjects)


def test_reference_facts_stand_with_their_source(graph: Graph) -> None:
    assert "  淮州经济开发区 within 淮州市  (list:GB/T 2260)" in describe(graph, "淮州经济开发区")


@pytest.mark.parametrize("name", ["云澜", "云澜齿轮股份有限公司", entity_id("gear")])
def test_by_alias_name_and_id(name: str, graph: Graph) -> None:
    assert [entity.id for entity in find(graph, name)] == [entity_id("gear")]


def test_namesakes_are_all_told(graph: Graph) -> None:
    both = tuple(replace(one, name="沈望舒") if one.name == "罗青岚" else one for one in graph.entities)
    lines = describe(replace(graph, entities=both), "沈望舒")
    assert lines[0] == "2 entities are called 沈望舒 同名实体:"
    assert sum(line.startswith("沈望舒  Person < Entity") for line in lines) == 2


def test_an_unknown_name_offers_those_that_are_near(graph: Graph) -> None:
    with pytest.raises(OptionError) as caught:
        describe(graph, "淮州远峰泵业公司")
    assert "淮州远峰泵业有限公司" in caught.value.known
    with pytest.raises(OptionError) as far:
        describe(graph, "xyz")
    assert far.value.known == ()


def test_figures(graph: Graph) -> None:
    found = figures(graph)
    assert found.totals == {
        "documents": 2,
        "articles": 3,
        "statements": 30,
        "entities": 19,
        "claims": 28,
        "facts": 34,
    }
    assert found.classes["Company"] == 3
    assert sum(found.classes.values()) == 19
    assert next(iter(found.relations.items())) == ("participatesIn", 8)
    assert found.modalities == {"asserted": 24, "planned": 3, "denied": 1}
    assert found.rules["participatesIn-rule"] == 9
