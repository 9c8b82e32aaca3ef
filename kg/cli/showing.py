"""``kg show``, ``kg stats``, ``kg trace``: what a graph holds, and how a text was read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.options import FORMAT, GRAPH, PATHS, QUIET, configured, graph_folder, told
from kg.cli.progress import progress, warn
from kg.cli.tables import show_rows


@click.command()
@click.argument("name")
@GRAPH
def show(name: str, graph: Path | None) -> None:
    """Print an entity and its claims 实体详情.

    Its classes, its aliases, each claim with its sentences and their sources. NAME is a name, alias or id.
    """
    from kg.folder import open_graph
    from kg.show import describe

    for line in describe(open_graph(graph_folder(graph)).graph, name):
        click.echo(line)


@click.command()
@GRAPH
@FORMAT
def stats(graph: Path | None, form: str) -> None:
    """Count what a graph holds 统计.

    Entities by class, claims by relation and modality, pieces of evidence by the rule that read them.
    """
    from dataclasses import asdict

    from kg.folder import open_graph
    from kg.show import figures

    counted = asdict(figures(open_graph(graph_folder(graph)).graph))
    rows = [(of, name, count) for of, names in counted.items() for name, count in names.items()]
    show_rows(("of", "name", "count"), rows, form)


@click.command()
@PATHS
@click.option(
    "--rules", is_flag=True, help="Count instead how often each rule fired, and in how many documents."
)
@click.option(
    "--columns",
    type=click.IntRange(min=20),
    default=100,
    show_default=True,
    help="Fold sentences at this width.",
)
@told
@FORMAT
@QUIET
def trace(paths: tuple[Path, ...], rules: bool, columns: int, form: str, quiet: bool, **given: Any) -> None:
    """Draw what was read in each sentence 追踪.

    Under each sentence stand its mentions and its statements, with the rules that fired.
    """
    from kg.build import extract_each, read_all
    from kg.trace import firings
    from kg.trace import trace as draw

    options, _ = configured(paths[0], **given)
    with progress(quiet) as stage:
        sources = read_all(paths, options, progress=stage)
        reads = list(extract_each(sources.documents, options, progress=stage))
    warn(sources.warnings, quiet)
    if rules:
        rows = [(one.step, one.rule, one.count, one.documents) for one in firings(reads)]
        show_rows(("step", "rule", "count", "documents"), rows, form)
        return
    for read in reads:
        for line in draw(read, columns):
            click.echo(line)
