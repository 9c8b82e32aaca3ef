"""The second pass: what one place of a document names in full is found at every other place, short forms too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon import Lexicon
from kg.recognise.analysis import Analysis, Span
from kg.text import unquoted

_DECLARED = re.compile(
    r"[（(](?:以下(?:统称|并称|简称|称)?|下(?:简)?称|又?简称|又称|英文简称)(?:为|：)?[“\"‘《]?(?P<short>[^“”\"‘’《》（）()，。、：]{2,14})[”\"’》]?[）)]"
)
_LEGAL = re.compile(r"(?:（集团）|\(集团\)|集团|控股)?(?:股份|责任)?有限(?:责任)?公司$")
_PLACE_PREFIX = re.compile(r"[（(][\u4e00-\u9fff]{2,4}[）)]")


@dataclass(frozen=True, slots=True)
class Name:
    """What a surface form stands for in the document."""

    type: str
    name: str


def declared(analysis: Analysis, spans: Iterable[Span]) -> Iterator[tuple[str, Name]]:
    """Short names that the text declares: …有限公司（下称“某某”）."""
    by_end = {span.end: span for span in spans if not span.inner}
    for found in _DECLARED.finditer(analysis.text):
        span = by_end.get(found.start())
        if span is not None:
            yield found["short"], Name(span.type, span.name or analysis.text[span.start : span.end])


_RENAMED = re.compile(
    r"(?:更名|改名|升格|转设)为[“\"]?(?P<name>[\u4e00-\u9fff（）()]{4,30}?)[”\"]?(?=[，。；、（])"
)


def renamed(analysis: Analysis, spans: Iterable[Span]) -> Iterator[tuple[str, Name]]:
    """A new name that the document gives to a body: …更名为“某某学院”."""
    for found in _RENAMED.finditer(analysis.text):
        before = [
            span
            for span in spans
            if span.end <= found.start()
            and not span.inner
            and span.type not in ("Person", "Place", "Meeting")
        ]
        if before:
            yield found["name"], Name(before[-1].type, found["name"])
            yield analysis.text[before[-1].start : before[-1].end], Name(before[-1].type, found["name"])


def brands(name: str, lexicon: Lexicon) -> Iterator[str]:
    """The short forms under which a firm of this full name goes: without legal form, and brand with trade.

    The brand is what stands between the place and the first word of a trade.
    """
    legal = _LEGAL.search(name)
    if legal is None or len(name) < 7:
        return
    stem = _PLACE_PREFIX.sub("", name[: legal.start()])
    place = next((n for n in range(min(9, len(stem) - 2), 1, -1) if stem[:n] in lexicon.places), 0)
    rest = stem[place:]
    cut = min((i for t in lexicon.trades if (i := rest.find(t, 2)) >= 2), default=None)
    if cut is None or not 2 <= cut <= 4:
        if 2 <= len(rest) <= 4:
            yield rest
        return
    brand = rest[:cut]
    trade = next(t for t in lexicon.trades if rest.startswith(t, cut))
    yield brand + trade
    if place:
        yield stem[:place] + brand
    yield brand


def spread(analyses: Iterable[Analysis], names: Mapping[str, Name]) -> dict[int, list[Span]]:
    """Further mentions of the document's names, by sentence index in the order of ``analyses``.

    A short form counts only between edges of words, so that 晶鸿 is found but 三一 not in 三一九.
    """
    surfaces = tuple(sorted(names))
    if not surfaces:
        return {}
    automaton = AhoCorasick(surfaces, matchkind=MatchKind.LeftmostLongest)
    found: dict[int, list[Span]] = {}
    for position, analysis in enumerate(analyses):
        for index, start, end in automaton.find_matches_as_indexes(analysis.text):
            surface = surfaces[index]
            if end - start < 5 and not _between_words(analysis, start, end):
                continue
            meant = names[surface]
            name = meant.name if meant.name != surface else None
            found.setdefault(position, []).append(Span(start, end, meant.type, "second-pass", name))
    return found


def _between_words(analysis: Analysis, start: int, end: int) -> bool:
    """Whether no dictionary word of two characters or more reaches over an end of the span."""
    for place in (start, end):
        if place in analysis.edges or place in analysis.network_edges:
            continue
        token = analysis.covering[place]
        if token.pos not in ("nr", "x", "eng", "nz"):
            return False
    return True


def document_names(found: Iterable[tuple[Analysis, list[Span]]], lexicon: Lexicon) -> dict[str, Name]:
    """The names to spread over a document: all that was found, declared short names, brands of firms."""
    names: dict[str, Name] = {}
    weaker: dict[str, Name] = {}
    for analysis, spans in found:
        for span in spans:
            surface = analysis.text[span.start : span.end]
            if span.reference or span.type == "Place" or "〔" in (span.name or ""):
                continue
            meant = Name(span.type, span.name or surface)
            bare = unquoted(surface)
            names.setdefault(surface, meant)
            if span.type in ("Programme", "Award", "Meeting") and len(bare) >= 3:
                weaker.setdefault(bare, meant)
            if (
                span.type == "ResearchInstitution"
                and 0 < (cut := surface.find("大学") + 2) < len(surface) - 3
                and cut > 2
            ):
                weaker.setdefault(surface[cut:], Name(span.type, meant.name))
            if span.type == "Company":
                for brand in brands(surface, lexicon):
                    weaker.setdefault(brand, Name("Company", meant.name))
        for short, meant in declared(analysis, spans):
            names[short] = meant
        for surface, meant in renamed(analysis, spans):
            names[surface] = meant
    for surface, meant in weaker.items():
        if surface not in lexicon.places and surface not in lexicon.generic and surface not in lexicon.trades:
            names.setdefault(surface, meant)
    return names
