"""Words and parts of speech by jieba's dictionary: through rjieba, or jieba itself where no wheel of it fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import cast


@dataclass(frozen=True, slots=True)
class Token:
    """A word, its span in the text and its part of speech (jieba's tag set: n, nr, ns, v, p, x …)."""

    start: int
    end: int
    word: str
    pos: str


@lru_cache(maxsize=1)
def _tagger() -> tuple[str, Callable[[str], list[tuple[str, str]]]]:
    try:
        import rjieba

        return "rjieba", cast("Callable[[str], list[tuple[str, str]]]", rjieba.tag)
    except ImportError:
        from jieba import posseg

        return "jieba", lambda text: [(pair.word, pair.flag) for pair in posseg.cut(text)]


def tokenizer_version() -> str:
    """The tokenizer and its version: part of what an output depends on."""
    name, _ = _tagger()
    return f"{name} {version(name)}"


def tokens(text: str) -> list[Token]:
    """The words of a text; they tile it.

    >>> [(token.word, token.pos) for token in tokens("杭州的会议")]
    [('杭州', 'ns'), ('的', 'uj'), ('会议', 'n')]
    """
    found, place = [], 0
    for word, pos in _tagger()[1](text):
        found.append(Token(place, place + len(word), word, pos))
        place += len(word)
    return found
