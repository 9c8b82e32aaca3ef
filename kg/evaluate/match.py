"""What counts as the same: names, classes, entities, claims, sentences of gold and of an extraction."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from kg.evaluate.gold import QUALIFIERS, GoldEntity, GoldRelation
from kg.evaluate.rows import Row

Pair = tuple[str, str]
Key = tuple[str, str, str]

_GROUPS = {
    "Organization": ("Company", "GovernmentBody", "Association", "ResearchInstitution", "Media", "Park"),
    "Initiative": ("Programme", "Project", "Policy"),
}
COARSE = {part: whole for whole, parts in _GROUPS.items() for part in (whole, *parts)}
"""Class → the class by which entities are matched and counted."""
_DROPPED = re.compile(r"[\s“”\"'‘’「」『』《》〈〉·・]")
TRANSITIVE = ("partOf", "locatedIn", "implements")
"""What follows from the gold along these is neither right nor false."""


def plain(name: str) -> str:
    """The form in which names are compared.

    Not :func:`kg.text.normal`: a yardstick must not move with what it measures.


    >>> plain("《ＡＩ 行动》")
    'AI行动'
    """
    return _DROPPED.sub("", unicodedata.normalize("NFKC", name))


def coarse(type_: str) -> str:
    """The class by which an entity is matched and counted.

    >>> coarse("Association"), coarse("Person")
    ('Organization', 'Person')
    """
    return COARSE.get(type_, type_)


def _kinds(type_: str) -> set[str]:
    return {coarse(type_)} | ({"Place"} if type_ == "Park" else set())


def match_entities(gold: Sequence[GoldEntity], found: Iterable[Row]) -> dict[str, str]:
    """Found id → gold id, one to one: those that agree in name first, then those that share most names.

    An entity whose names are mostly not the gold's is a bag of guesses and no answer.
    """
    forms = {entity.id: {plain(name) for name in entity.names} for entity in gold}
    index: dict[Pair, list[str]] = defaultdict(list)
    for entity in gold:
        for kind in _kinds(entity.type):
            for form in forms[entity.id]:
                index[kind, form].append(entity.id)
    ranked = []
    for row in found:
        name, own = plain(row["name"]), _forms(row)
        for id_ in {i for kind in _kinds(row["type"]) for form in own for i in index.get((kind, form), ())}:
            shared = len(own & forms[id_])
            if name in forms[id_] or 2 * shared > len(own):
                ranked.append((name not in forms[id_], -shared, str(row["id"]), id_))
    matched: dict[str, str] = {}
    taken: set[str] = set()
    for *_, found_id, gold_id in sorted(ranked):
        if found_id not in matched and gold_id not in taken:
            matched[found_id] = gold_id
            taken.add(gold_id)
    return matched


def _forms(row: Row) -> set[str]:
    return {plain(name) for name in (row["name"], *row.get("aliases", ()), *row.get("names", ())) if name}


def implied(relations: Sequence[GoldRelation]) -> set[Key]:
    """(relation, subject, object) of what follows: parts of parts, and where they lie."""
    pairs: dict[str, set[Pair]] = {predicate: set() for predicate in TRANSITIVE}
    for relation in relations:
        if relation.predicate in TRANSITIVE:
            pairs[relation.predicate].add((relation.subject, relation.object))
    parts = closure(pairs["partOf"])
    along = {("partOf", *pair) for pair in parts}
    for predicate in TRANSITIVE[1:]:
        along |= {(predicate, *pair) for pair in closure(pairs[predicate] | parts) - parts}
    return along


def closure(pairs: set[Pair]) -> set[Pair]:
    """The transitive closure.

    >>> sorted(closure({("处", "局"), ("局", "部")}))
    [('处', '局'), ('处', '部'), ('局', '部')]
    """
    while more := {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs:
        pairs = pairs | more
    return pairs


@dataclass(slots=True)
class FoundClaim:
    """All claims of the same ends and relation as one, whatever their dates and modalities."""

    role: set[str] = field(default_factory=set)
    said: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in QUALIFIERS})
    sentences: list[str] = field(default_factory=list)


def fold(rows: Iterable[Row]) -> dict[Key, FoundClaim]:
    """(subject, relation, object) → what is claimed. Denied ones and those off a name alone are left out."""
    folded: dict[Key, FoundClaim] = {}
    for row in rows:
        evidence = [piece for piece in row.get("evidence", ()) if piece.get("rule") != "name-prefix"]
        if row.get("modality") == "denied" or (row.get("evidence") and not evidence):
            continue
        claim = folded.setdefault((row["subject"], row["predicate"], row["object"]), FoundClaim())
        claim.role.update(plain(role) for role in _listed(row.get("role")) if role)
        claim.sentences.extend(piece.get("sentence") or "" for piece in evidence)
        for qualifier, values in claim.said.items():
            values.update(plain(str(value)) for value in _listed(row.get(qualifier)))
    return folded


def _listed(value: Any) -> list[Any]:
    value = value or []
    return value if isinstance(value, list) else [value]


def same_sentence(quote: str, sentence: str) -> bool:
    """Whether two quotations share a run of at least half of the shorter one.

    >>> same_sentence("协会组织召开座谈会", "3月2日，协会组织召开座谈会。")
    True
    """
    a, b = plain(quote), plain(sentence)
    run = SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
    return bool(a and b) and 2 * run >= min(len(a), len(b))
