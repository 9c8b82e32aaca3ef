"""The command line: each command parses, calls one function, prints. ``main`` is the script ``kg``.

Standard output carries the result alone; progress, warnings and errors go to standard error. Exit code 0:
fine, 1: faults were found, 2: bad input, told in one line.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, NoReturn, TextIO

import click

from kg import __version__
from kg.cli import asking, building, checking, exporting, showing
from kg.errors import KgError


class Commands(click.Group):
    """The group of all commands: what goes wrong is one line on standard error and an exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command; by default, end the process with its exit code."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except (
            click.exceptions.NoArgsIsHelpError,
            click.Abort,
            click.ClickException,
            KgError,
            OSError,
        ) as error:
            _end(error)
        sys.exit(code if isinstance(code, int) else 0)


def _end(error: Exception) -> NoReturn:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
    elif isinstance(error, click.Abort):
        click.echo("kg: interrupted", err=True)
        sys.exit(130)
    else:
        click.echo(f"kg: {_line(error)}", err=True)
    sys.exit(2)


def _line(error: Exception) -> str:
    if isinstance(error, click.UsageError):
        help_ = f" (see {error.ctx.command_path} --help)" if error.ctx else ""
        text = error.format_message() + help_
    elif isinstance(error, click.ClickException):
        text = error.format_message()
    elif isinstance(error, OSError) and error.filename:
        text = f"{error.filename}: {error.strerror}"
    else:
        text = str(error)
    return " ".join(text.split())


@click.group(
    "kg", cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """Knowledge graphs of actors and initiatives from Chinese bulletins 从简报到知识图谱."""


for _command in (
    building.build,
    building.documents,
    building.extract,
    asking.ask,
    asking.query,
    showing.show,
    showing.stats,
    showing.trace,
    exporting.export,
    checking.check,
    checking.evaluate,
):
    cli.add_command(_command)


def main() -> None:
    """The script: UTF-8 whatever the locale says, then the command."""
    for stream in (sys.stdout, sys.stderr):
        _as_utf8(stream)
    cli.main(prog_name="kg")


def _as_utf8(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")
