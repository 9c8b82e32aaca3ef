"""How far a command has come, on standard error: a bar on a terminal, else a line a stage, or nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.build import Progress


@contextmanager
def progress(quiet: bool) -> Iterator[Progress]:
    """A :class:`~kg.build.Progress` for the time of a ``with``."""
    if quiet:
        yield lambda stage, done, total: None
    elif sys.stderr.isatty():
        yield from _bars()
    else:
        yield _lines


def _lines(stage: str, done: int, total: int) -> None:
    if done == total:
        click.echo(f"{stage}: {total}", err=True)


def _bars() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    with Bars(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done)

        yield advance


def warn(warnings: Iterable[str], quiet: bool) -> None:
    """Each warning in a line."""
    if not quiet:
        for warning in warnings:
            click.echo(f"warning: {warning}", err=True)
