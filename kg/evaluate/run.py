"""Extract the texts that gold files name, and score each against its gold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kg.build import Options, Progress, extract_all, silent
from kg.errors import OptionError
from kg.evaluate.counts import Score
from kg.evaluate.gold import Gold
from kg.evaluate.score import score
from kg.folder import claim_rows, entity_rows


def evaluate(golds: Sequence[Gold], texts: Path, options: Options, *, progress: Progress = silent) -> Score:
    """True, false and missed, added up over the gold files.

    A text whose gold files are about its articles is extracted once; one whose gold is about the whole text,
    by itself; both as published by whom and when the gold says.
    """
    whole = Score()
    groups = list(_groups(golds))
    for done, group in enumerate(groups):
        progress("evaluate", done, len(groups))
        first = group[0]
        told = replace(options, publisher=first.publisher, date=first.date, documents=None)
        graph = extract_all([texts / first.text], told).graph
        whole.add(score(group, list(entity_rows(graph)), list(claim_rows(graph))))
    progress("evaluate", len(groups), len(groups))
    return whole


def _groups(golds: Iterable[Gold]) -> Iterable[list[Gold]]:
    """Gold files that are scored together: those about articles of one text."""
    groups: dict[tuple[object, ...], list[Gold]] = {}
    for gold in golds:
        if not gold.text:
            raise OptionError(f"{gold.stem}: names no text to extract")
        alone = gold.stem if gold.article is None else None
        groups.setdefault((gold.text, gold.publisher, gold.date, alone), []).append(gold)
    return groups.values()
