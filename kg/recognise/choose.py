"""Which candidates become mentions: one reading of every stretch, the earlier finder and the longer span first."""

from __future__ import annotations

from collections.abc import Iterable

from kg.recognise.analysis import Span


def choose(candidates: Iterable[tuple[int, Span]]) -> list[Span]:
    """Spans that do not cross, from left to right. Each candidate comes with its rank, 0 the strongest.

    A span inside a chosen one is kept where it is marked ``inner`` (the whole of a unit, the brand in a campaign's
    name) or begins with a chosen body of its own kind; all other overlaps fall to the stronger.
    """
    chosen: list[Span] = []
    taken: dict[int, Span] = {}
    waiting: list[Span] = []
    ordered = sorted(
        candidates, key=lambda c: (c[1].inner, c[0], c[1].start - c[1].end, c[1].start, c[1].rule)
    )
    for _, span in ordered:
        if span.inner:
            waiting.append(span)
            continue
        if any(place in taken for place in range(span.start, span.end)):
            continue
        chosen.append(span)
        for place in range(span.start, span.end):
            taken[place] = span
    seen = {(span.start, span.end) for span in chosen}
    for span in waiting:
        owners = {taken.get(place) for place in range(span.start, span.end)}
        inside = len(owners) == 1 and None not in owners
        free = owners == {None}
        if (span.start, span.end) not in seen and (inside or free):
            seen.add((span.start, span.end))
            chosen.append(span)
            if free:
                for place in range(span.start, span.end):
                    taken[place] = span
    return sorted(chosen, key=lambda span: (span.start, -span.end, span.type))
