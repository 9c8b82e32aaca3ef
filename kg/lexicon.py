"""Knowledge as data: the word lists of ``data/lexicon`` and of a user's own folder as one lookup object.

Each list is a tab-separated file with ``#`` comments and a header row. A user's list of the same name adds
rows and, where the first column is equal, replaces ours.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from kg.errors import ReadError
from kg.files import LEXICON

Row = dict[str, str]
_WITH_BODY = re.compile(
    r"(?:[省市县区州镇乡村]委|政法委|组织部|宣传部|统战部|纪委|人大|政协|政府|政治部)(?!$)"
)


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place of the reference list: its full name, kind, GB/T 2260 code, the code of what it lies in."""

    name: str
    kind: str
    code: str
    parent: str
    weak: bool


@dataclass(frozen=True, slots=True)
class Head:
    """The word that ends a name and tells its class. A weak one needs more than itself to make a name."""

    text: str
    type: str
    weak: bool


def read_table(path: Path) -> list[Row]:
    """The rows of a list, keyed by its header row.

    Raises:
        ReadError: the file has no header, or a row has more cells than the header.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ReadError(path, f"not UTF-8: {error.reason}") from error
    lines = text.splitlines()
    kept = [(i, line) for i, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not kept:
        raise ReadError(path, "no header row")
    header = kept[0][1].split("\t")
    rows = []
    for i, cells in zip(
        (i for i, _ in kept[1:]),
        csv.reader((line for _, line in kept[1:]), delimiter="\t", quoting=csv.QUOTE_NONE),
        strict=True,
    ):
        if len(cells) > len(header):
            raise ReadError(path, f"{len(cells)} cells under {len(header)} column names", i)
        rows.append(dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True)))
    return rows


def alternation(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, the longest first.

    >>> alternation(["会议", "座谈会议", "会"])
    '座谈会议|会议|会'
    """
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@dataclass(frozen=True)
class Lexicon:
    """All lists, each parsed when first asked for. ``folders`` are searched in order; later ones override."""

    folders: tuple[Path, ...] = field(default=(LEXICON,))

    def table(self, name: str) -> list[Row]:
        """The rows of list ``name`` from all folders, those of a later one replacing equal first columns."""
        merged: dict[str, list[Row]] = {}
        found = False
        for folder in self.folders:
            path = folder / f"{name}.tsv"
            if not path.is_file():
                continue
            found = True
            fresh: dict[str, list[Row]] = {}
            for row in read_table(path):
                fresh.setdefault(next(iter(row.values())), []).append(row)
            merged |= fresh
        if not found:
            raise ReadError(self.folders[0] / f"{name}.tsv", "no such list")
        return [row for rows in merged.values() for row in rows]

    def words(self, name: str) -> frozenset[str]:
        """The first column of a list."""
        return frozenset(next(iter(row.values())) for row in self.table(name))

    def digest(self) -> str:
        """A hash over every list of every folder: it is part of what a build depends on."""
        digest = hashlib.sha256()
        for folder in self.folders:
            for path in sorted(folder.glob("*.tsv")):
                digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()[:16]

    @cached_property
    def places(self) -> dict[str, tuple[PlaceEntry, ...]]:
        """Places by full and by short name; several where districts share a name."""
        found: dict[str, list[PlaceEntry]] = {}
        for row in self.table("places"):
            entry = PlaceEntry(row["name"], row["kind"], row["code"], row["parent"], row["weak"] == "1")
            strong = PlaceEntry(entry.name, entry.kind, entry.code, entry.parent, False)
            found.setdefault(row["name"], []).append(strong)
            for short in filter(None, row["short"].split("|")):
                if short != row["name"]:
                    found.setdefault(short, []).append(entry)
        return {name: tuple(entries) for name, entries in found.items()}

    @cached_property
    def place_by_code(self) -> dict[str, PlaceEntry]:
        """Places by GB/T 2260 code."""
        return {entry.code: entry for entries in self.places.values() for entry in entries if entry.code}

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Surnames of one and of two characters."""
        return self.words("surnames")

    @cached_property
    def weak_surnames(self) -> frozenset[str]:
        """Surnames that begin many ordinary words."""
        return frozenset(row["surname"] for row in self.table("surnames") if row.get("weak") == "1")

    @cached_property
    def common_words(self) -> frozenset[str]:
        """Ordinary words that look like names of persons."""
        return self.words("common_words")

    @cached_property
    def generic(self) -> frozenset[str]:
        """Words that name nothing by themselves: 有关, 各级, 上市."""
        return self.words("generic_words")

    @cached_property
    def trades(self) -> tuple[str, ...]:
        """Words for a trade that end the short names of firms (电气, 石化), the longest first."""
        return tuple(sorted(self.words("trades"), key=lambda word: (-len(word), word)))

    @cached_property
    def bodies(self) -> dict[str, tuple[str, str]]:
        """Known bodies (ministries, party organs, universities, media …): surface form → (name, class)."""
        found: dict[str, tuple[str, str]] = {}
        for table in ("bodies", "media", "universities", "central_enterprises"):
            for row in self.table(table):
                for surface in (row["name"], *filter(None, row["short"].split("|"))):
                    found.setdefault(surface, (row["name"], row["class"]))
        return found

    @cached_property
    def titles(self) -> dict[str, str]:
        """Posts and ranks without their prefixes → kind."""
        rows = self.table("titles")
        return {row["title"]: row["kind"] for row in rows if not _WITH_BODY.match(row["title"])}

    @cached_property
    def weak_titles(self) -> frozenset[str]:
        """Posts that are ordinary words too (代表, 成员) and count only right before a name."""
        return frozenset(row["title"] for row in self.table("titles") if row["weak"] == "1")

    @cached_property
    def title_bodies(self) -> dict[str, str]:
        """The class of body that a post belongs to, where it belongs to one: 董事长 → Company."""
        return {row["title"]: row["class"] for row in self.table("titles") if row["class"] not in ("", "any")}

    @cached_property
    def title(self) -> str:
        """A regular expression for one post with its prefixes: 常务副会长, 原总经理."""
        prefixes = alternation(self.words("title_prefixes"))
        return rf"(?:{prefixes})*(?:{alternation(self.titles)})"

    def heads(self, name: str) -> dict[str, Head]:
        """The heads of one list: organisation_heads, meeting_heads, initiative_heads, award_heads."""
        return {
            row["head"]: Head(
                row["head"], row.get("class") or row.get("kind", ""), row.get("strength") == "weak"
            )
            for row in self.table(name)
        }

    @cached_property
    def verbs(self) -> dict[str, tuple[str, ...]]:
        """Verbs by the relation they mean."""
        found: dict[str, list[str]] = {}
        for row in self.table("verbs"):
            found.setdefault(row["relation"], []).append(row["verb"])
        return {relation: tuple(verbs) for relation, verbs in found.items()}


@lru_cache(maxsize=8)
def load_lexicon(*folders: Path) -> Lexicon:
    """Our lists, and those of the user's folders laid over them.

    >>> load_lexicon().places["杭州"][0].name
    '杭州市'
    """
    for folder in folders:
        if not folder.is_dir():
            raise ReadError(folder, "no such lexicon folder")
    return Lexicon((LEXICON, *folders))
