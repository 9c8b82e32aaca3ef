"""The package's public names, and that importing it costs nothing."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import kg

ROOT = Path(__file__).parents[1]
VERBS = sorted(set(kg.__all__) - {"__version__"})


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_a_documented_function_of_its_module(verb: str) -> None:
    function = getattr(kg, verb)
    assert function.__name__ == verb
    assert function.__doc__
    assert function is getattr(import_module(function.__module__), verb)


def test_a_verb_stays_one_after_its_module_was_imported() -> None:
    module = import_module("kg.read")
    assert isinstance(module, ModuleType)
    assert kg.read is module.read


def test_another_name_is_an_error() -> None:
    with pytest.raises(AttributeError, match="unread"):
        kg.unread  # noqa: B018 -- the look-up is what is tested


def test_every_package_that_is_imported_is_a_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[^\w-]", line)[0].lower().replace("-", "_") for line in project["dependencies"]}
    imported = set()
    for path in (ROOT / "kg").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").split(".")[0])
    assert imported - set(sys.stdlib_module_names) - {"kg"} <= declared


def test_importing_it_imports_nothing_heavy() -> None:
    code = "import sys, kg; print(*{name.split('.')[0] for name in sys.modules})"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"numpy", "rdflib", "pyoxigraph", "click", "rich", "networkx", "dataclasses"} & set(
        out.split()
    )
