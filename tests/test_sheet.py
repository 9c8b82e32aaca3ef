"""kg.sheet: what people tell of documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Document
from kg.sheet import read_sheet, tell, write_sheet

DOCUMENTS = [
    Document("2b", "乙/简报.txt", "正文", title="简报，第2期", publisher="淮州市机械行业协会"),
    Document("1a", "甲.txt", "正文", date="2023-03", url="https://example.org/1"),
]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(write_sheet(DOCUMENTS), encoding="utf-8-sig")
    assert read_sheet(path) == {
        "乙/简报.txt": {"title": "简报，第2期", "publisher": "淮州市机械行业协会"},
        "甲.txt": {"date": "2023-03", "url": "https://example.org/1"},
    }


def test_the_order_of_the_documents_does_not_matter() -> None:
    assert write_sheet(DOCUMENTS) == write_sheet(DOCUMENTS[::-1])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings_of_spreadsheets(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes("file,publisher\r\n甲.txt, 淮州市机械行业协会 \r\n,\r\n".encode(encoding))
    assert read_sheet(path) == {"甲.txt": {"publisher": "淮州市机械行业协会"}}


def test_an_empty_cell_tells_nothing() -> None:
    assert tell(DOCUMENTS[1], {}) is DOCUMENTS[1]
    told = tell(DOCUMENTS[1], {"publisher": "乙协会"})
    assert (told.publisher, told.date) == ("乙协会", "2023-03")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1: no column 'file'"),
        ("name,date\n", "1: no column 'file'"),
        ("file,dates\n", "1: unknown column 'dates'"),
        ("file,date,date\n", "1: a column stands here twice"),
        ("file,date\na.txt,2023-03\na.txt,2023-04\n", "3: a.txt stands here a second time"),
        ("file,date\na.txt,2023年3月\n", "2: date '2023年3月'"),
        ("file,date\n,2023-03\n", "2: no file named"),
        ("file,date\na.txt,2023-03,x\n", "2: 3 cells under 2"),
        ('file,date\n"a.txt,2023-03\n', "unexpected end"),
    ],
)
def test_a_malformed_sheet_says_where(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=said):
        read_sheet(path)


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"\xff\xfe\x00\x81", b"file\xff\xff"])
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(data)
    with pytest.raises(ReadError, match="neither UTF-8 nor GB 18030"):
        read_sheet(path)


def test_a_missing_sheet(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="No such file"):
        read_sheet(tmp_path / "none.csv")
