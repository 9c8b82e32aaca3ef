"""``kg export``: the graph as a file of another kind."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import GRAPH, PATH, graph_folder


@click.command()
@click.argument("form", metavar="FORMAT")
@click.argument("output", type=PATH, metavar="OUT")
@GRAPH
def export(form: str, output: Path, graph: Path | None) -> None:
    """Write the graph in another format 导出.

    FORMAT is turtle, trig, nquads, jsonld, graphml or claims (JSON lines); OUT is a file, - standard output.
    """
    from kg.export import export as write
    from kg.folder import open_graph

    write(open_graph(graph_folder(graph)), form, output)
