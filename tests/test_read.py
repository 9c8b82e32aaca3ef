"""kg.read: encodings, files that are no text, page furniture, imprint."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Document, Page
from kg.read import SUFFIXES, read
from kg.read.furniture import keep

ITEM = """云州市机械行业协会召开第三次会员大会

4月18日，云州市机械行业协会第三次会员大会在云州宾馆举行，会长丁一山作工作报告，秘书长何小川主持会议。
云州齿轮有限公司等二十家企业的代表参加了会议，并就技术改造、人才培养和市场开拓交流了经验。
"""
TRADITIONAL = """雲州市機械同業公會召開第三次會員大會

四月十八日，會議在雲州飯店舉行，會長丁一山作工作報告，秘書長何小川主持會議。
雲州齒輪有限公司等二十家企業的代表參加了會議，並就技術改造與人才培養交流了經驗。
"""


def put(folder: Path, raw: bytes | str, name: str = "简报.txt") -> Path:
    path = folder / name
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return path


def kept(folder: Path, text: str) -> Document:
    return read(put(folder, text))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_simplified_chinese_is_read_in_its_encodings(tmp_path: Path, encoding: str) -> None:
    assert read(put(tmp_path, ITEM.encode(encoding))).text == ITEM


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "big5", "gb18030"])
def test_traditional_chinese_is_read_in_its_encodings(tmp_path: Path, encoding: str) -> None:
    assert read(put(tmp_path, TRADITIONAL.encode(encoding))).text == TRADITIONAL


def test_utf16_of_either_byte_order_by_its_mark(tmp_path: Path) -> None:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert read(put(tmp_path, mark + ITEM.encode(encoding))).text == ITEM


@pytest.mark.parametrize("end", ["\r\n", "\r", "\f"])
def test_line_ends_are_one(tmp_path: Path, end: str) -> None:
    assert kept(tmp_path, ITEM.replace("\n", end)).text == ITEM


def test_a_document_is_known_by_its_bytes_and_goes_by_its_file_name(tmp_path: Path) -> None:
    one, other = read(put(tmp_path, ITEM)), read(put(tmp_path, ITEM, "b.txt"), name="2023/b.txt")
    assert one.id == other.id
    assert (one.name, other.name) == ("简报.txt", "2023/b.txt")
    assert read(put(tmp_path, ITEM + "。")).id != one.id


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_each_suffix_that_is_offered_is_read(tmp_path: Path, suffix: str) -> None:
    assert read(put(tmp_path, ITEM, "简报" + suffix.upper())).text == ITEM


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty file"),
        (" \n\n\u3000".encode(), "empty file"),
        (b"\xef\xbb\xbf", "empty file"),
        ("— 1 —\n\n— 2 —\n".encode(), "empty file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary file"),
        (bytes(range(128, 256)) * 20, "not text in UTF-8, UTF-16, GB18030 or Big5"),
        (b"\xff\xfe\x00", "broken utf-16"),
        (b"\xef\xbb\xbf\xff", "broken utf-8"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(tmp_path: Path, raw: bytes, reason: str) -> None:
    path = put(tmp_path, raw)
    with pytest.raises(ReadError, match=reason) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".DOC", ".wps", ".ofd", ".html", ".xlsx"])
def test_formats_that_are_not_read_are_named(tmp_path: Path, suffix: str) -> None:
    path = put(tmp_path, ITEM, "简报" + suffix)
    with pytest.raises(ReadError) as caught:
        read(path)
    assert str(caught.value) == f"{path}: {suffix} files are not read; save it as UTF-8 text"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"none\.txt: no such file$"):
        read(tmp_path / "none.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(ReadError, match=r"folder\.txt: .*directory$"):
        read(tmp_path / "folder.txt")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="every file is open to this user")
def test_a_file_that_is_closed_to_us_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, ITEM)
    path.chmod(0)
    with pytest.raises(ReadError, match="Permission denied"):
        read(path)


def _issue(*numbers: str) -> str:
    """A page for each number: a running head, two lines of text, the number at the foot."""
    return "".join(
        f"云机简讯\n\n正文{i}开头，\n正文{i}末尾。\n\n{number}\n" for i, number in enumerate(numbers)
    )


@pytest.mark.parametrize("style", ["{}", "— {} —", "- {} -", "·{}·", "第 {} 页", "第{}页/共9页", "{}/9"])
def test_page_numbers_go_and_name_the_page_above_them(tmp_path: Path, style: str) -> None:
    document = kept(tmp_path, _issue(*(style.format(n) for n in (7, 8, 9))))
    assert [page.label for page in document.pages] == ["7", "8", "9"]
    assert style.format(8) not in document.text.split("\n")
    for i, label in enumerate("789"):
        for place in ("开头", "末尾"):
            assert document.page_at(document.text.index(f"正文{i}{place}")) == label


def test_a_head_that_recurs_beside_page_numbers_goes(tmp_path: Path) -> None:
    assert "云机简讯" in kept(tmp_path, _issue("1", "2")).text
    assert kept(tmp_path, _issue("1", "2", "3", "4")).text.count("云机简讯") == 1, "the masthead stays"


def test_a_head_that_recurs_elsewhere_stays(tmp_path: Path) -> None:
    text = "名单\n甲公司\n名单\n乙公司\n名单\n丙公司\n"
    assert kept(tmp_path, text).text == text


def test_the_page_behind_the_last_number_is_the_next(tmp_path: Path) -> None:
    document = kept(tmp_path, "甲。\n— 3 —\n乙。\n— 4 —\n丙。\n")
    assert document.text == "甲。\n乙。\n丙。\n"
    assert document.pages == (Page(0, "3"), Page(3, "4"), Page(6, "5"))


def test_pages_without_a_number_share_a_label(tmp_path: Path) -> None:
    document = kept(tmp_path, "甲。\n— 3 —\n乙。\n丙。\n— 6 —\n")
    assert document.pages == (Page(0, "3"), Page(3, "4–6"))


def test_blanks_at_page_tops_part_pages_where_the_numbers_agree(tmp_path: Path) -> None:
    text = " 甲。\n甲。\n 乙。\n·· 5\n 丙。\n 丁。\n·· 7\n 戊。\n"
    document = kept(tmp_path, text)
    assert [document.page_at(document.text.index(char)) for char in "甲乙丙丁戊"] == ["4", "5", "6", "7", "8"]
    other = kept(tmp_path, text.replace("·· 7", "·· 8"))
    assert [page.label for page in other.pages] == ["5", "6–8", "9"]


@pytest.mark.parametrize("line", ["2023", "第3期", "3.5", "12345", "2023年", "3家", "（3）"])
def test_a_line_of_figures_that_is_no_page_number_stays(tmp_path: Path, line: str) -> None:
    document = kept(tmp_path, f"甲。\n{line}\n乙。\n")
    assert line in document.text.split("\n")
    assert document.pages == ()
    assert document.page_at(0) is None


_LINES = st.lists(
    st.sampled_from(("云机简讯", "甲。", "", " ", "— 3 —", "4", "第5页", "2023", "②", "七")), max_size=30
)


@given(_LINES)
def test_what_is_kept_are_whole_lines_in_their_order(given_lines: list[str]) -> None:
    text, pages = keep("\n".join(given_lines))
    rest = iter(given_lines)
    assert not text or all(line in rest for line in text.split("\n"))
    starts = [page.start for page in pages]
    assert starts == sorted(starts)
    assert all(0 <= start <= len(text) for start in starts)


def test_a_masthead_names_publisher_date_and_issue(tmp_path: Path) -> None:
    document = kept(
        tmp_path,
        "云机简讯\n2023年第4期（总第52期）\n主办：云州市机械行业协会　　编辑：何小川\n2023年4月28日出版\n\n"
        + ITEM,
    )
    assert document.title == "云机简讯"
    assert document.publisher == "云州市机械行业协会"
    assert document.date == "2023-04-28"
    assert document.issue == "第4期"


def test_a_masthead_of_markdown_and_a_month_for_an_issue(tmp_path: Path) -> None:
    document = kept(tmp_path, "# 云机简讯\n\n2023年4月号\n\n主办单位：云州市机械行业协会\n\n## 要闻\n")
    assert (document.title, document.publisher) == ("云机简讯", "云州市机械行业协会")
    assert (document.date, document.issue) == ("2023-04", "2023年4月号")


def test_a_brief_names_its_office_beside_the_date(tmp_path: Path) -> None:
    document = kept(tmp_path, f"工业简报\n第 8 期\n\n云州市经济和信息化局办公室　　2023年4月28日\n\n{ITEM}")
    assert document.publisher == "云州市经济和信息化局"
    assert (document.date, document.issue) == ("2023-04-28", "第8期")


def test_an_item_has_the_date_of_its_stamp(tmp_path: Path) -> None:
    title, rest = ITEM.split("\n", 1)
    document = kept(tmp_path, f"{title}\n发布时间：2023-04-19　来源：云州日报\n{rest}")
    assert (document.title, document.date) == (title, "2023-04-19")
    assert (document.publisher, document.issue) == (None, None)


def test_a_signature_names_publisher_and_date(tmp_path: Path) -> None:
    document = kept(tmp_path, f"{ITEM}\n云州市机械行业协会\n2023年4月20日\n")
    assert (document.publisher, document.date) == ("云州市机械行业协会", "2023-04-20")


def test_what_a_text_does_not_say_stays_open(tmp_path: Path) -> None:
    document = kept(tmp_path, ITEM)
    assert (document.publisher, document.date, document.issue, document.place) == (None, None, None, None)
