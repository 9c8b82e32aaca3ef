"""Paths given → the files to read, each under the name by which sheets, manifests and users know it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kg.errors import ReadError
from kg.read import SUFFIXES


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read and its name: a relative path with forward slashes."""

    path: Path
    name: str


def find_inputs(paths: Iterable[Path], home: Path | None = None) -> tuple[Input, ...]:
    """The files that the paths (files or folders) stand for, each once, sorted by name.

    A name is relative to ``home`` (the folder of the ``kg.toml``) where the file lies below it, else to the
    folder given; a file given by itself goes by its file name. Of a folder, at any depth, those files count
    whose suffix a reader knows; what begins with a dot does not.

    Raises:
        ReadError: a path does not exist, nothing readable lies in a folder, or two files would share a name.
    """
    found: dict[Path, Input] = {}
    for path in paths:
        inputs = list(_below(path) if path.is_dir() else _alone(path))
        if not inputs:
            raise ReadError(path, f"no file to read in this folder (known: {' '.join(sorted(SUFFIXES))})")
        for one in inputs:
            named, place = Input(one.path, _name_at_home(one, home)), one.path.resolve()
            # Given by itself and in its folder too: the longer name, whichever came first.
            found[place] = max(named, found.get(place, named), key=lambda same: (len(same.name), same.name))
    ordered = sorted(found.values(), key=lambda one: (one.name, str(one.path)))
    for one, next_ in pairwise(ordered):
        if one.name == next_.name:
            raise ReadError(
                one.path, f"would have the same name as {next_.path}; give a folder that holds both"
            )
    return tuple(ordered)


def _alone(path: Path) -> Iterator[Input]:
    if not path.exists():
        raise ReadError(path, "no such file or folder")
    yield Input(path, path.name)


def _below(folder: Path) -> Iterator[Input]:
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if path.suffix.lower() in SUFFIXES and not hidden and path.is_file():
            yield Input(path, inside.as_posix())


def _name_at_home(one: Input, home: Path | None) -> str:
    if home is not None and one.path.resolve().is_relative_to(home.resolve()):
        return one.path.resolve().relative_to(home.resolve()).as_posix()
    return one.name
