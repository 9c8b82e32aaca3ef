"""Counts of true, false and missed, and what a score holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Point = Literal["subtype", "roles", "qualifiers", "sentences"]


class Counts(NamedTuple):
    """How many are true, false and missed."""

    true: int = 0
    false: int = 0
    missed: int = 0

    def plus(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(*map(sum, zip(self, other, strict=True)))

    @property
    def prf(self) -> tuple[float, float, float]:
        """Precision, recall and F1, each in [0, 1]; of nothing found or to find, the first or second is 1.

        >>> Counts(3, 1, 2).prf
        (0.75, 0.6, 0.6666666666666665)
        """
        true, false, missed = self
        precision = true / (true + false) if true + false else 1.0
        recall = true / (true + missed) if true + missed else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return precision, recall, f1


NONE, TRUE, FALSE, MISSED = Counts(), Counts(true=1), Counts(false=1), Counts(missed=1)


@dataclass(slots=True)
class Score:
    """Counts by class and by relation; of what was found, (right, of how many) for each finer point.

    ``links`` are the claims from an organisation to an initiative. ``errors`` are lines of cells: gold file,
    missed or false entity or claim, class (of an entity), name.
    """

    classes: dict[str, Counts] = field(default_factory=dict)
    relations: dict[str, Counts] = field(default_factory=dict)
    links: Counts = NONE
    subtype: tuple[int, int] = (0, 0)
    roles: tuple[int, int] = (0, 0)
    qualifiers: tuple[int, int] = (0, 0)
    sentences: tuple[int, int] = (0, 0)
    not_found: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def entities(self) -> Counts:
        """Over all classes."""
        return total(self.classes)

    @property
    def claims(self) -> Counts:
        """Over all relations."""
        return total(self.relations)

    def tally(self, point: Point, right: bool) -> None:
        """One more for a finer point."""
        so_far, of = getattr(self, point)
        setattr(self, point, (so_far + right, of + 1))

    def add(self, other: Score) -> None:
        """Take another's counts in."""
        for mine, theirs in ((self.classes, other.classes), (self.relations, other.relations)):
            for name, counts in theirs.items():
                count(mine, name, counts)
        self.links = self.links.plus(other.links)
        for point in ("subtype", "roles", "qualifiers", "sentences"):
            (right, of), (more, in_all) = getattr(self, point), getattr(other, point)
            setattr(self, point, (right + more, of + in_all))
        self.not_found += other.not_found
        self.errors += other.errors


def count(table: dict[str, Counts], name: str, more: Counts) -> None:
    """Add to a row of a table."""
    table[name] = table.get(name, NONE).plus(more)


def total(table: Mapping[str, Counts]) -> Counts:
    """The sum over all rows."""
    whole = NONE
    for counts in table.values():
        whole = whole.plus(counts)
    return whole
