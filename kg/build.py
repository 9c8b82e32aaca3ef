"""The whole road: files → documents → statements → entities and claims → a graph folder."""

from __future__ import annotations

import hashlib
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any, Protocol

from kg import ontology
from kg.decisions import Decision, read_decisions
from kg.errors import OptionError
from kg.extract import extract
from kg.folder import table_rows, write_graph
from kg.graph import Graph, to_graph
from kg.graph.rdf import BASE
from kg.inputs import find_inputs
from kg.lexicon import Lexicon, load_lexicon
from kg.model import Document
from kg.read import read
from kg.recognise import recognise
from kg.records import write_lines
from kg.resolve import Read, resolve
from kg.segment import segment
from kg.sheet import read_sheet, tell
from kg.text import is_edtf


class Progress(Protocol):
    """Told how far a stage has come: ``done`` of ``total``, 0 at its start."""

    def __call__(self, stage: str, done: int, total: int, /) -> None:
        """Called at the start of a stage, after each step, and so at its end."""


def silent(_stage: str, _done: int, _total: int) -> None:
    """A :class:`Progress` that says nothing."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. ``publisher``, ``date``, ``place`` tell of one document, the sheet ``documents`` of many.

    ``lexicon`` is a folder of lists laid over ours, ``decisions`` a file of judgements of who is who; names of documents are relative to the folder ``home``.
    """

    base: str = BASE
    documents: Path | None = None
    lexicon: Path | None = None
    decisions: Path | None = None
    publisher: str | None = None
    date: str | None = None
    place: str | None = None
    workers: int = 1
    home: Path | None = None

    def __post_init__(self) -> None:
        if self.date is not None and not is_edtf(self.date):
            raise OptionError(f"date {self.date!r} is not like 2021-09-17 or 2021-09")
        if self.workers < 1:
            raise OptionError(f"workers must be 1 or more, not {self.workers}")

    @property
    def told(self) -> dict[str, str]:
        """What the options say of the one document."""
        said = {"publisher": self.publisher, "date": self.date, "place": self.place}
        return {name: value for name, value in said.items() if value is not None}

    def load_decisions(self) -> tuple[Decision, ...]:
        """The judgements of the decisions file."""
        return read_decisions(self.decisions, ontology.load().classes) if self.decisions else ()

    def load_lexicon(self) -> Lexicon:
        """Our lists, with the folder's laid over them."""
        return load_lexicon(*filter(None, [self.lexicon]))


