"""The graph folder: JSON lines (the source of truth), the RDF store, the property graph, and the manifest.

A folder is written beside the old one and put in its place in one step: whoever opens it, and whenever the
writer is killed, finds the earlier graph or the new one, each complete.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg import __version__
from kg.errors import GraphError, OptionError, ReadError
from kg.graph import Graph
from kg.model import Article, Claim, Document, Entity, Fact, Statement
from kg.records import Row, entity_row, read_lines, to_row, write_lines
from kg.swap import recover, swap

if TYPE_CHECKING:
    from kg.stores.kglite import KgliteStore
    from kg.stores.oxigraph import OxigraphStore

FORMAT = 1
"""The version of the folder's form. A folder of another is refused, and built anew from its sources."""

TABLES: dict[str, type] = {
    "documents": Document,
    "articles": Article,
    "statements": Statement,
    "entities": Entity,
    "claims": Claim,
    "facts": Fact,
}
"""The files ``NAME.jsonl``, and the record that each line of them is."""

MANIFEST, RDF, PROPERTY = "manifest.json", "graph.oxigraph", "graph.kgl"

R = TypeVar("R")


class GraphFolder:
    """A graph folder opened for reading; a table is read, and a store opened, when first asked for."""

    def __init__(self, path: Path, manifest: Mapping[str, Any]) -> None:
        self.path = path
        self.manifest = manifest

    @property
    def base(self) -> str:
        """Where the IRIs of its data begin."""
        return str(self.manifest["options"]["base"])

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """All documents, sorted by name."""
        return self._table("documents", Document)

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """All articles, in the order of the documents; without their sentences, which are not kept."""
        return self._table("articles", Article)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, in reading order."""
        return self._table("statements", Statement)

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """All entities, sorted by id."""
        return self._table("entities", Entity)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, sorted by id."""
        return self._table("claims", Claim)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All reference facts."""
        return self._table("facts", Fact)

    @cached_property
    def graph(self) -> Graph:
        """All tables together."""
        return Graph(self.documents, self.articles, self.statements, self.entities, self.claims, self.facts)

    @cached_property
    def rdf(self) -> OxigraphStore:
        """The RDF, for SPARQL."""
        from kg.stores.oxigraph import OxigraphStore

        return OxigraphStore(self.path / RDF, self.base)

    @cached_property
    def property(self) -> KgliteStore:
        """The property graph, for Cypher."""
        from kg.stores.kglite import KgliteStore

        return KgliteStore(self.path / PROPERTY)

    def check_files(self) -> None:
        """Hold the files against the manifest.

        Raises:
            GraphError: a table is not the one that was written.
        """
        if _hash(self.path) != self.manifest["output"]:
            raise GraphError(
                self.path, "was changed since it was built: the hash of its JSON lines is another"
            )

    def _table(self, name: str, kind: type[R]) -> tuple[R, ...]:
        try:
            return tuple(read_lines(self.path / f"{name}.jsonl", kind))
        except ReadError as error:
            raise GraphError(self.path, f"is damaged: {error}") from None


def open_graph(path: Path | str = "graph") -> GraphFolder:
    """A graph folder, opened.

    Raises:
        GraphError: there is none, it lacks a file, or it is of another version.
    """
    folder = Path(path)
    recover(folder)
    if not folder.is_dir():
        raise GraphError(folder, "no graph here: kg build makes one")
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        version = manifest["format"]
    except FileNotFoundError:
        raise GraphError(folder, f"is no graph folder: it has no {MANIFEST}") from None
    except (OSError, ValueError, KeyError, TypeError):
        raise GraphError(folder, f"is damaged: {MANIFEST} cannot be read") from None
    if version != FORMAT:
        raise GraphError(folder, f"is of format {version}, this program reads {FORMAT}: build it anew")
    for name in (*(f"{table}.jsonl" for table in TABLES), RDF, PROPERTY):
        if not (folder / name).exists():
            raise GraphError(folder, f"is damaged: it has no {name}")
    return GraphFolder(folder, manifest)


def write_graph(
    path: Path, graph: Graph, *, base: str, inputs: Mapping[str, str], told: Mapping[str, Any] | None = None
) -> GraphFolder:
    """Write a graph folder, in the place of the one that is there.

    ``inputs`` are the documents' names and the SHA-256 of their bytes; ``told`` is what else the manifest
    should hold (versions, options), in plain JSON.

    Raises:
        OptionError: the base is no IRI.
        GraphError: the path is something other than a graph folder, and is left alone.
    """
    from kg.graph import property as property_graph
    from kg.graph import rdf
    from kg.ontology import load
    from kg.stores import kglite, oxigraph

    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|^`\\]+", base):
        raise OptionError(f"base {base!r} is no IRI")
    recover(path)
    if path.exists() and not (path / MANIFEST).is_file() and not _is_empty(path):
        raise GraphError(path, "is there and no graph folder: it is left alone")
    ontology = load()
    with swap(path) as folder:
        # Oxigraph works outside Python's lock, so the rest is written meanwhile.
        with ThreadPoolExecutor(1) as pool:
            loading = pool.submit(oxigraph.build, folder / RDF, rdf.triples(graph, ontology, base))
            kglite.build(
                folder / PROPERTY,
                property_graph.nodes(graph, ontology),
                property_graph.relationships(graph, ontology),
            )
            for name, rows in table_rows(graph).items():
                write_lines(folder / f"{name}.jsonl", rows)
            loading.result()
        extra = dict(told or {})
        manifest = {
            "kg": __version__,
            "format": FORMAT,
            **extra,
            "options": {**extra.get("options", {}), "base": base},
            "inputs": [{"name": name, "sha256": digest} for name, digest in sorted(inputs.items())],
            "counts": {name: len(getattr(graph, name)) for name in TABLES},
            "output": _hash(folder),
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
        (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    return GraphFolder(path, manifest)


def table_rows(graph: Graph) -> dict[str, Iterator[Row]]:
    """The lines of each table."""
    rows = {name: map(to_row, getattr(graph, name)) for name in TABLES}
    return {**rows, "entities": entity_rows(graph)}


def entity_rows(graph: Graph) -> Iterator[Row]:
    """The lines of ``entities.jsonl``."""
    titles = graph.titles
    return (entity_row(entity, titles) for entity in graph.entities)


def claim_rows(graph: Graph) -> Iterator[Row]:
    """The lines of ``claims.jsonl``."""
    return map(to_row, graph.claims)


def _is_empty(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def _hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in sorted(TABLES):
        digest.update((folder / f"{name}.jsonl").read_bytes())
    return digest.hexdigest()
