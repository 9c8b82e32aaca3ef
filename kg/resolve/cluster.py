"""From mentions to entities: equal names, contractions, short forms, and for persons their bodies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx

from kg.decisions import Decision
from kg.errors import OptionError
from kg.lexicon import Lexicon
from kg.model import Argument, Mention, Statement, content_id
from kg.resolve.names import COARSE, batch, contracts, edition, firm_contracts, key, same_meeting, same_scheme
from kg.text import normal

if TYPE_CHECKING:
    from kg.resolve import Read

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """The mentions that mean one entity, summed up."""

    type: str
    name: str
    aliases: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass
class Clusters:
    """Entities by id, and the way from a mention to its entity."""

    entities: dict[str, Cluster]
    candidates: list[tuple[str, str, float]]
    _ids: dict[Key, str] = field(repr=False)

    def ends(self, statement: Statement) -> tuple[str, str]:
        """The ids of the entities that a statement's two mentions mean."""
        return (
            self._ids[mention_key(statement.document, statement.article, statement.subject)],
            self._ids[mention_key(statement.document, statement.article, statement.object)],
        )


def mention_key(document: str, article: str, mention: Mention | Argument) -> Key:
    """What a mention's entity is told by: its class and name.

    For a person the document too, for a meeting of a short name the article.
    """
    coarse, name = key(mention.type, mention.name)
    if coarse == "Person":
        return coarse, name, document
    if coarse == "Meeting" and len(name) < 8:
        return coarse, name, article
    return coarse, name


def cluster(reads: Sequence[Read], lexicon: Lexicon, decisions: Sequence[Decision] = ()) -> Clusters:
    """All mentions of all documents, joined where they mean the same; a decision outweighs what the names say.

    Reads must be sorted by document id.

    Raises:
        OptionError: two names that one decision parts are one by the others.
    """
    graph = nx.Graph()
    types: dict[Key, Counter[str]] = defaultdict(Counter)
    surfaces: dict[Key, Counter[str]] = defaultdict(Counter)
    names: dict[Key, Counter[str]] = defaultdict(Counter)
    articles: dict[Key, set[str]] = defaultdict(set)
    posts: dict[Key, set[Key]] = defaultdict(set)
    for read in reads:
        local: dict[str, set[Key]] = defaultdict(set)
        order: dict[Key, int] = {}
        for reading in read.readings:
            for mention in reading.mentions:
                found = mention_key(read.document.id, reading.article.id, mention)
                order.setdefault(found, len(order))
                graph.add_node(found)
                types[found][mention.type] += 1
                names[found][mention.name] += 1
                articles[found].add(reading.article.id)
                local[found[0]].add(found)
                if not mention.reference:
                    surfaces[found][mention.text] += 1
        for statement in read.statements:
            ends = []
            for argument in (statement.subject, statement.object):
                found = mention_key(read.document.id, statement.article, argument)
                order.setdefault(found, len(order))
                graph.add_node(found)
                types[found][argument.type] += 1
                names[found][argument.name] += 1
                articles[found].add(statement.article)
                local[found[0]].add(found)
                ends.append(found)
            if statement.predicate == "holdsPosition":
                posts[ends[0]].add(ends[1])
        graph.add_edges_from(_same_in_document(local, names, articles, order, lexicon))
    _decide(graph, decisions, surfaces)
    return _sum_up(graph, types, surfaces, names, articles, posts)


def _decide(graph: nx.Graph, decisions: Sequence[Decision], surfaces: dict[Key, Counter[str]]) -> None:
    """Join what is judged the same, part what is judged different."""

    def nodes(decision: Decision, name: str) -> list[Key]:
        coarse, plain = key(decision.type, name)
        return sorted(
            node
            for node in graph.nodes
            if node[0] == coarse and (node[1] == plain or name in surfaces.get(node, ()))
        )

    judged = nx.Graph()
    for decision in decisions:
        if decision.judgement == "same":
            left, right = nodes(decision, decision.left), nodes(decision, decision.right)
            judged.add_edges_from((one, other) for one in left for other in right if one != other)
    for decision in decisions:
        if decision.judgement == "different":
            left, right = nodes(decision, decision.left), nodes(decision, decision.right)
            graph.remove_edges_from((one, other) for one in left for other in right)
    graph.add_edges_from(judged.edges)
    for decision in decisions:
        if decision.judgement == "different":
            ends = [
                (one, other)
                for one in nodes(decision, decision.left)
                for other in nodes(decision, decision.right)
            ]
            if any(one != other and nx.has_path(graph, one, other) for one, other in ends):
                raise OptionError(
                    f"decisions: {decision.left} and {decision.right} are different, yet one by others"
                )


