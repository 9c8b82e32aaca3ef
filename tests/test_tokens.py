import sys
from importlib.metadata import version

import pytest

from kg.recognise.tokens import Token, tokenizer_version, tokens

module = sys.modules[tokens.__module__]

TEXTS = [
    "宁波恒岳精密机械有限公司总经理钱知远出席会议。",
    "甲 乙\u3000丙\t𠮷ab-c3.5%\n“未来工厂”（第3批）",
    "好",
    "",
]


@pytest.fixture(params=["rjieba", "jieba"])
def package(request, monkeypatch):
    if request.param == "rjieba":
        pytest.importorskip("rjieba")
    monkeypatch.setattr(module, "_package", lambda: request.param)
    return request.param


@pytest.mark.parametrize("text", TEXTS)
def test_words_tile_the_text(package, text):
    found = tokens(text)
    assert "".join(token.word for token in found) == text
    assert [token.start for token in found] == [0, *(token.end for token in found)][: len(found)]
    assert all(text[token.start : token.end] == token.word for token in found)


def test_words_have_their_part_of_speech(package):
    assert tokens("杭州的会议") == [
        Token(0, 2, "杭州", "ns"),
        Token(2, 3, "的", "uj"),
        Token(3, 5, "会议", "n"),
    ]


def test_added_words_are_kept_whole_in_that_call_alone(package):
    words = (("澄湖云", "nz"),)
    before = tokens("澄湖云平台")
    assert [token.word for token in tokens("澄湖云平台", words)] == ["澄湖云", "平台"]
    assert tokens("澄湖云平台", words)[0].pos == "nz"
    assert tokens("澄湖云平台") == before
    assert "澄湖云" not in [token.word for token in before]


def test_the_version_names_the_package_in_use(package):
    assert tokenizer_version() == f"{package} {version(package)}"


def test_jieba_says_nothing_on_standard_error(monkeypatch, capfd):
    monkeypatch.setattr(module, "_package", lambda: "jieba")
    module._tagger.cache_clear()
    tokens("杭州")
    assert capfd.readouterr() == ("", "")
