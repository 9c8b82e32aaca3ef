"""A score for people (a table) and for programs (an object)."""

from __future__ import annotations

from collections.abc import Iterator

from kg.evaluate.counts import Counts, Score


def table(score: Score) -> str:
    """Precision, recall, F1, true, false and missed, a line a class and relation."""
    return "\n".join(_lines(score))


def _lines(score: Score) -> Iterator[str]:
    for title, rows, whole in (
        ("entities", score.classes, score.entities),
        ("claims", score.relations, score.claims),
    ):
        yield f"{title:<18}{'P':>7}{'R':>7}{'F1':>7}{'tp':>6}{'fp':>6}{'fn':>6}"
        for name, counts in (*sorted(rows.items()), ("all", whole)):
            yield _row(f"  {name:<16}", counts)
    yield _row(f"{'organisation to initiative':<18}", score.links)
    points = (
        ("subclass right where the entity was found", score.subtype),
        ("role right where the claim was found", score.roles),
        ("grade, count, former right", score.qualifiers),
        ("the annotator's sentence among the evidence", score.sentences),
    )
    yield "; ".join(f"{said}: {right}/{of}" for said, (right, of) in points)
    if score.not_found:
        yield f"articles not found: {', '.join(score.not_found)}"


def _row(name: str, counts: Counts) -> str:
    return name + "".join(f"{share:>7.3f}" for share in counts.prf) + "".join(f"{n:>6}" for n in counts)


def as_object(score: Score) -> dict[str, object]:
    """(precision, recall, F1) of entities, claims, class and relation; (right, of) of the finer points."""
    return {
        "entities": score.entities.prf,
        "claims": score.claims.prf,
        "by_class": {name: counts.prf for name, counts in score.classes.items()},
        "by_relation": {name: counts.prf for name, counts in score.relations.items()},
        "links": score.links.prf,
        "subtype": score.subtype,
        "roles": score.roles,
        "qualifiers": score.qualifiers,
        "sentences": score.sentences,
        "articles_not_found": score.not_found,
    }