@dataclass(frozen=True, slots=True)
class Sources:
    """The documents, sorted by name; the SHA-256 of each input's bytes by name; what a user should know."""

    documents: tuple[Document, ...]
    digests: Mapping[str, str]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extraction:
    """The graph of what was read, and where it was read."""

    graph: Graph
    sources: Sources = field(repr=False)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a user should know of the input, a line each."""
        return self.sources.warnings


def build(
    paths: Iterable[Path], graph: Path, options: Options | None = None, *, progress: Progress = silent
) -> Extraction:
    """Read files and folders, and write the graph folder, in the place of the one that is there.

    Raises:
        ReadError: a path, a file, the sheet or a list cannot be read.
        OptionError: an option means nothing for this input.
        GraphError: the graph's path is something other than a graph folder.
    """
    options = options or Options()
    extraction = extract_all(paths, options, progress=progress)
    progress("write", 0, 1)
    write_graph(
        graph,
        extraction.graph,
        base=options.base,
        inputs=extraction.sources.digests,
        told=_told(options),
    )
    progress("write", 1, 1)
    return extraction


def extract_all(paths: Iterable[Path], options: Options, *, progress: Progress = silent) -> Extraction:
    """The road as far as the graph. The same input gives the same graph with any number of workers."""
    sources = read_all(paths, options, progress=progress)
    reads = tuple(extract_each(sources.documents, options, progress=progress))
    progress("resolve", 0, 1)
    resolution = resolve(
        reads,
        options.load_lexicon(),
        decisions=options.load_decisions(),
        symmetric=ontology.load().symmetric,
    )
    progress("resolve", 1, 1)
    return Extraction(to_graph(reads, resolution), sources)


def read_all(paths: Iterable[Path], options: Options, *, progress: Progress = silent) -> Sources:
    """The documents with what they were told to be. Of files with the same bytes only the first is kept.

    Raises:
        ReadError: a path, a file in it, or the sheet cannot be read.
        OptionError: ``publisher``, ``date`` or ``place`` is told of several documents.
    """
    sheet = read_sheet(options.documents) if options.documents else {}
    inputs = find_inputs(paths, options.home)
    if options.told and len(inputs) > 1:
        told = ", ".join(options.told)
        raise OptionError(f"{told}: told of one document, but here are {len(inputs)}; a sheet tells of many")
    kept: dict[str, Document] = {}
    digests: dict[str, str] = {}
    warnings = []
    progress("read", 0, len(inputs))
    for done, one in enumerate(inputs, 1):
        document = tell(read(one.path, name=one.name), sheet.get(one.name, {}) | options.told)
        digests[one.name] = hashlib.sha256(one.path.read_bytes()).hexdigest()
        if document.id in kept:
            warnings.append(f"{one.name}: has the same bytes as {kept[document.id].name}, left out")
        else:
            kept[document.id] = document
            warnings.extend(_unknown(document))
        progress("read", done, len(inputs))
    warnings.extend(f"{options.documents}: no document {file} here" for file in sheet if file not in digests)
    return Sources(tuple(kept.values()), digests, tuple(warnings))


def extract_each(
    documents: Sequence[Document], options: Options, *, progress: Progress = silent
) -> Iterator[Read]:
    """Each document with what was read in it, in their order; by one process or several."""
    progress("extract", 0, len(documents))
    with _mapper(min(options.workers, len(documents))) as each:
        for done, read_ in enumerate(each(partial(_read_with, options), documents), 1):
            yield read_
            progress("extract", done, len(documents))


def read_statements(document: Document, lexicon: Lexicon) -> Read:
    """One document's articles, mentions and statements."""
    readings = recognise(document, segment(document), lexicon)
    statements = (statement for reading in readings for statement in extract(document, reading, lexicon))
    return Read(document, readings, tuple(statements))


def write_extraction(folder: Path, extraction: Extraction) -> None:
    """Documents, articles, entities and claims alone, as JSON lines."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = table_rows(extraction.graph)
    for name in ("documents", "articles", "entities", "claims"):
        write_lines(folder / f"{name}.jsonl", rows[name])


def _unknown(document: Document) -> Iterator[str]:
    lacking = [name for name in ("publisher", "date") if getattr(document, name) is None]
    if lacking:
        yield f"{document.name}: {' and '.join(lacking)} unknown"


@contextmanager
def _mapper(workers: int) -> Iterator[Callable[..., Iterable[Read]]]:
    """``map`` in this process or, in the same order, over several."""
    if workers <= 1:
        yield map
    else:
        # An interrupt is the parent's to handle; the workers end with it.
        ignore = partial(signal.signal, signal.SIGINT, signal.SIG_IGN)
        with ProcessPoolExecutor(workers, initializer=ignore) as pool:
            yield pool.map


def _read_with(options: Options, document: Document) -> Read:
    return read_statements(document, options.load_lexicon())


def _told(options: Options) -> dict[str, Any]:
    """What the graph depends on besides the input; no path, so that a moved folder gives the same."""
    files = {"documents": options.documents, "decisions": options.decisions}
    digests = {
        name: hashlib.sha256(path.read_bytes()).hexdigest() if path else None for name, path in files.items()
    }
    return {
        "tokenizers": {name: _version(name) for name in ("jieba", "rjieba")},
        "ontology": ontology.load().digest,
        "lexicon": options.load_lexicon().digest(),
        "options": {**options.told, **digests},
    }


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
