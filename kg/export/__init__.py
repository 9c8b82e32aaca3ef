"""A graph as a file of another kind: one function a format, graph → text.

The same graph gives the same bytes: everything is sorted, and nothing depends on the order of arrival.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from kg.errors import OptionError
from kg.export.graphml import graphml
from kg.export.lines import claims
from kg.export.linked import jsonld, nquads, trig, turtle
from kg.folder import GraphFolder

__all__ = ["FORMATS", "export"]

FORMATS: dict[str, Callable[[GraphFolder], str]] = {
    "turtle": turtle,
    "trig": trig,
    "nquads": nquads,
    "jsonld": jsonld,
    "graphml": graphml,
    "claims": claims,
}
"""Name → what writes it."""


def export(graph: GraphFolder, form: str, out: Path) -> None:
    """Write the graph to a file, which appears when it is complete; ``-`` is standard output.

    Raises:
        OptionError: no such format.
    """
    if form not in FORMATS:
        raise OptionError(f"no format {form}", tuple(FORMATS))
    content = FORMATS[form](graph).encode("utf-8")
    if out == Path("-"):
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o666 & ~_umask())
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
