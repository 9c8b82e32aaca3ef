"""A sentence as the finders see it: its text, its tokens by dictionary and by network, and the edges of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg.lexicon import Lexicon
from kg.model import Sentence
from kg.recognise.network import Token as Tagged
from kg.recognise.tokens import Token

OPENING = {"）": "（", ")": "(", "”": "“", "］": "［", "]": "[", "’": "‘", "』": "『", "」": "「"}
CLOSING = {opening: closing for closing, opening in OPENING.items()}


@dataclass(frozen=True, slots=True)
class Span:
    """A candidate: a stretch of one sentence that may be a mention.

    ``name`` is what it stands for where that differs from its text; in it 〔省〕, 〔市〕 … wait for the place that
    the article speaks of. ``inner`` marks a part of a longer name that is a mention too (the whole of a unit).
    """

    start: int
    end: int
    type: str
    rule: str
    name: str | None = None
    reference: bool = False
    inner: bool = False


@dataclass(frozen=True)
class Analysis:
    """One sentence, its tokens (dictionary) and its tagged tokens (network); offsets are those of its text."""

    index: int
    sentence: Sentence
    tokens: Sequence[Token]
    tagged: Sequence[Tagged]
    lexicon: Lexicon = field(repr=False)

    @property
    def text(self) -> str:
        """The sentence's text."""
        return self.sentence.text

    @cached_property
    def edges(self) -> frozenset[int]:
        """Offsets at which a dictionary token starts or ends."""
        return frozenset(token.start for token in self.tokens) | {len(self.text)}

    @cached_property
    def network_edges(self) -> frozenset[int]:
        """Offsets at which a network token starts or ends."""
        return frozenset(token.start for token in self.tagged) | {len(self.text)}

    @cached_property
    def token_at(self) -> dict[int, Token]:
        """The dictionary token that starts at an offset."""
        return {token.start: token for token in self.tokens}

    @cached_property
    def covering(self) -> list[Token]:
        """For each character, the dictionary token that covers it."""
        found: list[Token] = []
        for token in self.tokens:
            found.extend([token] * (token.end - token.start))
        return found

    @cached_property
    def network_token(self) -> list[Tagged]:
        """For each character, the network token that covers it."""
        found: list[Tagged] = []
        for token in self.tagged:
            found.extend([token] * (token.end - token.start))
        return found

    def network_spans(self, tag: str) -> list[tuple[int, int]]:
        """The spans that the network gives a tag (PER, ORG, LOC)."""
        return [(token.start, token.end) for token in self.tagged if token.tag == tag]
