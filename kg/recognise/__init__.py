"""Sentence → mentions: lexicons, name grammar, dictionary tokens and a small network, then the whole document again.

Finders are small functions in one ordered list; where two read the same stretch, the earlier wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.lexicon import Lexicon
from kg.model import Article, Document, Mention, Reading, Title
from kg.recognise import awards, initiatives, meetings, organisations, people, places
from kg.recognise.analysis import Analysis, Span
from kg.recognise.choose import choose
from kg.recognise.network import load_network
from kg.recognise.officials import official_bodies
from kg.recognise.reference import follow, open_scope
from kg.recognise.spread import Name, document_names, spread
from kg.recognise.titles import titles as find_titles
from kg.recognise.tokens import tokens

__all__ = ["analyse", "recognise"]

_SECOND_PASS, _SECOND_PASS_PEOPLE = 11, 15


def analyse(articles: Sequence[Article], lexicon: Lexicon) -> list[list[Analysis]]:
    """Each article's sentences with their tokens; the network reads all sentences of all articles at once."""
    texts = [sentence.text for article in articles for sentence in article.sentences]
    tagged = iter(load_network().tag(texts))
    return [
        [
            Analysis(index, sentence, tokens(sentence.text), next(tagged), lexicon)
            for index, sentence in enumerate(article.sentences)
        ]
        for article in articles
    ]


def recognise(document: Document, articles: Sequence[Article], lexicon: Lexicon) -> tuple[Reading, ...]:
    """The mentions and posts of every article of a document, in reading order."""
    analysed = analyse(articles, lexicon)
    flat = [analysis for group in analysed for analysis in group]
    posts = [list(find_titles(analysis)) for analysis in flat]
    candidates = [list(_candidates(analysis, titles)) for analysis, titles in zip(flat, posts, strict=True)]
    first = [choose(found) for found in candidates]
    names = document_names(zip(flat, first, strict=True), lexicon)
    more = spread(flat, names)
    for position, spans in more.items():
        candidates[position].extend(
            (_SECOND_PASS_PEOPLE if span.type == "Person" else _SECOND_PASS, span) for span in spans
        )
    second = iter(zip(flat, (choose(found) for found in candidates), posts, strict=True))
    readings = []
    for article, group in zip(articles, analysed, strict=True):
        scope = open_scope(document, article, lexicon)
        mentions: list[Mention] = []
        titles: list[Title] = []
        for _ in group:
            analysis, spans, found_titles = next(second)
            named, placed = follow(
                scope, analysis, [_mention(analysis, span, names) for span in spans], found_titles
            )
            mentions.extend(named)
            titles.extend(placed)
        readings.append(Reading(article, tuple(mentions), tuple(titles)))
    return tuple(readings)


def _mention(analysis: Analysis, span: Span, names: Mapping[str, Name]) -> Mention:
    text = analysis.text[span.start : span.end]
    return Mention(
        span.type, analysis.index, span.start, span.end, text, span.rule, span.name or text, span.reference
    )


def _candidates(analysis: Analysis, titles: Sequence[Title]) -> Iterator[tuple[int, Span]]:
    """All readings of a sentence with the rank of the finder that gave them."""
    listed = [*places.network_places(analysis), *places.listed_places(analysis)]
    by_end = {span.end: span for span in listed}
    official = list(official_bodies(analysis, by_end))
    known = list(organisations.known_bodies(analysis))
    headed = [
        span
        for span in organisations.by_head(analysis, titles)
        if not any((o.start <= span.start and span.end <= o.end + 2) or span.end == o.end for o in official)
    ]
    ranked: list[Iterable[Span]] = [
        organisations.magazines(analysis),
        initiatives.titled(analysis),
        meetings.quoted(analysis),
        meetings.by_head(analysis),
        awards.awards(analysis),
        initiatives.quoted(analysis),
        places.venues(analysis),
        initiatives.owned_projects(analysis, [*known, *headed]),
        organisations.units(analysis, [*official, *known, *headed], titles),
        _longest([*official, *known, *headed]),
        people.after_title(analysis, titles),
        people.in_brackets(analysis),
        initiatives.joined(analysis),
        initiatives.by_head(analysis),
        people.by_network(analysis),
        people.before_title(analysis, titles),
        people.in_lists(analysis, titles),
        organisations.by_network(analysis),
        organisations.by_trade(analysis),
        listed,
    ]
    for rank, spans in enumerate(ranked):
        for span in spans:
            yield rank, span


def _longest(spans: list[Span]) -> list[Span]:
    """Bodies, a shorter one at the start of a longer one kept as the whole of a unit."""
    starts: dict[int, int] = {}
    for span in spans:
        starts[span.start] = max(starts.get(span.start, 0), span.end)
    return [
        span
        if span.end == starts[span.start]
        else Span(span.start, span.end, span.type, span.rule, span.name, inner=True)
        for span in spans
        if span.end == starts[span.start] or span.end - span.start >= 5 or span.rule != "body-list"
    ]
