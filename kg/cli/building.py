"""``kg build``, ``kg documents``, ``kg extract``: from files to a graph, a sheet, or JSON lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.options import GRAPH, PATH, PATHS, QUIET, configured, told
from kg.cli.progress import progress, warn


@click.command()
@PATHS
@GRAPH
@click.option("--base", metavar="IRI", help="Where the IRIs of the data begin.")
@told
@QUIET
def build(paths: tuple[Path, ...], graph: Path | None, quiet: bool, **given: Any) -> None:
    """Read files or folders into a graph folder 建成图谱.

    The folder holds JSON lines (the source of truth), an RDF store, a property graph and a manifest. A build
    that is interrupted leaves the earlier graph as it was.
    """
    from kg.build import build as run

    options, config = configured(paths[0], **given)
    with progress(quiet) as stage:
        warnings = run(paths, config.graph(graph), options, progress=stage).warnings
    warn(warnings, quiet)


@click.command()
@PATHS
@click.option(
    "-o", "--output", type=PATH, metavar="FILE.csv", default=Path("-"), help="[default: standard output]"
)
@told
@QUIET
def documents(paths: tuple[Path, ...], output: Path, quiet: bool, **given: Any) -> None:
    """Write the sheet of what documents are 文献登记表.

    It is filled with what was found, to be corrected; give it back with --documents: what stands in it
    overrides what was read.
    """
    from kg.build import read_all
    from kg.sheet import write_sheet

    options, _ = configured(paths[0], **given)
    sources = read_all(paths, options)
    text = write_sheet(sources.documents)
    if output == Path("-"):
        click.echo(text, nl=False)
    else:
        # With the mark of UTF-8, without which spreadsheet programs in China read GBK.
        output.write_text(text, encoding="utf-8-sig", newline="")
    warn(sources.warnings, quiet)


@click.command()
@PATHS
@click.option(
    "-o", "--output", type=PATH, metavar="FOLDER", required=True, help="Where the files go; - streams claims."
)
@told
@QUIET
def extract(paths: tuple[Path, ...], output: Path, quiet: bool, **given: Any) -> None:
    """Write entities and claims as JSON lines 抽取.

    The files are documents.jsonl, articles.jsonl, entities.jsonl and claims.jsonl.
    """
    from kg.build import extract_all, write_extraction
    from kg.folder import claim_rows
    from kg.records import line

    options, _ = configured(paths[0], **given)
    with progress(quiet) as stage:
        extraction = extract_all(paths, options, progress=stage)
    if output == Path("-"):
        for row in claim_rows(extraction.graph):
            click.echo(line(row), nl=False)
    else:
        write_extraction(output, extraction)
    warn(extraction.warnings, quiet)
