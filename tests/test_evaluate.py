"""kg.evaluate: by hand on a small case, and against the scorer that its figures must equal."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.build import Options
from kg.errors import OptionError, ReadError
from kg.evaluate import CLAIM, ENTITY, as_object, evaluate, read_gold, read_rows, score, table

SCORER = Path(__file__).parents[2] / "shared" / "gold" / "score.py"
GOLD_FILES = sorted(SCORER.parent.glob("*.json"))

GOLD: dict[str, Any] = {
    "text": "简报.txt",
    "article": 1,
    "title": "协会召开“品质淮州”推进会",
    "publisher": "淮州市机械行业协会",
    "date": "2023-03",
    "entities": [
        {"id": "a", "type": "Association", "names": ["淮州市机械行业协会", "市机械协会"]},
        {"id": "m", "type": "Meeting", "names": ["“品质淮州”推进会"]},
        {"id": "p", "type": "Person", "names": ["沈望舒"]},
        {"id": "f", "type": "Company", "names": ["淮州恒铸轴承有限公司"], "optional": True},
        {"id": "i", "type": "Programme", "names": ["“品质淮州”行动"]},
        {"id": "u", "type": "Association", "names": ["市机械协会轴承分会"]},
        {"id": "z", "type": "Association", "names": ["中部机械联盟"]},
    ],
    "relations": [
        {"s": "a", "p": "organized", "o": "m", "role": ["host"], "evidence": "协会召开“品质淮州”推进会"},
        {"s": "p", "p": "holdsPosition", "o": "a", "role": ["会长", "理事长"], "former": True},
        {"s": "a", "p": "leads", "o": "i"},
        {"s": "f", "p": "cooperatesWith", "o": "a", "optional": True},
        {"s": "u", "p": "partOf", "o": "a"},
        {"s": "a", "p": "partOf", "o": "z"},
        {"s": "p", "p": "participatedIn", "o": "m", "role": ["speaker"]},
    ],
}


def entity(id_: str, type_: str, name: str, *aliases: str, article: str = "1") -> dict[str, Any]:
    return {
        "id": id_, "type": type_, "name": name, "aliases": list(aliases),
        "articles": [article], "titles": ["协会召开品质淮州推进会"],
    }  # fmt: skip


def claim(subject: str, predicate: str, object_: str, **more: Any) -> dict[str, Any]:
    evidence = {"article": "1", "sentence": more.pop("sentence", ""), "rule": more.pop("rule", "r")}
    return {"subject": subject, "predicate": predicate, "object": object_, "evidence": [evidence], **more}


ENTITIES = [
    entity("E1", "Organization", "淮州市机械行业协会"),
    entity("E2", "Meeting", "品质淮州推进会"),
    entity("E3", "Person", "沈望舒"),
    entity("E4", "Association", "市机械协会轴承分会"),
    entity("E5", "Association", "中部机械联盟"),
    entity("E6", "Place", "淮州市"),
    entity("E7", "Company", "淮州恒铸轴承有限公司"),
]
CLAIMS = [
    claim("E1", "organized", "E2", role=["host"], sentence="3月2日，协会召开“品质淮州”推进会。"),
    claim("E3", "holdsPosition", "E1", role=["会长"], former=False),
    claim("E4", "partOf", "E5"),  # follows from the gold: neither right nor false
    claim("E3", "participatedIn", "E2", role=["attendee", "speaker"]),
    claim("E1", "heldIn", "E6"),
    claim("E1", "cooperatesWith", "E7"),  # optional, and symmetric
    claim("E1", "leads", "E2", modality="denied"),
    claim("E1", "locatedIn", "E6", rule="name-prefix"),
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "case-01.json"
    path.write_text(json.dumps(GOLD, ensure_ascii=False), encoding="utf-8")
    return path


def test_by_hand(gold: Path) -> None:
    result = score([read_gold(gold)], ENTITIES, CLAIMS)
    # Found: a, m, p, u, z (f is optional, i is missed); false: the place.
    assert result.entities == (5, 1, 1)
    assert result.classes["Place"] == (0, 1, 0)
    assert result.classes["Initiative"] == (0, 0, 1)
    # Found: organized, holdsPosition, participatedIn; false: heldIn; missed: leads and both partOf.
    assert result.claims == (3, 1, 3)
    assert result.relations["partOf"] == (0, 0, 2)
    assert result.links == (0, 0, 1)
    assert result.subtype == (3, 4)  # E1 is found as a plain Organization; f counts here
    assert result.roles == (3, 3)
    assert result.qualifiers == (0, 1)  # the post is a former one
    assert result.sentences == (1, 4)
    assert "case-01\tmissed claim\t淮州市机械行业协会 | leads | “品质淮州”行动" in result.errors
    assert "case-01\tfalse entity\tPlace\t淮州市" in result.errors


def test_the_table_and_the_object(gold: Path) -> None:
    result = score([read_gold(gold)], ENTITIES, CLAIMS)
    assert "  all               0.833  0.833  0.833     5     1     1" in table(result).splitlines()
    assert as_object(result)["entities"] == pytest.approx((5 / 6, 5 / 6, 5 / 6))


def test_an_article_that_is_not_there(gold: Path) -> None:
    result = score([read_gold(gold)], [entity("E1", "Person", "沈望舒") | {"titles": ["另一篇"]}], [])
    assert result.not_found == ["case-01"]
    assert result.entities == (0, 0, 6)


def test_a_pinned_article(gold: Path) -> None:
    rows = [entity("E3", "Person", "沈望舒", article="7") | {"titles": ["另一篇"]}]
    assert score([read_gold(gold)], rows, [], pins={"case-01": "7"}).entities == (1, 0, 5)


def test_a_whole_text_stands_alone(gold: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole.json"
    whole.write_text(json.dumps({**GOLD, "article": None}), encoding="utf-8")
    with pytest.raises(OptionError, match="whole: no article"):
        score([read_gold(gold), read_gold(whole)], ENTITIES, CLAIMS)


def test_two_entities_with_one_id(gold: Path) -> None:
    with pytest.raises(OptionError, match="share an id"):
        score([read_gold(gold)], [ENTITIES[0], ENTITIES[0]], [])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "not an object"),
        ('{"entities": []}', "'relations' must be a list"),
        ('{"entities": [1], "relations": []}', r"entities\[0\] must be an object"),
        ('{"entities": [{"id": "a", "type": "Person"}], "relations": []}', r"entities\[0\]: no names"),
        ('{"entities": [{"id": "a", "names": ["沈"]}], "relations": []}', "type must be a text"),
        ('{"entities": [], "relations": [{"s": "a", "p": "leads", "o": "b"}]}', "no entity 'a'"),
        ('{"entities": [], "relations": [], "article": []}', "article must be"),
    ],
)
def test_a_malformed_gold_file_says_what_is_wrong(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=reason):
        read_gold(path)


def test_a_malformed_line_says_where(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    good, bad = '{"subject": "a", "predicate": "leads", "object": "b"}', '{"subject": "a"}'
    path.write_text(f"{good}\n{bad}\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"claims\.jsonl:2: predicate must be a text"):
        read_rows(path, CLAIM)
    with pytest.raises(ReadError, match=r"claims\.jsonl:1: id must be"):
        read_rows(path, ENTITY)


def test_the_texts_that_gold_files_name_are_extracted(tmp_path: Path) -> None:
    body = "淮州市机械行业协会会长沈望舒主持召开“品质淮州”推进会。"
    other = body.replace("沈望舒", "陆砚舟")
    articles = f"# 协会召开推进会\n\n{body}\n\n# 协会赴云州考察\n\n{other}\n"
    (tmp_path / "issue.md").write_text(articles, encoding="utf-8")
    (tmp_path / "item.txt").write_text(body, encoding="utf-8")
    entities = [{"id": "p", "type": "Person", "names": ["沈望舒"]}]
    golds = []
    for number, (text, article, title) in enumerate(
        [("issue.md", 1, "协会召开推进会"), ("issue.md", 2, "协会赴云州考察"), ("item.txt", None, "推进会")]
    ):
        gold = {"text": text, "article": article, "title": title, "entities": entities, "relations": []}
        path = tmp_path / f"gold-{number}.json"
        path.write_text(
            json.dumps(gold | {"publisher": "淮州市机械行业协会", "date": "2023-03"}), encoding="utf-8"
        )
        golds.append(read_gold(path))
    result = evaluate(golds, tmp_path, Options())
    assert result.not_found == []
    assert result.classes["Person"] == (2, 1, 1)  # the second article has another one
    assert result.relations["holdsPosition"].false == 3
    with pytest.raises(ReadError, match=r"gone\.txt: no such file"):
        evaluate([replace(golds[0], text="gone.txt")], tmp_path, Options())
    with pytest.raises(OptionError, match="names no text"):
        evaluate([replace(golds[0], text="")], tmp_path, Options())


def guessed(gold: dict[str, Any], dice: random.Random) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """An extraction of middling quality, thrown with dice: names lost, classes mixed up, ends swapped."""
    article = f"art-{dice.randrange(10**6)}"
    entities, ids = [], {}
    types = ["Company", "Association", "Park", "Place", "Programme", "Policy", "Person", "Organization"]
    for number, one in enumerate(gold["entities"]):
        for copy in range(dice.choice((0, 1, 1, 1, 2))):
            id_ = ids[one["id"]] = f"{article}-{number}-{copy}"
            names = dice.sample(one["names"], dice.randint(1, len(one["names"])))
            names += ["甲" + names[0]] * (dice.random() < 0.2) + ["•" + names[0]] * (dice.random() < 0.2)
            dice.shuffle(names)
            kind = one["type"] if dice.random() < 0.8 else dice.choice(types)
            entities.append({
                "id": id_, "type": kind, "name": names[0], "aliases": names[1:],
                "articles": [article], "titles": [gold["title"].replace("，", "， ")],
            })  # fmt: skip
    claims = []
    for relation in gold["relations"] * 2:
        s, o = ids.get(relation["s"]), ids.get(relation["o"])
        if s is None or o is None or dice.random() < 0.3:
            continue
        if dice.random() < 0.2:
            s, o = o, s
        rule = dice.choice(("post", "name-prefix", "list"))
        sentence = (relation.get("evidence") or "")[dice.randrange(9) :]
        claims.append({
            "subject": s,
            "predicate": relation["p"] if dice.random() < 0.9 else "partOf",
            "object": o,
            "role": dice.choice(([], ["attendee"], relation.get("role") or [], "会长", ["speaker"])),
            "grade": dice.choice((relation.get("grade"), [], "一等奖")),
            "count": dice.choice((relation.get("count"), [], [2])),
            "former": dice.choice((relation.get("former"), False, True)),
            "modality": dice.choice(("asserted", "asserted", "planned", "denied")),
            "evidence": [{"article": article, "sentence": sentence, "rule": rule}] * dice.randrange(1, 3),
        })  # fmt: skip
    return entities, claims


def as_lines(rows: list[dict[str, Any]], path: Path) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def scorer(*arguments: object) -> str:
    command = [sys.executable, str(SCORER), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer it must agree with lies outside the project")
@pytest.mark.parametrize("seed", range(12))
def test_it_agrees_with_the_scorer_to_the_last_digit(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    of_articles = [path for path in GOLD_FILES if path.stem.startswith("bulletin")]
    of_texts = [path for path in GOLD_FILES if path not in of_articles]
    chosen = of_articles if seed % 2 else [dice.choice(of_texts)]
    entities, claims = [], []
    for path in chosen:
        more = guessed(json.loads(path.read_text(encoding="utf-8")), dice)
        entities += more[0]
        claims += more[1]
    files = as_lines(entities, tmp_path / "entities.jsonl"), as_lines(claims, tmp_path / "claims.jsonl")
    arguments = "--entities", files[0], "--claims", files[1], "--errors", *chosen
    golds = [read_gold(path) for path in chosen]
    result = score(golds, read_rows(files[0], ENTITY), read_rows(files[1], CLAIM))
    assert all(result.entities) and result.claims.false  # the dice left something to count
    *errors, object_ = scorer("--json", *arguments).splitlines()
    assert json.loads(json.dumps(as_object(result))) == json.loads(object_)
    assert result.errors == errors
    assert [*errors, *table(result).splitlines()] == scorer(*arguments).splitlines()
