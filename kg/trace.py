"""What was read where: under each sentence its mentions and statements, with the rules that fired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.columns import folded, pad, width
from kg.model import Mention, Reading, Statement, Title
from kg.resolve import Read


class Mark(NamedTuple):
    """A stretch of a text, and what is written beside the line drawn under it."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Firing:
    """How often a rule fired, and in how many documents."""

    step: str
    rule: str
    count: int
    documents: int


def trace(read: Read, columns: int = 100) -> Iterator[str]:
    """The document as lines: each article's title, then its sentences, drawn, with the statements."""
    by_place: dict[tuple[str, int, int], list[Statement]] = {}
    for statement in read.statements:
        by_place.setdefault((statement.article, statement.start, statement.end), []).append(statement)
    for reading in read.readings:
        article = reading.article
        yield f"== {article.number} {article.title}" + (f"  [{article.section}]" if article.section else "")
        for index, sentence in enumerate(article.sentences):
            yield ""
            yield from draw(sentence.text, _marks(reading, index), columns)
            for statement in by_place.get((article.id, sentence.start, sentence.end), ()):
                yield f"  • {describe(statement)}"
        yield ""


def draw(text: str, marks: Sequence[Mark], columns: int = 100) -> Iterator[str]:
    """The text in lines of at most ``columns``, and under each the marks, in the first line with room.

    >>> for line in draw("理事长沈望舒主持淮州铸造论坛。", [Mark(3, 6, "Person"), Mark(8, 14, "Meeting")]):
    ...     print(line)
    理事长沈望舒主持淮州铸造论坛。
          ━━━━━━ Person
                    ━━━━━━━━━━━━ Meeting
    """
    for start, end in folded(text, columns):
        yield text[start:end]
        lines: list[str] = []
        for mark in sorted(marks):
            first, last = max(mark.start, start), min(mark.end, end)
            if first < last:
                at = width(text[start:first])
                drawn = "━" * width(text[first:last]) + f" {mark.label}"
                row = next((i for i, line in enumerate(lines) if width(line) + 2 <= at), len(lines))
                lines[row : row + 1] = [pad(lines[row] if row < len(lines) else "", at) + drawn]
        yield from lines


def describe(statement: Statement) -> str:
    """A statement in one line.

    >>> from kg.model import Argument
    >>> person = Argument("Person", "沈望舒", "沈望舒", 3, 6)
    >>> body = Argument("Association", "市铸协", "淮州市铸造协会", 0, 3)
    >>> said = {"sentence": "市铸协沈望舒会长到会。", "start": 0, "end": 11, "rule": "name-post"}
    >>> describe(Statement("d", "a", person, "holdsPosition", body, confidence=0.9, role=("会长",), **said))
    '沈望舒 holdsPosition 淮州市铸造协会  role=会长  [name-post 0.90]'
    """
    said = {
        "role": ", ".join(statement.role),
        "kind": statement.kind,
        "grade": statement.grade,
        "count": statement.count,
        "date": statement.date,
        "modality": "" if statement.modality == "asserted" else statement.modality,
        "former": "yes" if statement.former else "",
    }
    ends = f"{statement.subject.name} {statement.predicate} {statement.object.name}"
    qualifiers = " ".join(f"{name}={value}" for name, value in said.items() if value)
    rule = f"[{statement.rule} {statement.confidence:.2f}]"
    return "  ".join(filter(None, (ends, qualifiers, rule)))


def firings(reads: Iterable[Read]) -> list[Firing]:
    """The rules that fired, mentions' and then statements', the most frequent first."""
    count: Counter[tuple[str, str]] = Counter()
    documents: Counter[tuple[str, str]] = Counter()
    for read in reads:
        here = Counter(
            [("mention", mention.rule) for reading in read.readings for mention in reading.mentions]
            + [("statement", statement.rule) for statement in read.statements]
        )
        count.update(here)
        documents.update(here.keys())
    found = [Firing(step, rule, times, documents[step, rule]) for (step, rule), times in count.items()]
    return sorted(found, key=lambda firing: (firing.step, -firing.count, firing.rule))


def _marks(reading: Reading, index: int) -> list[Mark]:
    mentions = [Mark(m.start, m.end, _label(m)) for m in reading.mentions if m.sentence == index]
    posts = [Mark(t.start, t.end, _post(t)) for t in reading.titles if t.sentence == index]
    return mentions + posts


def _label(mention: Mention) -> str:
    stands_for = f" = {mention.name}" if mention.name != mention.text else ""
    return f"{mention.type}{stands_for} ({mention.rule})"


def _post(title: Title) -> str:
    return f"post of {title.body}" if title.body else "post"
