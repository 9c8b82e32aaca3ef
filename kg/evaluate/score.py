"""An extraction against gold files: what is true, false and missed, by class and relation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.errors import OptionError
from kg.evaluate.counts import FALSE, MISSED, TRUE, Score, count
from kg.evaluate.gold import Gold, GoldRelation
from kg.evaluate.match import FoundClaim, Key, coarse, fold, implied, match_entities, plain, same_sentence
from kg.evaluate.rows import Row

_SYMMETRIC = frozenset({"cooperatesWith"})
_LINK = ("Organization", "Initiative")


def score(
    golds: Sequence[Gold],
    entities: Sequence[Row],
    claims: Sequence[Row],
    pins: Mapping[str, str] | None = None,
) -> Score:
    """The extraction against each gold file, added up.

    A gold file is held against the article of its title (``pins``: file stem → article id says another); one
    about a whole text against all that was extracted, and so stands alone.

    Raises:
        OptionError: two entities share an id, or a gold file about a whole text stands among others.
    """
    if len({row["id"] for row in entities}) < len(entities):
        raise OptionError("two entities share an id")
    titles: dict[str, str] = {}
    for row in entities:
        titles.update(zip(row.get("articles", ()), row.get("titles", ()), strict=False))
    whole = Score()
    for gold in golds:
        article = (pins or {}).get(gold.stem)
        if article is None and gold.article is None and len(golds) > 1:
            raise OptionError(f"{gold.stem}: no article: score it alone or pin it")
        if article is None and gold.article is not None:
            article = _article_of(gold, titles)
            if article is None:
                whole.not_found.append(gold.stem)
                article = "\0"  # no article has this id, so all is missed
        mine = [row for row in entities if article is None or article in row.get("articles", ())]
        said = [row for row in claims if article is None or _stated_in(row, article)]
        whole.add(_score_one(gold, mine, said, {row["id"]: row for row in entities}))
    return whole


def _article_of(gold: Gold, titles: Mapping[str, str]) -> str | None:
    """The article with the gold's title, else one whose title begins it, at least half, or is begun by it."""
    want = plain(gold.title)
    for id_, title in titles.items():
        if plain(title) == want:
            return id_
    for id_, title in titles.items():
        have = plain(title)
        if 2 * len(have) >= len(want) and (want.startswith(have) or have.startswith(want)):
            return id_
    return None


def _stated_in(claim: Row, article: str) -> bool:
    return any(piece.get("article") == article for piece in claim.get("evidence", ()))


def _score_one(gold: Gold, entities: Iterable[Row], claims: Iterable[Row], by_id: Mapping[str, Row]) -> Score:
    result = Score()
    matched = _score_entities(gold, list(entities), by_id, result)
    _score_claims(gold, claims, matched, by_id, result)
    return result


def _score_entities(
    gold: Gold, entities: list[Row], by_id: Mapping[str, Row], result: Score
) -> dict[str, str]:
    matched = match_entities(gold.entities, entities)
    found = {gold_id: found_id for found_id, gold_id in matched.items()}
    for entity in gold.entities:
        kind = coarse(entity.type)
        if entity.id in found:
            if not entity.optional:
                count(result.classes, kind, TRUE)
            type_ = by_id[found[entity.id]]["type"]
            if entity.type not in _LINK and any(coarse(one) in _LINK for one in (entity.type, type_)):
                result.tally("subtype", type_ == entity.type)
        elif not entity.optional:
            count(result.classes, kind, MISSED)
            result.errors.append(f"{gold.stem}\tmissed entity\t{entity.type}\t{entity.names[0]}")
    for row in entities:
        if row["id"] not in matched:
            count(result.classes, coarse(row["type"]), FALSE)
            result.errors.append(f"{gold.stem}\tfalse entity\t{row['type']}\t{row['name']}")
    return matched


def _score_claims(
    gold: Gold, claims: Iterable[Row], matched: Mapping[str, str], by_id: Mapping[str, Row], result: Score
) -> None:
    want: dict[Key, GoldRelation] = {}
    for relation in gold.relations:
        want[relation.key] = relation
        if relation.predicate in _SYMMETRIC:
            want[relation.object, relation.predicate, relation.subject] = relation
    follows = implied(gold.relations)
    types = {id_: entity.type for id_, entity in gold.by_id.items()}
    names = {id_: entity.names[0] for id_, entity in gold.by_id.items()}
    seen: set[int] = set()
    for (subject, predicate, object_), claim in fold(claims).items():
        ends = matched.get(subject, ""), matched.get(object_, "")
        right = want.get((ends[0], predicate, ends[1]))
        if right is None:
            if (predicate, *ends) not in follows:
                count(result.relations, predicate, FALSE)
                rows = by_id.get(subject, {}), by_id.get(object_, {})
                if _links(*(row.get("type", "") for row in rows)):
                    result.links = result.links.plus(FALSE)
                said = f"{rows[0].get('name', subject)} | {predicate} | {rows[1].get('name', object_)}"
                result.errors.append(f"{gold.stem}\tfalse claim\t{said}")
        elif right.number not in seen:
            seen.add(right.number)
            if not right.optional:
                count(result.relations, predicate, TRUE)
                if _links(types[right.subject], types[right.object]):
                    result.links = result.links.plus(TRUE)
            _score_points(right, claim, result)
    for relation in gold.relations:
        if relation.number not in seen and not relation.optional:
            count(result.relations, relation.predicate, MISSED)
            if _links(types[relation.subject], types[relation.object]):
                result.links = result.links.plus(MISSED)
            said = f"{names[relation.subject]} | {relation.predicate} | {names[relation.object]}"
            result.errors.append(f"{gold.stem}\tmissed claim\t{said}")


def _links(subject: str, object_: str) -> bool:
    return (coarse(subject), coarse(object_)) == _LINK


def _score_points(relation: GoldRelation, claim: FoundClaim, result: Score) -> None:
    """The finer points of a claim that was found: its qualifiers, its sentence, its role."""
    for qualifier, value in relation.said.items():
        result.tally("qualifiers", claim.said[qualifier] == {plain(value)})
    result.tally("sentences", any(same_sentence(relation.evidence, sentence) for sentence in claim.sentences))
    if relation.role:
        # Who chairs or speaks attends, so that attending besides is not wrong.
        roles = claim.role - {"attendee"} or claim.role
        result.tally("roles", bool(roles) and roles <= {plain(role) for role in relation.role})
