"""kg.decisions: judgements of who is who, read from lines and laid over what the names say."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import read_text

from kg.decisions import Decision, read_decisions
from kg.errors import OptionError, ReadError
from kg.lexicon import load_lexicon
from kg.resolve import Resolution, resolve

TEXT = "苏州远岚纺织有限公司加入江苏省染织联合会。\n\n吴江青岚印染有限公司加入江苏省染织联合会。"
FULL, OTHER = "苏州远岚纺织有限公司", "吴江青岚印染有限公司"
SAME = Decision("same", "Company", FULL, OTHER)
DIFFERENT = Decision("different", "Company", FULL, OTHER)


def resolved(text: str, *decisions: Decision) -> Resolution:
    return resolve([read_text(text)], load_lexicon(), decisions=decisions)


def firms(resolution: Resolution) -> list[str]:
    return sorted(entity.name for entity in resolution.entities if entity.type == "Company")


def test_a_decision_makes_one_of_two_and_the_claims_follow() -> None:
    before, after = resolved(TEXT), resolved(TEXT, SAME)
    assert firms(before) == sorted([FULL, OTHER])
    assert len(firms(after)) == 1
    members = [[claim for claim in one.claims if claim.predicate == "memberOf"] for one in (before, after)]
    assert [len(claims) for claims in members] == [2, 1]
    assert len(members[1][0].evidence) == 2


def test_a_decision_makes_two_of_one() -> None:
    text = "苏州远岚纺织集团有限公司成立。\n\n苏州远岚纺织集团加入江苏省染织联合会。"
    apart = Decision("different", "Company", "苏州远岚纺织集团有限公司", "苏州远岚纺织集团")
    assert len(firms(resolved(text))) == 1
    assert firms(resolved(text, apart)) == ["苏州远岚纺织集团", "苏州远岚纺织集团有限公司"]


def test_same_and_different_of_one_pair_are_an_error() -> None:
    with pytest.raises(OptionError, match="different, yet one"):
        resolved(TEXT, SAME, DIFFERENT)


def test_a_chain_that_joins_what_is_parted_is_an_error() -> None:
    text = TEXT + "\n\n无锡赤岚印花有限公司加入江苏省染织联合会。"
    third = "无锡赤岚印花有限公司"
    with pytest.raises(OptionError, match="different, yet one"):
        resolved(
            text,
            Decision("same", "Company", FULL, third),
            Decision("same", "Company", third, OTHER),
            DIFFERENT,
        )


def test_lines_are_read_in_order_and_comments_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text(
        '# ours\n\n{"judgement": "same", "type": "Company", "left": "甲", "right": "乙", "who": "lin"}\n',
        encoding="utf-8",
    )
    assert read_decisions(path, ["Company"]) == (Decision("same", "Company", "甲", "乙", "lin"),)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "an object of texts"),
        ('{"judgement": "same", "type": "Company", "left": "甲"}', "no 'right'"),
        ('{"judgement": "maybe", "type": "Company", "left": "甲", "right": "乙"}', "'maybe' is none of"),
        ('{"judgement": "same", "type": "Firm", "left": "甲", "right": "乙"}', "'Firm' is no class"),
        (
            '{"judgement": "same", "type": "Company", "left": "甲", "right": "乙", "by": "lin"}',
            "unknown key 'by'",
        ),
    ],
)
def test_what_is_no_decision_is_named_with_its_line(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text("# ours\n" + line + "\n", encoding="utf-8")
    with pytest.raises(ReadError, match=reason) as caught:
        read_decisions(path, ["Company"])
    assert str(caught.value).startswith(f"{path}:2: ")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="No such file"):
        read_decisions(tmp_path / "none.jsonl", ["Company"])
