"""The RDF in an Oxigraph store on disk, asked in SPARQL."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import GraphError, QueryError
from kg.graph.rdf import BASE, KG, PREFIXES, Triple
from kg.stores import Answer, Cell, Parameters, comparable

_XSD = PREFIXES["xsd"]
_NUMBERS: dict[str, type[int] | type[float]] = {
    f"{_XSD}integer": int,
    f"{_XSD}decimal": float,
    f"{_XSD}double": float,
    f"{_XSD}float": float,
}
_DIRECT = "SELECT DISTINCT ?s ?p ?o { { SELECT DISTINCT ?p { ?c a kg:Claim ; rdf:predicate ?p } } ?s ?p ?o }"
_LISTS = ("role", "kind", "grade", "count")
_SINGLE = ("date", "modality", "former", "confidence", "firstSeen", "lastSeen")

# What may hold the word SERVICE without meaning it, then the word. An IRI holds no braces and no blank, so a
# comparison (?a < ?b) is not taken for the start of one.
_ASIDE = re.compile(
    r"\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?'''|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
    r"|<[^<>\"{}|^`\\\x00-\x20]*>|#[^\n\r]*|\\.|[?$@][\w-]+|[\w.%-]*:[\w.:%-]*|(?P<service>\bservice\b)",
    re.IGNORECASE | re.DOTALL,
)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class OxigraphStore:
    """A store opened for reading; any number of processes may have it open."""

    language = "rq"

    def __init__(self, path: Path, base: str = BASE) -> None:
        try:
            self._store = ox.Store.read_only(str(path))
        except OSError as error:
            raise GraphError(path, f"is no Oxigraph store that can be read: {error}") from None
        self._base = base

    def query(self, text: str, parameters: Parameters | None = None) -> Answer:
        """The answer to a SELECT or ASK, or the triples of a CONSTRUCT or DESCRIBE.

        A parameter ``name`` takes the place of ``UNDEF`` in ``VALUES ?given_name { UNDEF }``.
        """
        bound = bind(text, parameters or {})
        if _calls_out(bound):
            raise QueryError("SERVICE would ask another server; only the graph itself is asked")
        try:
            # These prefixes save a researcher ten lines; what the text declares comes before them.
            return _answer(self._store.query(bound, prefixes=PREFIXES))
        except (SyntaxError, ValueError, OSError) as error:
            raise QueryError(str(error)) from None

    def claim_rows(self) -> Iterator[dict[str, Any]]:
        """See :class:`kg.stores.Store`."""
        statements = self._by_subject(f"{self._base}evidence/")
        sources = self._by_subject(f"{self._base}article/")
        for subject, said in sorted(self._by_subject(f"{self._base}claim/").items()):
            row: dict[str, Any] = {"id": self._id(subject)}
            for end in ("subject", "predicate", "object"):
                row[end] = self._id(said[f"{PREFIXES['rdf']}{end}"][0])
            for name in _LISTS:
                row[name] = said.get(KG + name, [])
            for name in _SINGLE:
                row[name] = said.get(KG + name, [None])[0]
            pieces = said.get(f"{KG}evidence", ())
            yield comparable(
                {**row, "evidence": [self._piece(piece, statements, sources) for piece in pieces]}
            )

    def direct(self) -> frozenset[tuple[str, str, str]]:
        """See :class:`kg.stores.Store`."""
        answer = self.query(_DIRECT)
        return frozenset(
            (self._id(str(s)), str(p).removeprefix(KG), self._id(str(o))) for s, p, o in answer.rows
        )

    def close(self) -> None:
        """Let go of the store's files."""
        del self._store

    def _id(self, iri: str) -> str:
        return re.split("[/#]", iri)[-1]

    def _by_subject(self, start: str) -> dict[str, dict[str, list[Any]]]:
        """Subject → predicate → objects, of all subjects whose IRI begins so."""
        found: dict[str, dict[str, list[Any]]] = {}
        for subject, predicate, object_, _ in self._store.quads_for_pattern(None, None, None):
            if isinstance(subject, ox.NamedNode) and subject.value.startswith(start):
                said = found.setdefault(subject.value, {})
                said.setdefault(predicate.value, []).append(_cell(object_))
        return found

    def _piece(self, iri: str, statements: Any, sources: Any) -> dict[str, Any]:
        said, oa = statements[iri], PREFIXES["oa"]
        position, quote = statements[f"{iri}#position"], statements[f"{iri}#quote"]
        article = said[f"{oa}hasSource"][0]
        return {
            "statement": self._id(iri),
            "document": self._id(sources[article][f"{PREFIXES['dcterms']}isPartOf"][0]),
            "article": self._id(article),
            "sentence": quote[f"{oa}exact"][0],
            "start": position[f"{oa}start"][0],
            "end": position[f"{oa}end"][0],
            "page": said.get(f"{KG}page", [None])[0],
            "rule": said[f"{KG}rule"][0],
            "confidence": said[f"{KG}confidence"][0],
        }


def build(path: Path, triples: Iterable[Triple]) -> None:
    """Write a new store. Not optimized: for graphs of this size that costs more than it saves.

    The triples are ours, so the loader need not check every IRI again.
    """
    store = ox.Store(str(path))
    lines = "".join(f"{subject} {predicate} {object_} .\n" for subject, predicate, object_ in triples)
    store.bulk_load(input=lines.encode("utf-8"), format=ox.RdfFormat.N_TRIPLES, lenient=True)
    store.flush()


def bind(text: str, parameters: Parameters) -> str:
    """The query with its parameters told, in SPARQL that any engine reads.

    >>> bind("SELECT * { VALUES ?given_name { UNDEF } ?x ?y ?given_name }", {"name": "淮州泵业"})
    'SELECT * { VALUES ?given_name { "淮州泵业" } ?x ?y ?given_name }'

    Raises:
        QueryError: the text has no such parameter.
    """
    for name, value in parameters.items():
        place = re.compile(rf"(VALUES\s+\?given_{re.escape(name)}\s*\{{\s*)UNDEF(\s*\}})")
        if not place.search(text):
            raise QueryError(f"has no parameter {name} (VALUES ?given_{name} {{ UNDEF }})")
        if value is not None:
            term = _term(value)
            text = place.sub(lambda found, term=term: f"{found[1]}{term}{found[2]}", text)  # type: ignore[misc]
    return text


def _term(value: str | int | float | bool) -> str:
    # The escapes of JSON are those of SPARQL, save the slash, which json leaves alone.
    return json.dumps(value, ensure_ascii=False)


def _calls_out(text: str) -> bool:
    """Whether a query holds the keyword SERVICE; SPARQL reads escaped code points before anything else."""
    plain = _CODE_POINT.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
    return any(found["service"] for found in _ASIDE.finditer(plain))


def _answer(found: Any) -> Answer:
    if isinstance(found, ox.QueryBoolean):
        return Answer(("answer",), ((bool(found),),))
    if isinstance(found, ox.QueryTriples):
        return Answer(
            ("subject", "predicate", "object"), tuple(tuple(map(_cell, triple)) for triple in found)
        )
    columns = tuple(variable.value for variable in found.variables)
    return Answer(columns, tuple(tuple(_cell(term) for term in solution) for solution in found))


def _cell(term: Any) -> Cell:
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return str(term.value) if isinstance(term, ox.NamedNode) else str(term)
    if term.datatype.value == f"{_XSD}boolean":
        return term.value == "true"
    number = _NUMBERS.get(term.datatype.value)
    return str(term.value) if number is None else number(term.value)
