"""kg.trace: the text with what was read drawn in it."""

from __future__ import annotations

import pytest

from kg.columns import folded, width
from kg.model import Argument, Article, Document, Mention, Reading, Sentence, Statement, Title
from kg.resolve import Read
from kg.trace import Firing, Mark, draw, firings, trace

TEXT = "市铸协会长沈望舒在淮州主持铸造论坛。"
SENTENCE = Sentence(TEXT, 0, len(TEXT), range(len(TEXT)))


def mention(type_: str, text: str, rule: str, name: str | None = None) -> Mention:
    start = TEXT.index(text)
    return Mention(type_, 0, start, start + len(text), text, rule, name or text)


def argument(one: Mention) -> Argument:
    return Argument(one.type, one.text, one.name, one.start, one.end)


BODY = mention("Association", "市铸协", "known-body", "淮州市铸造协会")
PERSON = mention("Person", "沈望舒", "after-title")
MEETING = mention("Meeting", "铸造论坛", "by-head")
ARTICLE = Article("a1", "d1", 1, "铸造论坛举行", "行业动态", None, 0, len(TEXT), sentences=(SENTENCE,))
READING = Reading(ARTICLE, (BODY, PERSON, MEETING), (Title(0, 3, 5, "会长"),))


def statement(predicate: str, object_: Mention, rule: str, role: str) -> Statement:
    return Statement(
        "d1",
        "a1",
        argument(PERSON),
        predicate,
        argument(object_),
        TEXT,
        0,
        len(TEXT),
        rule,
        0.9,
        role=(role,),
    )


READ = Read(
    Document("d1", "简报.txt", TEXT),
    (READING,),
    (
        statement("holdsPosition", BODY, "post-before-name", "会长"),
        statement("participatedIn", MEETING, "participants", "chair"),
    ),
)


def test_a_document_is_drawn() -> None:
    assert (
        "\n".join(trace(READ))
        == """\
== 1 铸造论坛举行  [行业动态]

市铸协会长沈望舒在淮州主持铸造论坛。
━━━━━━ Association = 淮州市铸造协会 (known-body)
      ━━━━ post           ━━━━━━━━ Meeting (by-head)
          ━━━━━━ Person (after-title)
  • 沈望舒 holdsPosition 淮州市铸造协会  role=会长  [post-before-name 0.90]
  • 沈望舒 participatedIn 铸造论坛  role=chair  [participants 0.90]
"""
    )


def test_marks_share_a_line_where_they_fit() -> None:
    assert list(
        draw("甲协会与乙协会在淮州市签约。", [Mark(0, 3, "A"), Mark(8, 11, "L"), Mark(4, 7, "B")])
    ) == [
        "甲协会与乙协会在淮州市签约。",
        "━━━━━━ A        ━━━━━━ L",
        "        ━━━━━━ B",
    ]


def test_a_long_sentence_is_folded_and_its_marks_with_it() -> None:
    assert list(draw("淮州市机械行业协会到会。", [Mark(0, 9, "A")], columns=10)) == [
        "淮州市机械",
        "━━━━━━━━━━ A",
        "行业协会到",
        "━━━━━━━━ A",
        "会。",
    ]


@pytest.mark.parametrize("text", ["", "a", "QC小组", "“小巨人”企业ＡＢ", "é" * 30])
@pytest.mark.parametrize("columns", [2, 7, 100])
def test_folding_loses_nothing(text: str, columns: int) -> None:
    pieces = [text[start:end] for start, end in folded(text, columns)]
    assert "".join(pieces) == text
    assert all(width(piece) <= columns for piece in pieces)


def test_firings_are_counted_by_rule_and_document() -> None:
    other = Read(Document("d2", "乙.txt", TEXT), (READING,), ())
    assert firings([READ, other]) == [
        Firing("mention", "after-title", 2, 2),
        Firing("mention", "by-head", 2, 2),
        Firing("mention", "known-body", 2, 2),
        Firing("statement", "participants", 1, 1),
        Firing("statement", "post-before-name", 1, 1),
    ]
