"""``kg check`` and ``kg evaluate``: whether a graph is sound, and how good an extraction is."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.options import GRAPH, PATH, QUIET, configured, graph_folder
from kg.cli.progress import progress


@click.command()
@GRAPH
def check(graph: Path | None) -> None:
    """Check the shapes and forms of a graph 检查图谱.

    Runs the SHACL shapes and compares the claims in JSON lines, RDF and property graph, one by one. Prints
    the faults; exit code 1 where there is one.
    """
    from kg.check import check as run
    from kg.folder import open_graph

    faults = list(run(open_graph(graph_folder(graph))))
    for fault in faults:
        click.echo(fault)
    if faults:
        click.get_current_context().exit(1)


@click.command()
@click.argument("gold", nargs=-1, required=True, type=PATH, metavar="GOLD.json...")
@click.option(
    "--texts", type=PATH, metavar="FOLDER", help="Extract the texts that the gold files name, lying here."
)
@click.option("--entities", type=PATH, metavar="FILE.jsonl", help="Score these entities instead …")
@click.option("--claims", type=PATH, metavar="FILE.jsonl", help="… and these claims.")
@click.option("--article-of", multiple=True, metavar="GOLD=ID", help="Hold a gold file against this article.")
@click.option("--lexicon", type=PATH, metavar="FOLDER", help="Word lists of your own, laid over ours 词表.")
@click.option("--errors", is_flag=True, help="List what is missed and what is false.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of the table.")
@QUIET
def evaluate(
    gold: tuple[Path, ...],
    texts: Path | None,
    entities: Path | None,
    claims: Path | None,
    article_of: tuple[str, ...],
    lexicon: Path | None,
    errors: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Precision, recall and F1 against gold files 评测.

    Either extracts each text that a gold file names (--texts), or scores files (--entities, --claims).
    """
    from kg.evaluate import CLAIM, ENTITY, as_object, read_gold, read_rows, score, table
    from kg.evaluate import evaluate as run

    golds = [read_gold(path) for path in gold]
    pins = dict(_pin(text) for text in article_of)
    if texts is not None and entities is None and claims is None:
        options, _ = configured(texts, lexicon=lexicon)
        with progress(quiet) as stage:
            result = run(golds, texts, options, progress=stage)
    elif entities is not None and claims is not None and texts is None:
        result = score(golds, read_rows(entities, ENTITY), read_rows(claims, CLAIM), pins)
    else:
        raise click.UsageError("give either --texts, or --entities and --claims", click.get_current_context())
    if errors:
        for line in result.errors:
            click.echo(line)
    click.echo(json.dumps(as_object(result), ensure_ascii=False) if as_json else table(result))


def _pin(text: str) -> tuple[str, str]:
    stem, _, article = text.partition("=")
    if not stem or not article:
        raise click.BadParameter(f"{text!r} is not GOLD=ID", param_hint="--article-of")
    return stem, article
