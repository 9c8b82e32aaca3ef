"""Statements → claims: those that say the same of the same entities, as one, with all their evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.model import Claim, Evidence, Statement
from kg.resolve.cluster import Clusters

if TYPE_CHECKING:
    from kg.resolve import Read


def fold(reads: Sequence[Read], clusters: Clusters, symmetric: frozenset[str]) -> tuple[Claim, ...]:
    """Claims sorted by id. Their lists (roles, kinds, grades, counts) and their evidence are sorted too."""
    groups: dict[tuple[str, str, str, str | None, str, bool], list[Statement]] = {}
    seen: dict[str, str] = {}
    for read in reads:
        when = {reading.article.id: reading.article.date or read.document.date for reading in read.readings}
        for statement in read.statements:
            subject, object_ = clusters.ends(statement)
            if subject == object_:
                continue
            if statement.predicate in symmetric and object_ < subject:
                subject, object_ = object_, subject
            key = (
                subject,
                statement.predicate,
                object_,
                statement.date,
                statement.modality,
                statement.former,
            )
            groups.setdefault(key, []).append(statement)
            seen[statement.id] = when.get(statement.article) or ""
    claims = []
    for (subject, predicate, object_, date, _, former), statements in groups.items():
        dates = sorted(filter(None, (seen[s.id] for s in statements)))
        claims.append(
            Claim(
                subject=subject,
                predicate=predicate,
                object=object_,
                evidence=tuple(
                    _evidence(s)
                    for s in sorted(statements, key=lambda s: (s.document, s.start, s.rule, s.id))
                ),
                role=tuple(sorted({role for s in statements for role in s.role})),
                kind=tuple(sorted({s.kind for s in statements if s.kind})),
                grade=tuple(sorted({s.grade for s in statements if s.grade})),
                count=tuple(sorted({s.count for s in statements if s.count is not None})),
                date=date,
                modality=statements[0].modality,
                former=former,
                first_seen=dates[0] if dates else None,
                last_seen=dates[-1] if dates else None,
            )
        )
    return tuple(sorted(claims, key=lambda claim: claim.id))


def _evidence(statement: Statement) -> Evidence:
    return Evidence(
        statement=statement.id,
        document=statement.document,
        article=statement.article,
        sentence=statement.sentence,
        start=statement.start,
        end=statement.end,
        rule=statement.rule,
        confidence=statement.confidence,
        page=statement.page,
    )
