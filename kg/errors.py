"""What can go wrong, as one small tree: each error holds its data and words itself in one line.

The command line turns every :class:`KgError` into that line on standard error and exit code 2.
"""

from __future__ import annotations

from pathlib import Path


class KgError(Exception):
    """Base of every error that the input, and not the program, is to blame for."""


class ReadError(KgError):
    """A file that cannot be read as what it should be."""

    def __init__(self, path: Path | str, reason: str, line: int | None = None) -> None:
        super().__init__(path, reason, line)
        self.path, self.reason, self.line = path, reason, line

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line is not None else f"{self.path}"
        return f"{where}: {self.reason}"


class OptionError(KgError):
    """A parameter, option or name that means nothing here; ``known`` lists what would."""

    def __init__(self, what: str, known: tuple[str, ...] = ()) -> None:
        super().__init__(what, known)
        self.what, self.known = what, known

    def __str__(self) -> str:
        return f"{self.what} (known: {', '.join(self.known)})" if self.known else self.what


class QueryError(KgError):
    """A query text that an engine refuses, or that would write."""

    def __init__(self, reason: str, where: str = "query") -> None:
        super().__init__(reason, where)
        self.reason, self.where = reason, where

    def __str__(self) -> str:
        return f"{self.where}: {' '.join(self.reason.split())}"


class GraphError(KgError):
    """A graph folder that is missing, damaged, or written by another version."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"
