"""``kg.toml``: every option in a file beside the input; an option on the command line overrides it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.build import Options
from kg.errors import OptionError, ReadError

NAME = "kg.toml"
GRAPH = Path("graph")
"""The graph folder where neither the command line nor a ``kg.toml`` names one."""

_PATHS = ("documents", "lexicon", "decisions", "graph")
_KINDS: Mapping[str, type] = {
    "base": str,
    "documents": str,
    "lexicon": str,
    "decisions": str,
    "publisher": str,
    "date": str,
    "place": str,
    "workers": int,
    "graph": str,
}
KEYS = tuple(_KINDS)


@dataclass(frozen=True, slots=True)
class Config:
    """What a ``kg.toml`` says; ``home`` is its folder, ``None`` where there is no such file."""

    home: Path | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    def options(self, **given: Any) -> Options:
        """The options of a build: those given, and for those that are ``None`` what the file says."""
        told = {key: value for key, value in given.items() if value is not None}
        kept = {key: value for key, value in self.values.items() if key != "graph"}
        return Options(**{**kept, **told}, home=self.home)

    def graph(self, given: Path | None) -> Path:
        """The graph folder: the one given, else the file's, else ``./graph``."""
        return given or self.values.get("graph", GRAPH)


def find_config(start: Path) -> Config:
    """The ``kg.toml`` in a folder (of a file: beside it) or in the nearest parent that has one."""
    place = start.resolve()
    for folder in (place, *place.parents) if place.is_dir() else place.parents:
        if (folder / NAME).is_file():
            return read_config(folder / NAME)
    return Config()


def read_config(path: Path) -> Config:
    """What the file says; its relative paths start at its folder.

    Raises:
        ReadError: it is not TOML in UTF-8.
        OptionError: a key that is no option, or a value of the wrong kind.
    """
    try:
        text = path.read_text(encoding="utf-8")
        values = tomllib.loads(text)
    except OSError as error:
        raise ReadError(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise ReadError(path, f"not UTF-8: {error.reason}") from error
    except tomllib.TOMLDecodeError as error:
        raise ReadError(path, f"not TOML: {error}") from error
    for key, value in values.items():
        kind = _KINDS.get(key)
        where = f"{path}:{_line_of(key, text)}"
        if kind is None:
            raise OptionError(f"{where}: unknown option {key!r}", KEYS)
        if type(value) is not kind:
            wanted = "a number" if kind is int else "a text"
            raise OptionError(f"{where}: {key} must be {wanted}, not {value!r}")
    home = path.resolve().parent
    return Config(home, {key: home / value if key in _PATHS else value for key, value in values.items()})


def _line_of(key: str, text: str) -> int:
    """Where a key stands: tomllib keeps no line numbers."""
    opening = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}\b")
    return next((number for number, line in enumerate(text.splitlines(), 1) if opening.match(line)), 1)
