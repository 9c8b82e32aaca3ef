"""``kg`` reads Chinese bulletins and makes a knowledge graph of actors and initiatives.

The road, one name a step; each is imported when first used, so that ``import kg`` costs nothing::

    read        path → Document
    segment     Document → Articles
    recognise   Document, Articles → Readings: an article's mentions and posts
    extract     Document, Reading → Statements
    resolve     statements of all documents → entities, claims, reference facts
    to_graph    → RDF dataset, property graph
    build       all of it, from files to a graph folder
    open_graph  a graph folder, to be asked
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.build import build as build
    from kg.extract import extract as extract
    from kg.folder import open_graph as open_graph
    from kg.graph import to_graph as to_graph
    from kg.read import read as read
    from kg.recognise import recognise as recognise
    from kg.resolve import resolve as resolve
    from kg.segment import segment as segment

__version__ = "0.1.0"

_HOMES = {
    "build": "kg.build",
    "extract": "kg.extract",
    "open_graph": "kg.folder",
    "read": "kg.read",
    "recognise": "kg.recognise",
    "resolve": "kg.resolve",
    "segment": "kg.segment",
    "to_graph": "kg.graph",
}
__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


class _Package(ModuleType):
    """Python sets a submodule on its package once imported; in ours the verb of that name stands there."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in _HOMES and isinstance(value, ModuleType):
            value = getattr(value, name)
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
