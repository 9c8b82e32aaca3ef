"""A sentence as the rules see it: every mention and post shrunk to one symbol, the words between them left as they are.

Patterns are regular expressions over that string in which <P> stands for a person, <O> an organisation, <L> a place,
<M> a meeting, <I> an initiative, <Y> a policy, <W> an award, <T> a post, <A> any actor; <O+> is a list of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from kg.model import Article, Document, Mention, Reading, Sentence, Title
from kg.text import Date, dates

_CLASSES = {
    "P": ("Person",),
    "O": ("Company", "GovernmentBody", "Association", "ResearchInstitution", "Media", "Park", "Organization"),
    "L": ("Place",),
    "M": ("Meeting",),
    "I": ("Programme", "Project", "Policy"),
    "W": ("Award",),
}
_SYMBOL = {type_: chr(0xE000 + i) for i, type_ in enumerate(t for types in _CLASSES.values() for t in types)}
_POST = "\ue040"
_SETS = {key: "".join(_SYMBOL[t] for t in types) for key, types in _CLASSES.items()}
_SETS |= {
    "T": _POST,
    "Y": _SYMBOL["Policy"],
    "G": _SYMBOL["Programme"] + _SYMBOL["Project"],
    "C": _SYMBOL["Company"],
}
_SETS["A"] = _SETS["P"] + _SETS["O"] + _SETS["L"]
_MACRO = re.compile(r"<(?P<set>[A-Z]+)(?P<list>\+)?>")
_ASIDE = r"(?:（[^（）]{1,24}）)?"  # 某某协会（以下简称“某协”）、…
_BETWEEN = r"(?:[、和及与暨]|以及|，)+"


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern with its symbols written out; compiled once."""

    def write(found: re.Match[str]) -> str:
        one = "[" + "".join(_SETS[key] for key in found["set"]) + "]"
        return rf"{one}(?:{_ASIDE}{_BETWEEN}{one})*{_ASIDE}" if found["list"] else one

    return re.compile(_MACRO.sub(write, pattern))


@dataclass(frozen=True)
class View:
    """One sentence of a reading. ``items[i]`` is the mention or post behind symbol ``text[i]``, ``None`` for a word."""

    document: Document
    article: Article
    sentence: Sentence
    index: int
    text: str
    items: Sequence[Mention | Title | None]
    places: Sequence[int] = field(repr=False)
    mentions: Sequence[Mention] = ()

    def mention(self, at: int) -> Mention:
        """The mention behind the symbol at ``at``."""
        item = self.items[at]
        assert isinstance(item, Mention)
        return item

    def title(self, at: int) -> Title:
        """The post behind the symbol at ``at``."""
        item = self.items[at]
        assert isinstance(item, Title)
        return item

    def found(self, sets: str, start: int = 0, end: int | None = None) -> list[int]:
        """Where the symbols of these sets stand, from left to right."""
        wanted = {c for key in sets for c in _SETS[key]}
        stop = len(self.text) if end is None else end
        return [i for i in range(start, stop) if self.text[i] in wanted]

    def words(self, start: int, end: int) -> str:
        """The sentence's own text between two places of the view."""
        return self.sentence.text[self.places[start] : self.places[end]]

    @cached_property
    def dates(self) -> tuple[Date, ...]:
        """The dates of the sentence; what they leave out comes from the article, then the document."""
        return tuple(dates(self.sentence.text, self.article.date or self.document.date))


def views(document: Document, reading: Reading) -> list[View]:
    """The views of an article's sentences, in order."""
    mentions: dict[int, list[Mention]] = {}
    titles: dict[int, list[Title]] = {}
    for mention in reading.mentions:
        mentions.setdefault(mention.sentence, []).append(mention)
    for title in reading.titles:
        titles.setdefault(title.sentence, []).append(title)
    return [
        _view(document, reading.article, sentence, index, mentions.get(index, []), titles.get(index, []))
        for index, sentence in enumerate(reading.article.sentences)
    ]


def _view(
    document: Document,
    article: Article,
    sentence: Sentence,
    index: int,
    mentions: list[Mention],
    titles: list[Title],
) -> View:
    text: list[str] = []
    items: list[Mention | Title | None] = []
    places: list[int] = []
    place = 0
    found: list[Mention | Title] = [*mentions, *titles]
    for item in sorted(found, key=lambda item: (item.start, -item.end, isinstance(item, Title))):
        start = item.start
        if start < place:
            if (
                isinstance(item, Title)
                and item.end > place
                and items
                and isinstance(items[-1], Mention)
                and items[-1].type == "Place"
            ):
                start = place  # 江阴市 + 市长 share a character
            else:
                continue
        for at in range(place, start):
            text.append(sentence.text[at])
            items.append(None)
            places.append(at)
        text.append(_POST if isinstance(item, Title) else _SYMBOL[item.type])
        items.append(item)
        places.append(start)
        place = item.end
    for at in range(place, len(sentence.text)):
        text.append(sentence.text[at])
        items.append(None)
        places.append(at)
    places.append(len(sentence.text))
    return View(
        document, article, sentence, index, "".join(text), tuple(items), tuple(places), tuple(mentions)
    )
