"""The things that travel the road, as frozen records; this module imports nothing of ours.

All offsets count Unicode code points. Those of a :class:`Document`, :class:`Article`, :class:`Sentence`
and :class:`Statement` refer to ``Document.text``, the kept text; those of a :class:`Mention` refer to
``Sentence.text``, in which the white space of hard wraps is gone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Modality = Literal["asserted", "planned", "denied"]


def content_id(*parts: object) -> str:
    """Sixteen hexadecimal digits of SHA-256 over the parts: the same content, the same id.

    >>> content_id("Place", "杭州市")
    '62601101be3de2a7'
    """
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the source: where it starts in the kept text, and the number printed on it."""

    start: int
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """One input file: a bulletin issue, a page. ``id`` is the hash of its bytes."""

    id: str
    name: str
    text: str
    title: str | None = None
    publisher: str | None = None
    place: str | None = None
    date: str | None = None
    issue: str | None = None
    url: str | None = None
    retrieved: str | None = None
    pages: tuple[Page, ...] = ()

    def page_at(self, offset: int) -> str | None:
        """The printed number of the page on which the character at ``offset`` stands, where known."""
        label = None
        for page in self.pages:
            if page.start > offset:
                break
            label = page.label
        return label


SentenceKind = Literal["title", "heading", "prose", "row"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, heading or table row.

    ``text`` is the document's slice from ``start`` to ``end`` without the white space of hard wraps;
    ``offsets[i]`` is the place of ``text[i]`` in the document's text. ``cells`` are the spans (in
    ``text``) of the cells of a row, empty for all else. ``paragraph`` counts from 0 in the article.
    """

    text: str
    start: int
    end: int
    offsets: Sequence[int] = field(repr=False)
    kind: SentenceKind = "prose"
    paragraph: int = 0
    page: str | None = None
    cells: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One item of a document. ``sentences`` begin with its title, where it has one (kind ``title``)."""

    id: str
    document: str
    number: int
    title: str
    section: str | None
    source: str | None
    start: int
    end: int
    date: str | None = None
    sentences: tuple[Sentence, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a sentence that means an entity.

    ``type`` is a class of the ontology; ``sentence`` the index in ``Article.sentences``; ``name`` what the
    mention stands for in its document (equal to ``text`` unless it is a short form or a reference such as
    我会); ``reference`` marks those that are no name of the entity and so no alias of it.
    """

    type: str
    sentence: int
    start: int
    end: int
    text: str
    rule: str
    name: str
    reference: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """A post in a sentence: 副会长兼秘书长. ``body`` is the official name of the body that it implies (市长 → …人民政府)."""

    sentence: int
    start: int
    end: int
    text: str
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with its mentions and posts, each in reading order."""

    article: Article
    mentions: tuple[Mention, ...]
    titles: tuple[Title, ...] = ()


@dataclass(frozen=True, slots=True)
class Argument:
    """A mention as one end of a :class:`Statement`, which must stand alone: offsets in the document's text."""

    type: str
    text: str
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """What a rule read at one sentence or row. Never rewritten; claims are folded from it anew."""

    document: str
    article: str
    subject: Argument
    predicate: str
    object: Argument
    sentence: str
    start: int
    end: int
    rule: str
    confidence: float
    page: str | None = None
    role: tuple[str, ...] = ()
    kind: str | None = None
    grade: str | None = None
    count: int | None = None
    date: str | None = None
    modality: Modality = "asserted"
    former: bool = False

    @property
    def id(self) -> str:
        """Made from what was read and where."""
        ends = (self.subject.start, self.subject.end, self.object.start, self.object.end)
        said = (self.role, self.kind, self.grade, self.count, self.date, self.modality, self.former)
        return content_id(self.article, *ends, self.predicate, self.start, self.end, self.rule, *said)


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what the mentions mean. ``articles`` are the ids of those that mention it, sorted."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    articles: tuple[str, ...]
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence or row that states a claim."""

    statement: str
    document: str
    article: str
    sentence: str
    start: int
    end: int
    rule: str
    confidence: float
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """The statements that say the same of the same entities, folded into one."""

    subject: str
    predicate: str
    object: str
    evidence: tuple[Evidence, ...]
    role: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    count: tuple[int, ...] = ()
    date: str | None = None
    modality: Modality = "asserted"
    former: bool = False
    first_seen: str | None = None
    last_seen: str | None = None

    @property
    def id(self) -> str:
        """Made from what makes it the same claim: ends, relation, date, modality, former."""
        said = (self.date, self.modality, self.former)
        return content_id(self.subject, self.predicate, self.object, *said)

    @property
    def confidence(self) -> float:
        """That of its best evidence, in [0, 1]."""
        return max(piece.confidence for piece in self.evidence)

    @property
    def direct(self) -> bool:
        """Whether it is, besides its claim node, a direct triple and a direct relationship."""
        return self.modality == "asserted" and not self.former


@dataclass(frozen=True, slots=True)
class Fact:
    """A reference fact: no claim, no sentence; ``source`` says where it comes from.

    ``predicate`` is one of the ontology's reference facts (seriesOf, precededBy, within, identifier,
    sameAs, candidateFor, mentions); ``object`` is an id, or for ``identifier`` the value itself.
    """

    subject: str
    predicate: str
    object: str
    source: str
    score: float | None = None
