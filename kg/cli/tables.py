"""Rows on standard output: a table for people, CSV, or JSON lines."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click


def show_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], form: str) -> None:
    """Print rows as ``table``, ``csv`` (one header line) or ``json`` (one object a line)."""
    if form == "json":
        for row in rows:
            click.echo(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(map(_text, row) for row in rows)
    else:
        _show_table(columns, [[_text(cell) for cell in row] for row in rows])


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool | dict):
        return json.dumps(cell, ensure_ascii=False)
    return "; ".join(map(_text, cell)) if isinstance(cell, list | tuple) else str(cell)


def _show_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if not sys.stdout.isatty():
        from kg.columns import aligned

        click.echo("\n".join(aligned(columns, rows)))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns)
    for row in rows:
        table.add_row(*row)
    Console(markup=False, highlight=False).print(table)
