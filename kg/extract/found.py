"""What a rule gives, and the article as far as the rules have read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.extract.view import View
from kg.lexicon import Lexicon
from kg.model import Mention, Modality

_PLANNED = re.compile(
    r"(?:拟|将(?!军|领|士|近)|计划(?=[^，。]{0,8}$)|力争|准备|预计|有望|争取|即将|打算|确保|要(?=[^求]|$)|到20\d\d年)[^，。；]{0,14}$"
)
_DENIED = re.compile(r"(?:未能?|没有?|不再|落选|尚未|并未|无缘)[^，。；]{0,6}$")


@dataclass(frozen=True, slots=True)
class Found:
    """A relation between two mentions, before it is written down as a statement with its sentence."""

    subject: Mention
    predicate: str
    object: Mention
    confidence: float
    role: tuple[str, ...] = ()
    kind: str | None = None
    grade: str | None = None
    count: int | None = None
    date: str | None = None
    modality: Modality = "asserted"
    former: bool = False


@dataclass
class Story:
    """An article's views and what was read so far: the subject spoken of, the meeting, each person's post."""

    views: list[View]
    lexicon: Lexicon
    subject: Mention | None = None
    meeting: Mention | None = None
    posts: dict[str, list[Found]] = field(default_factory=dict)


Rule = Callable[[View, Story], Iterator[Found]]


def modality(view: View, verb: int) -> Modality:
    """Whether what the verb at ``verb`` says is told as done, as planned, or as not done."""
    before = view.text[max(0, verb - 24) : verb]
    if _DENIED.search(before):
        return "denied"
    return "planned" if _PLANNED.search(before) else "asserted"


def date_before(view: View, at: int) -> str | None:
    """The last date that the sentence names before a place of the view."""
    place = view.places[at]
    return next((date.edtf for date in reversed(view.dates) if date.end <= place), None)


def clause_start(view: View, at: int) -> int:
    """Where the clause begins in which a place of the view stands: behind the last ，；。： before it."""
    return max((view.text.rfind(mark, 0, at) for mark in "，；。："), default=-1) + 1
