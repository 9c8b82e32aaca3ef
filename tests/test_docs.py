"""What the README shows is run, and every command is in it.

Run as a program, this file writes the output of the README's session anew.
"""

from __future__ import annotations

import re
import shlex
import tempfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli import cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELL = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
SESSION = "".join(re.findall(r"```console\n(.*?)```", README, re.DOTALL))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like a clone, as far as the README's commands see it."""
    folder = tmp_path_factory.mktemp("clone")
    (folder / "data").symlink_to(ROOT / "data")
    return folder


def kg(command: str, monkeypatch: pytest.MonkeyPatch, place: Path) -> str:
    monkeypatch.chdir(place)
    result = CliRunner().invoke(cli, shlex.split(command)[1:])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_first_command_ends_with_the_table(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    *_, build, ask = (part.strip() for part in SHELL[0].split("&&"))
    assert (build.split()[:2], ask.split()[:2]) == (["kg", "build"], ["kg", "ask"])
    assert kg(build, monkeypatch, place) == ""
    assert len(kg(ask, monkeypatch, place).splitlines()) > 5


def test_ci_runs_the_second_command() -> None:
    *install, test = (part.strip() for part in SHELL[1].split("&&"))
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    extras = re.search(r"'\.\[[\w,]+\]'", install[0])
    assert extras is not None
    assert extras[0] in script
    assert script.rstrip().splitlines()[-1] == test


def test_the_session_is_a_real_one(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = re.findall(r"^\$ (.*)$", SESSION, re.MULTILINE)
    assert len(commands) >= 3
    assert session(commands, monkeypatch, place) == SESSION, "python tests/test_docs.py writes it anew"


def test_the_library_example_runs(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    names: dict[str, Any] = {}
    for example in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
        exec(example, names)
    assert len(names["statements"]) > 10


def session(commands: list[str], monkeypatch: pytest.MonkeyPatch, place: Path) -> str:
    return "\n".join(f"$ {command}\n{kg(command, monkeypatch, place)}" for command in commands)


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"`kg {name}" in README


def test_every_link_of_the_readme_leads_somewhere() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if not link.startswith("http")]
    assert links
    for link in links:
        assert (ROOT / link).exists(), link


def test_the_changelog_names_every_command() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert [name for name in cli.commands if f"`kg {name}`" not in changelog] == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        (Path(folder) / "data").symlink_to(ROOT / "data")
        new = session(re.findall(r"^\$ (.*)$", SESSION, re.MULTILINE), patch, Path(folder))
    (ROOT / "README.md").write_text(README.replace(SESSION, new), encoding="utf-8", newline="\n")
