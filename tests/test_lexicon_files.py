"""The word lists under data/lexicon: form, order, references between columns, samples of what they know."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from kg.files import LEXICON

Row = dict[str, str]

# The classes of the ontology that a list may give a name.
CLASSES = {
    "Person", "Organization", "Company", "GovernmentBody", "Association", "ResearchInstitution", "Media",
    "Park", "Place", "Meeting", "Programme", "Project", "Policy", "Award",
}  # fmt: skip

# Columns of each sorted list; how many of the first make a row's key.
COLUMNS: dict[str, tuple[str, int]] = {
    "award_grades": ("grade full order", 1),
    "award_heads": ("head kind strength", 1),
    "bodies": ("name short shared class level kind since until successor", 1),
    "central_enterprises": ("name short class kind", 1),
    "common_words": ("word why", 1),
    "functions": ("function short province prefecture county", 1),
    "initiative_heads": ("head class strength", 1),
    "local_organs": ("organ short class kind system", 1),
    "media": ("name short class kind area", 1),
    "meeting_heads": ("head kind strength", 1),
    "organisation_heads": ("head class strength note", 1),
    "places": ("name short kind code parent weak since until successor", 5),
    "surnames": ("surname kind permille weak", 1),
    "title_prefixes": ("prefix kind", 1),
    "titles": ("title kind class weak", 1),
    "universities": ("name short class province", 1),
}

VALUES: dict[tuple[str, str], str] = {
    ("award_heads", "kind"): "prize medal title rank",
    ("bodies", "level"): "national international",
    ("central_enterprises", "kind"): "sasac finance ministry former",
    ("common_words", "why"): "dictionary surname phrase",
    ("initiative_heads", "class"): "Programme Project Policy",
    ("local_organs", "system"): "party assembly cppcc government court mass military",
    ("media", "kind"): "newspaper magazine web agency broadcaster",
    ("meeting_heads", "kind"): "conference ceremony fair visit training review contest",
    ("places", "kind"): "province prefecture county country region",
    ("surnames", "kind"): "single compound",
    ("title_prefixes", "kind"): "deputy honorary rank acting designate new present former concurrent",
    ("titles", "kind"): "head deputy member party academic honour technical staff military",
}

FILES = sorted(LEXICON.glob("*.tsv"))


def lines(path: Path) -> list[list[str]]:
    """The header and the rows of a list, as cells."""
    text = path.read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def rows(name: str) -> list[Row]:
    header, *cells = lines(LEXICON / f"{name}.tsv")
    return [dict(zip(header, row, strict=True)) for row in cells]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_list_has_comments_a_header_and_whole_rows(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ") and "ource" in text.split("\n\n")[0]
    assert text.endswith("\n") and "\r" not in text
    header, *cells = lines(path)
    assert header and all(re.fullmatch(r"[a-z_]+", column) for column in header)
    assert cells
    for row in cells:
        assert len(row) == len(header), row
        assert row[0], row
        assert all(cell == cell.strip() for cell in row), row


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_row_stands_twice(path: Path) -> None:
    counted = Counter(map(tuple, lines(path)))
    assert [row for row, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_keys_and_order(name: str) -> None:
    columns, width = COLUMNS[name]
    header, *cells = lines(LEXICON / f"{name}.tsv")
    assert header == columns.split()
    assert cells == sorted(cells)
    keys = Counter(tuple(row[:width]) for row in cells)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_values_are_of_their_kind(name: str) -> None:
    for row in rows(name):
        for column, value in row.items():
            allowed = VALUES.get((name, column))
            assert allowed is None or value in allowed.split(), row
        extra = {"any"} if name == "titles" else set()
        assert row.get("class", "Person") in CLASSES | extra, row
        assert row.get("weak", "") in ("", "1"), row
        assert row.get("strength", "strong") in ("strong", "weak"), row
        for year in (row.get("since", ""), row.get("until", "")):
            assert re.fullmatch(r"(?:[12]\d{3})?", year), row
        parts = row.get("short", "").split("|")
        assert len(set(parts)) == len(parts) and (parts == [""] or all(parts)), row
        assert row[next(iter(row))] not in parts, row


def test_the_lists_joined_as_bodies_share_no_surface_form() -> None:
    owner: dict[str, str] = {}
    for name in ("bodies", "media", "universities", "central_enterprises"):
        for row in rows(name):
            for surface in filter(None, (row["name"], *row["short"].split("|"))):
                assert owner.setdefault(surface, row["name"]) == row["name"], surface


def test_places_hang_together() -> None:
    places = rows("places")
    codes = Counter(row["code"] for row in places if row["code"])
    assert max(codes.values()) == 1
    for row in places:
        assert re.fullmatch(r"(?:\d{6}|[A-Z]{2})?", row["code"]), row
        assert (row["kind"] == "country") == bool(re.fullmatch(r"[A-Z]{2}", row["code"])), row
        assert not row["parent"] or row["parent"] in codes, row
        assert row["parent"] != row["code"] or not row["code"], row
        assert not row["successor"] or row["until"], row
        assert not row["successor"] or row["successor"] in codes, row
        assert not row["since"] or not row["until"] or row["since"] <= row["until"], row


def test_every_division_of_today_lies_in_a_province() -> None:
    places = {row["code"]: row for row in rows("places") if row["code"].isdigit()}
    today = [row for row in places.values() if not row["until"]]
    assert Counter(row["kind"] for row in today) == {"province": 34, "prefecture": 333, "county": 2846}
    for row in today:
        place = row
        while place["parent"]:
            assert not place["until"], (row, place)
            place = places[place["parent"]]
        assert place["kind"] == "province", row


def test_a_short_form_of_a_place_of_today_belongs_to_its_highest_bearers() -> None:
    ranks = {"province": 0, "prefecture": 1, "county": 2}
    bearers: dict[str, set[int]] = {}
    for row in rows("places"):
        if row["kind"] in ranks and not row["until"] and row["code"]:
            for short in filter(None, row["short"].split("|")):
                bearers.setdefault(short, set()).add(ranks[row["kind"]])
    assert [short for short, found in bearers.items() if len(found) > 1] == []


@pytest.mark.parametrize(
    ("name", "short", "weak"),
    [
        ("浙江省", "浙江", ""),
        ("杭州市", "杭州", ""),
        ("余杭区", "余杭", ""),
        ("延边朝鲜族自治州", "延边|延边州", ""),
        ("辉县市", "辉县", ""),
        ("泾县", "", ""),
        ("浦东新区", "浦东", ""),
        ("大方县", "大方", "1"),
        ("德国", "德意志联邦共和国|德意志", ""),
        ("长江三角洲", "长三角|长三角地区|长三角区域", ""),
    ],
)
def test_places_known(name: str, short: str, weak: str) -> None:
    found = [row for row in rows("places") if row["name"] == name]
    assert [(row["short"], row["weak"]) for row in found] == [(short, weak)]


def test_a_renamed_city_points_to_its_successor() -> None:
    places = rows("places")
    old = next(row for row in places if row["name"] == "襄樊市")
    assert (old["until"], old["code"], old["successor"]) == ("2009", "", "420600")
    assert next(row["name"] for row in places if row["code"] == "420600") == "襄阳市"


def test_retired_bodies_have_an_end_and_a_known_successor() -> None:
    bodies = {row["name"]: row for row in rows("bodies")}
    for row in bodies.values():
        assert (row["kind"] == "retired") <= bool(row["until"]), row
        assert not row["successor"] or row["successor"] in bodies, row
    assert bodies["环境保护部"]["successor"] == "生态环境部"


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("工信部", "工业和信息化部"),
        ("国家发改委", "国家发展和改革委员会"),
        ("全国工商联", "中华全国工商业联合会"),
        ("新华社", "新华通讯社"),
        ("哈工大", "哈尔滨工业大学"),
        ("中石化", "中国石油化工集团有限公司"),
    ],
)
def test_short_forms_known(surface: str, name: str) -> None:
    tables = ("bodies", "media", "universities", "central_enterprises")
    found = {row["name"] for table in tables for row in rows(table) if surface in row["short"].split("|")}
    assert found == {name}


def test_functions_give_each_level_its_ranks() -> None:
    by_function = {row["function"]: row for row in rows("functions")}
    assert by_function["经济和信息化"]["province"].split("|")[0] == "厅"
    assert "经信" in by_function["经济和信息化"]["short"].split("|")
    words = [(row["function"], *filter(None, row["short"].split("|"))) for row in by_function.values()]
    surfaces = Counter(word for row in words for word in row)
    assert [word for word, count in surfaces.items() if count > 1] == []
    for row in by_function.values():
        for level in ("province", "prefecture", "county"):
            assert re.fullmatch(r"[\u4e00-\u9fff|]*", row[level]), row


def test_titles_carry_no_prefix_that_the_grammar_adds() -> None:
    prefixes = {row["prefix"] for row in rows("title_prefixes")}
    titles = {row["title"] for row in rows("titles")}
    assert {"副", "常务副", "原", "前", "时任", "名誉"} <= prefixes
    assert [title for title in titles if re.sub("^(?:常务)?副|^原", "", title) in titles - {title}] == []


def test_surnames_and_stop_words() -> None:
    surnames = {row["surname"]: row for row in rows("surnames")}
    assert {"禚", "邬", "闫", "冼", "亓", "仝", "逄", "尉迟", "欧阳", "皇甫", "澹台"} <= set(surnames)
    assert all((row["kind"] == "compound") == (len(row["surname"]) == 2) for row in surnames.values())
    assert all(surnames[weak]["weak"] == "1" for weak in "和于向经何时成高方常全都应从")
    assert all(surnames[strong]["weak"] == "" for strong in "王李张刘陈")
    assert all(re.fullmatch(r"[\u4e00-\u9fff]{2,4}", row["word"]) for row in rows("common_words"))
