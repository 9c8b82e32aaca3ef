"""kg.inputs: which files, under which names."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.inputs import find_inputs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "2023/a.txt", "2023/.hidden.txt", ".git/c.txt", "kg.toml", "sheet.csv"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path / "in"


def names(*paths: Path, home: Path | None = None) -> list[str]:
    return [one.name for one in find_inputs(paths, home)]


def test_a_folder_stands_for_what_can_be_read_in_it(folder: Path) -> None:
    assert names(folder) == ["2023/a.txt", "a.txt", "b.txt"]


def test_a_file_given_by_itself_goes_by_its_file_name(folder: Path) -> None:
    assert names(folder / "2023" / "a.txt") == ["a.txt"]


def test_below_the_kg_toml_names_start_at_its_folder(folder: Path) -> None:
    assert names(folder / "2023" / "a.txt", home=folder) == ["2023/a.txt"]
    assert names(folder / "2023", home=folder.parent) == ["in/2023/a.txt"]


def test_each_file_counts_once_in_any_order(folder: Path) -> None:
    paths = [folder / "2023" / "a.txt", folder, folder / "b.txt"]
    assert find_inputs(paths) == find_inputs(paths[::-1])
    assert names(*paths) == ["2023/a.txt", "a.txt", "b.txt"]


def test_a_name_is_had_by_one_file(folder: Path) -> None:
    with pytest.raises(ReadError, match=r"would have the same name as .*a\.txt; give a folder"):
        find_inputs([folder / "a.txt", folder / "2023" / "a.txt"])


def test_what_is_not_there_is_said(folder: Path) -> None:
    with pytest.raises(ReadError, match="none: no such file or folder"):
        find_inputs([folder / "none"])
    with pytest.raises(ReadError, match=r"no file to read in this folder \(known: .*\.txt"):
        (folder / "empty").mkdir()
        find_inputs([folder / "empty"])
