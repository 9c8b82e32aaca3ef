"""Questions to a graph: files in ``queries/``, each question in SPARQL (``.rq``) and in Cypher (``.cypher``).

A file begins with comments that say what it asks, and the text below them alone gives the rows. Each line of
the header is ``KEY: VALUE``; both files of a question have the same one::

    question: in Chinese, then another in English
    parameter: NAME (TYPE, required | optional[, default VALUE]) what it is; example VALUE
    column: NAME what stands in it
    use: what the question is good for

TYPE is ``text`` or ``integer``. A parameter that is not given, and has no default, narrows nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kg.errors import OptionError, ReadError
from kg.files import QUERIES
from kg.folder import GraphFolder
from kg.stores import Answer, Store

Language = Literal["rq", "cypher"]

_LINE = re.compile(r"(?:#|//)\s*(\w+):\s*(.+)")
_PARAMETER = re.compile(
    r"(?P<name>\w+) \((?P<type>text|integer), (?P<need>required|optional)(?:, default (?P<default>[^)]+))?\) "
    r"(?P<about>.+?)(?:; example (?P<example>.+))?"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What narrows a question: an option on the command line."""

    name: str
    type: str
    required: bool
    about: str
    default: str | None = None
    example: str | None = None

    def value(self, given: str | int | None) -> str | int | None:
        """What is given, or the default, as its type.

        Raises:
            OptionError: it is required and not given, or not of its type.
        """
        if given is None:
            given = self.default
        if given is None and self.required:
            raise OptionError(f"{self.name} is required: {self.about}")
        if given is None or self.type == "text":
            return given
        try:
            return int(given)
        except ValueError:
            raise OptionError(f"{self.name} must be a whole number, not {given!r}") from None


@dataclass(frozen=True, slots=True)
class Question:
    """A question as its header tells it."""

    name: str
    title: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[tuple[str, str], ...]
    uses: tuple[str, ...]
    folder: Path

    def text(self, language: Language = "rq") -> str:
        """Its query, header and all."""
        return _read(self.folder / f"{self.name}.{language}")

    def values(self, given: Mapping[str, str | int | None]) -> dict[str, str | int | None]:
        """A value for each of its parameters, ``None`` for those that narrow nothing.

        Raises:
            OptionError: a parameter is unknown, missing or wrong.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                raise OptionError(f"{self.name} has no parameter {name}", tuple(known))
        return {name: parameter.value(given.get(name)) for name, parameter in known.items()}


def questions(folder: Path = QUERIES) -> dict[str, Question]:
    """All questions by name, sorted."""
    return {path.stem: read_question(path) for path in sorted(folder.glob("*.rq"))}


def question(name: str, folder: Path = QUERIES) -> Question:
    """One question.

    Raises:
        OptionError: there is none of that name.
    """
    path = folder / f"{name}.rq"
    if not path.is_file():
        raise OptionError(f"no question {name}", tuple(sorted(other.stem for other in folder.glob("*.rq"))))
    return read_question(path)


def read_question(path: Path) -> Question:
    """The question of a query's file, from its header.

    Raises:
        ReadError: no such file, or a line of the header that says nothing known.
    """
    said: dict[str, list[str]] = {"question": [], "parameter": [], "column": [], "use": []}
    parameters = []
    for number, line in enumerate(_read(path).splitlines(), 1):
        found = _LINE.fullmatch(line.rstrip())
        if not found:
            break
        if found[1] not in said:
            raise ReadError(path, f"{found[1]} is not one of {', '.join(said)}", number)
        said[found[1]].append(found[2])
        if found[1] == "parameter":
            parameters.append(_parameter(path, number, found[2]))
    if not said["question"]:
        raise ReadError(path, "has no header that says what it asks")
    columns = (tuple(line.split(" ", 1)) for line in said["column"])
    return Question(
        path.stem,
        tuple(said["question"]),
        tuple(parameters),
        tuple((column[0], column[1] if len(column) > 1 else "") for column in columns),
        tuple(said["use"]),
        path.parent,
    )


def ask(
    graph: GraphFolder,
    name: str,
    given: Mapping[str, str | int | None] | None = None,
    *,
    language: Language = "rq",
) -> Answer:
    """The answer to a question; the same from either store.

    Raises:
        OptionError: no such question or parameter, or a required one is missing.
    """
    return answer(graph.rdf if language == "rq" else graph.property, question(name), given or {})


def answer(store: Store, asked: Question, given: Mapping[str, str | int | None]) -> Answer:
    """The answer of a store that is open."""
    values = asked.values(given)
    return store.query(asked.text("cypher" if store.language == "cypher" else "rq"), values)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ReadError(path, error.strerror or "cannot be read") from None


def _parameter(path: Path, number: int, line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if not found:
        raise ReadError(path, "parameter is not NAME (TYPE, required | optional) what it is", number)
    return Parameter(
        found["name"],
        found["type"],
        found["need"] == "required",
        found["about"],
        found["default"],
        found["example"],
    )
