"""One road, one direction: a module imports only from those before it in one written order."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "kg"

# Modules in one line see each other only inside a package of their own; a later line sees all earlier ones.
ORDER = (
    "errors model files text columns",
    "lines swap",
    "records lexicon ontology decisions",
    "read segment",
    "inputs sheet",
    "recognise",
    "extract",
    "resolve",
    "graph",
    "stores",
    "folder",
    "build",
    "check ask export show trace evaluate",
    "config",
    "cli",
)
PLACE = {name: place for place, line in enumerate(ORDER) for name in line.split()}
MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py") if "share" not in path.parts)


def part(module: Path) -> str:
    return module.parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[str]:
    """The parts of kg that a module imports, at its top, inside functions, and for types."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            whole = (
                [f"{node.module}.{alias.name}" for alias in node.names]
                if node.module == "kg"
                else [node.module]
            )
            names = [name or "" for name in whole]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        yield from (name.split(".")[1] for name in names if name.startswith("kg."))


def test_every_part_has_its_place() -> None:
    assert {part(module) for module in MODULES} - {"__init__"} == set(PLACE)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports_run_one_way(module: Path) -> None:
    own = part(module)
    if own == "__init__":
        return  # the list of public names, all of them lazy
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    for name in set(imported(tree)) - {own, "__version__"}:
        assert PLACE[name] < PLACE[own], f"{module} imports kg.{name}, which stands no earlier"


def test_the_package_itself_imports_nothing_of_ours() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    at_once = [node for node in tree.body if isinstance(node, ast.ImportFrom | ast.Import)]
    assert not [name for node in at_once for name in imported(node)]
