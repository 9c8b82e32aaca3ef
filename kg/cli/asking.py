"""``kg ask`` and ``kg query``: questions to a graph."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import FORMAT, GRAPH, PATH, graph_folder
from kg.cli.tables import show_rows
from kg.errors import ReadError

if TYPE_CHECKING:
    from kg.ask import Parameter, Question

_SUFFIXES = {".rq": "sparql", ".sparql": "sparql", ".cypher": "cypher"}
_CYPHER = re.compile(r"\s*(?:OPTIONAL|MATCH|RETURN|WITH|UNWIND|CALL|EXPLAIN|PROFILE)\b", re.IGNORECASE)
_COMMENTS = re.compile(r"^\s*(?:#|//).*$", re.MULTILINE)

LANGUAGE = click.option(
    "--language", type=click.Choice(("sparql", "cypher")), help="Ask the RDF store or the property graph."
)


class Questions(click.Group):
    """The questions in ``queries/`` as commands; the parameters in a question's header are its options."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        from kg.ask import questions

        return list(questions())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """The command of a question."""
        from kg.ask import question

        return _command(question(cmd_name))


@click.group(cls=Questions, invoke_without_command=True, subcommand_metavar="[QUESTION [OPTIONS]]")
@click.pass_context
def ask(ctx: click.Context) -> None:
    """Answer a named question 提问.

    Without one, lists them; kg ask QUESTION --help tells a question's parameters, with an example.
    """
    if ctx.invoked_subcommand is None:
        from kg.ask import questions

        rows = [(one.name, _options(one), " ".join(one.title)) for one in questions().values()]
        show_rows(("question", "parameters", "asks"), rows, "table")


@click.command()
@click.argument("file", type=PATH, metavar="FILE")
@GRAPH
@LANGUAGE
@FORMAT
def query(file: Path, graph: Path | None, language: str | None, form: str) -> None:
    """Run a SPARQL or Cypher text, read-only 查询.

    Which of the two it is shows in the file's suffix (.rq, .sparql, .cypher) or in its first word; - reads
    standard input.
    """
    from kg.folder import open_graph

    text = _read(file)
    folder = open_graph(graph_folder(graph))
    store = folder.property if (language or _language(file, text)) == "cypher" else folder.rdf
    answer = store.query(text)
    show_rows(answer.columns, answer.rows, form)


def _read(file: Path) -> str:
    try:
        data = sys.stdin.buffer.read() if file == Path("-") else file.read_bytes()
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReadError(file, f"not UTF-8: {error.reason}") from error


def _language(file: Path, text: str) -> str:
    known = _SUFFIXES.get(file.suffix.lower())
    return known or ("cypher" if _CYPHER.match(_COMMENTS.sub("", text)) else "sparql")


def _command(question: Question) -> click.Command:
    @GRAPH
    @LANGUAGE
    @FORMAT
    def run(graph: Path | None, language: str | None, form: str, **given: str | None) -> None:
        from kg.ask import answer
        from kg.folder import open_graph

        folder = open_graph(graph_folder(graph))
        found = answer(folder.property if language == "cypher" else folder.rdf, question, given)
        show_rows(found.columns, found.rows, form)

    for parameter in reversed(question.parameters):
        run = _option(parameter)(run)
    help_ = "\n\n".join((*question.title, *question.uses))
    return click.command(question.name, help=help_, epilog=_example(question))(run)


def _option(parameter: Parameter) -> Any:
    need = " [required]" if parameter.required else ""
    default = f" [default: {parameter.default}]" if parameter.default else ""
    return click.option(f"--{parameter.name}", parameter.name, help=f"{parameter.about}{need}{default}")


def _options(question: Question) -> str:
    shown = (f"--{one.name}" if one.required else f"[--{one.name}]" for one in question.parameters)
    return " ".join(shown)


def _example(question: Question) -> str:
    given = (f"--{one.name} {one.example}" for one in question.parameters if one.example)
    return f"Example: kg ask {' '.join((question.name, *given))}"
