"""A person's judgements of who is who: lines in a text file, kept apart from the data and laid over it anew.

One JSON object a line::

    {"judgement": "same", "type": "Company", "left": "远岚纺织", "right": "苏州远岚纺织有限公司", "who": "…", "when": "…", "why": "…"}

They name entities by class and name, which do not change from build to build.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from kg.errors import ReadError

Judgement = Literal["same", "different"]
_JUDGEMENTS = ("same", "different")
_KEYS = ("judgement", "type", "left", "right", "who", "when", "why")


@dataclass(frozen=True, slots=True)
class Decision:
    """Two names of one class that mean the same, or do not; who judged so, when and why."""

    judgement: Judgement
    type: str
    left: str
    right: str
    who: str = ""
    when: str = ""
    why: str = ""


def read_decisions(path: Path, classes: Iterable[str]) -> tuple[Decision, ...]:
    """The decisions of a file, in its order; lines that are empty or begin with ``#`` say nothing.

    ``classes`` are the names of the ontology's classes.

    Raises:
        ReadError: there is no such file, or a line is no decision.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ReadError(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise ReadError(path, f"not UTF-8: {error.reason}") from error
    known = frozenset(classes)
    return tuple(
        _decision(path, number, line, known)
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.startswith("#")
    )


def _decision(path: Path, number: int, line: str, classes: frozenset[str]) -> Decision:
    try:
        row: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise ReadError(path, f"not JSON: {error.msg}", number) from error
    if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values()):
        raise ReadError(path, "a decision is an object of texts", number)
    unknown = sorted(set(row) - set(_KEYS))
    lacking = [key for key in ("judgement", "type", "left", "right") if not row.get(key)]
    if unknown or lacking:
        raise ReadError(path, f"unknown key {unknown[0]!r}" if unknown else f"no {lacking[0]!r}", number)
    if row["judgement"] not in _JUDGEMENTS:
        raise ReadError(path, f"judgement {row['judgement']!r} is none of {', '.join(_JUDGEMENTS)}", number)
    if row["type"] not in classes:
        raise ReadError(path, f"{row['type']!r} is no class", number)
    return Decision(cast("Judgement", row["judgement"]), *(row.get(key, "") for key in _KEYS[1:]))
