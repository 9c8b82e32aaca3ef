"""kg.config: what kg.toml may say, and how it yields to the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import GRAPH, KEYS, find_config, read_config
from kg.errors import OptionError, ReadError


def write(folder: Path, text: str) -> Path:
    path = folder / "kg.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_option_can_stand_in_it(tmp_path: Path) -> None:
    write(
        tmp_path,
        """
        base = "https://example.org/id/"
        documents = "sheet.csv"
        lexicon = "words"
        decisions = "decisions.jsonl"
        publisher = "淮州市机械行业协会"
        date = "2023-03"
        place = "淮州市"
        workers = 4
        graph = "out/graph"
        """,
    )
    config = find_config(tmp_path)
    options = config.options()
    assert set(config.values) == set(KEYS)
    assert options.base == "https://example.org/id/"
    assert (options.documents, options.lexicon) == (tmp_path / "sheet.csv", tmp_path / "words")
    assert options.decisions == tmp_path / "decisions.jsonl"
    assert options.told == {"publisher": "淮州市机械行业协会", "date": "2023-03", "place": "淮州市"}
    assert (options.workers, options.home) == (4, tmp_path)
    assert config.graph(None) == tmp_path / "out/graph"


def test_the_command_line_overrides_it(tmp_path: Path) -> None:
    write(tmp_path, 'publisher = "甲"\nplace = "淮州市"\ngraph = "a"')
    config = find_config(tmp_path)
    options = config.options(publisher="乙", place=None)
    assert (options.publisher, options.place) == ("乙", "淮州市")
    assert config.graph(Path("b")) == Path("b")


def test_it_is_found_beside_a_file_and_above_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "workers = 2")
    deep = tmp_path / "2023" / "03"
    deep.mkdir(parents=True)
    (tmp_path / "a.txt").write_text("简报", encoding="utf-8")
    assert find_config(deep).home == tmp_path
    assert find_config(tmp_path / "a.txt").home == tmp_path
    write(deep, "workers = 3")
    assert find_config(deep).options().workers == 3


def test_without_one_the_defaults_hold(tmp_path: Path) -> None:
    config = find_config(tmp_path)
    assert config.home is None
    assert config.options().workers == 1
    assert config.graph(None) == GRAPH == Path("graph")


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ('place = "淮州市"\nbas = "x"', OptionError, r"kg\.toml:2: unknown option 'bas' \(known: base, "),
        ("[documents]\nfile = 1", OptionError, r"kg\.toml:1: documents must be a text"),
        ('\n\nworkers = "4"', OptionError, r"kg\.toml:3: workers must be a number, not '4'"),
        ("workers = true", OptionError, "must be a number"),
        ("base =", ReadError, "not TOML"),
    ],
)
def test_a_malformed_one_says_where(tmp_path: Path, text: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        read_config(write(tmp_path, text))


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_bytes('place = "淮州市"'.encode("gb18030"))
    with pytest.raises(ReadError, match="not UTF-8"):
        find_config(tmp_path)


@pytest.mark.parametrize(
    ("text", "said"), [('date = "三月"', "date '三月' is not like"), ("workers = 0", "1 or more")]
)
def test_a_value_out_of_range_is_refused(tmp_path: Path, text: str, said: str) -> None:
    write(tmp_path, text)
    with pytest.raises(OptionError, match=said):
        find_config(tmp_path).options()