def _same_in_document(
    local: dict[str, set[Key]],
    names: dict[Key, Counter[str]],
    articles: dict[Key, set[str]],
    order: dict[Key, int],
    lexicon: Lexicon,
) -> Iterable[tuple[Key, Key]]:
    """Pairs of names that one document uses for one thing. A short form with two possible full forms joins neither."""
    bodies = sorted(local.get("Organization", ()))
    for short in bodies:
        full = [long for long in bodies if long != short and _short_for(short[1], long[1], lexicon)]
        if len(full) == 1:
            yield short, full[0]
        elif len(full) > 1:
            longest = max(full, key=lambda long: (len(long[1]), long))
            if all(_short_for(f[1], longest[1], lexicon) for f in full if f != longest):
                yield short, longest
    yield from _same_meetings(sorted(local.get("Meeting", ())), names, articles, order)
    initiatives = sorted(local.get("Initiative", ()))
    alike = [(left, right) for left, right in combinations(initiatives, 2) if same_scheme(left[1], right[1])]
    batches: dict[Key, set[str]] = defaultdict(set)
    for pair in alike:
        short, long = sorted(pair, key=lambda one: len(one[1]))
        batches[short] |= {found for found in [batch(long[1])] if found}
    for left, right in alike:
        short, long = sorted((left, right), key=lambda one: len(one[1]))
        if batch(long[1]) is None or len(batches[short]) == 1:  # two batches of one scheme are two
            yield left, right


def _short_for(short: str, long: str, lexicon: Lexicon) -> bool:
    """Whether a body is called by a short form, with or without its place: 远岚纺织 for 苏州远岚纺织有限公司."""
    if contracts(short, long) or firm_contracts(short, long):
        return True
    ends = range(2, min(8, len(long)))
    return len(short) >= 4 and any(
        long[:n] in lexicon.places and firm_contracts(short, long[n:]) for n in ends
    )


def _same_meetings(
    meetings: Sequence[Key],
    names: dict[Key, Counter[str]],
    articles: dict[Key, set[str]],
    order: dict[Key, int],
) -> Iterable[tuple[Key, Key]]:
    """Names of one meeting in one article; a name without an edition joins only the edition spoken of most."""
    alike: dict[Key, list[Key]] = defaultdict(list)
    for left, right in combinations(meetings, 2):
        if articles[left] & articles[right] and same_meeting(_full(names[left]), _full(names[right])):
            alike[left].append(right)
            alike[right].append(left)
    for meeting, others in sorted(alike.items()):
        if edition(_full(names[meeting])):
            yield from ((meeting, other) for other in others if edition(_full(names[other])))
        elif others:
            yield meeting, min(others, key=lambda other: (-sum(names[other].values()), order[other]))


def _full(names: Counter[str]) -> str:
    return max(names, key=lambda name: (len(name), name))


def _sum_up(
    graph: nx.Graph,
    types: dict[Key, Counter[str]],
    surfaces: dict[Key, Counter[str]],
    names: dict[Key, Counter[str]],
    articles: dict[Key, set[str]],
    posts: dict[Key, set[Key]],
) -> Clusters:
    """Components of the graph as entities; persons of one name in several documents join where they share a body."""
    of = {node: min(component) for component in nx.connected_components(graph) for node in component}
    namesakes: dict[str, list[Key]] = defaultdict(list)
    for node in graph.nodes:
        if node[0] == "Person":
            namesakes[node[1]].append(node)
    apart: list[tuple[Key, Key]] = []
    for group in namesakes.values():
        for left, right in combinations(sorted(group), 2):
            if {of[body] for body in posts[left]} & {of[body] for body in posts[right]}:
                graph.add_edge(left, right)
            else:
                apart.append((left, right))
    ids: dict[Key, str] = {}
    entities: dict[str, Cluster] = {}
    for component in nx.connected_components(graph):
        members = sorted(component)
        id_ = min(identity for member in members for identity in _identities(member, posts[member], names))
        found = Counter[str]()
        called, seen = Counter[str](), Counter[str]()
        for member in members:
            found.update(types[member])
            called.update(names[member])
            seen.update(surfaces[member])
            ids[member] = id_
        name = _bare(_name(called, seen, members[0][0]))
        aliases = sorted({alias for alias in (*seen, *called) if normal(alias) != normal(name)})
        where = sorted({article for member in members for article in articles[member]})
        entities[id_] = Cluster(_type(found), name, tuple(aliases), tuple(where))
    pairs = {(min(ids[a], ids[b]), max(ids[a], ids[b])) for a, b in apart if ids[a] != ids[b]}
    return Clusters(entities, [(left, right, 0.5) for left, right in sorted(pairs)], ids)


def _identities(member: Key, bodies: set[Key], names: dict[Key, Counter[str]]) -> list[str]:
    """The ids of a member's name keys: class, name, and for a person each body that tells namesakes apart."""
    if member[0] == "Person" and bodies:
        return [content_id("Person", member[1], body[1]) for body in bodies]
    return [content_id(*member)]


def _name(called: Counter[str], seen: Counter[str], coarse: str) -> str:
    """The fullest form; of initiatives and awards the one used most, since longer ones only add words."""
    if coarse in ("Initiative", "Award", "Person"):
        return min(called, key=lambda name: (-called[name], -len(name), name))
    return max(called, key=lambda name: (len(name), called[name], name))


def _bare(name: str) -> str:
    """A name without the quotation marks that stand around the whole of it: “品字标” is 品字标."""
    inside = name[1:-1]
    wrapped = name[:1] in "“‘" and name[-1:] in "”’" and not set(inside) & set("“”‘’")
    return inside if wrapped and inside else name


def _type(found: Counter[str]) -> str:
    """The class that most mentions have; a subclass before its superclass."""
    return min(
        found, key=lambda type_: (type_ not in COARSE and type_ == "Organization", -found[type_], type_)
    )
