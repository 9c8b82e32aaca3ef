"""Options that several commands share, each written once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from kg.build import Options
    from kg.config import Config

F = TypeVar("F", bound=Callable[..., Any])
PATH = click.Path(path_type=Path)

GRAPH = click.option(
    "-g", "--graph", type=PATH, metavar="FOLDER", help="The graph folder 图谱文件夹. [default: ./graph]"
)
QUIET = click.option("-q", "--quiet", is_flag=True, help="No progress, no warnings.")
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(("table", "csv", "json")),
    default="table",
    show_default=True,
    help="A table for people, CSV with one header line, or one JSON object a line.",
)
PATHS = click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PATH...")

_TOLD = (
    click.option(
        "--documents", type=PATH, metavar="FILE.csv", help="Sheet of what the documents are 文献登记表."
    ),
    click.option("--publisher", metavar="NAME", help="Who publishes the one document 发布单位."),
    click.option("--date", metavar="DATE", help="When it was published, like 2021-09 or 2021-09-17 日期."),
    click.option("--place", metavar="NAME", help="The place that it speaks from 所在地."),
    click.option(
        "--lexicon", type=PATH, metavar="FOLDER", help="Word lists of your own, laid over ours 词表."
    ),
    click.option(
        "--decisions", type=PATH, metavar="FILE.jsonl", help="Judgements of who is who, a line each 判定."
    ),
    click.option("--workers", type=int, metavar="N", help="Processes that read documents. [default: 1]"),
)


def told(command: F) -> F:
    """The options of every command that reads documents."""
    for option in reversed(_TOLD):
        command = option(command)
    return command


def configured(start: Path, **given: Any) -> tuple[Options, Config]:
    """The options given, over those of the ``kg.toml`` at or above ``start``."""
    from kg.config import find_config

    config = find_config(start)
    return config.options(**given), config


def graph_folder(given: Path | None) -> Path:
    """The graph folder that a command reads: given, of the ``kg.toml`` here or above, or ``./graph``."""
    from kg.config import find_config

    return find_config(Path()).graph(given)
