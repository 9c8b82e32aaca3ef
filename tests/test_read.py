"""kg.read: bytes → kept text, pages, and what a text says of itself."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Document
from kg.read import SUFFIXES, read
from kg.read.furniture import keep
from kg.read.imprint import imprint

NEWS = """淮州市机械行业协会召开理事会
3月10日，淮州市机械行业协会召开理事会，会长卞红樱主持会议并作工作报告。
会议审议了年度工作计划，决定启动“强链护航”行动，并对下一步工作提出要求。
"""
TRADITIONAL = """淮州市機械行業協會召開理事會
3月10日，淮州市機械行業協會召開理事會，會長卞紅櫻主持會議並作工作報告。
會議審議了年度工作計劃，決定啟動「強鏈護航」行動，並對下一步工作提出要求。
"""


def written(folder: Path, data: bytes | str, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def read_text(folder: Path, data: bytes | str, name: str = "a.txt") -> Document:
    return read(written(folder, data, name))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encodings_of_the_mainland(tmp_path: Path, encoding: str) -> None:
    assert read_text(tmp_path, NEWS.encode(encoding)).text == NEWS


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "utf-16"])
def test_the_encodings_of_traditional_characters(tmp_path: Path, encoding: str) -> None:
    assert read_text(tmp_path, TRADITIONAL.encode(encoding)).text == TRADITIONAL


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_end_in_one_way(tmp_path: Path, end: str) -> None:
    assert read_text(tmp_path, NEWS.replace("\n", end)).text == NEWS


def test_the_id_hashes_the_bytes_and_the_name_is_the_file_s(tmp_path: Path) -> None:
    document = read_text(tmp_path, NEWS, "三月.txt")
    assert document.id == hashlib.sha256(NEWS.encode()).hexdigest()[:16]
    assert document.name == "三月.txt"
    assert read(tmp_path / "三月.txt", name="2023/三月.txt").name == "2023/三月.txt"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b" \n\n", "empty file"),
        (b"\xef\xbb\xbf", "no text in it"),
        ("— 1 —\n\n— 2 —\n".encode(), "no text in it"),
        (bytes(range(256)) * 20, "a binary file, not text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "a binary file, not text"),
        (bytes(range(1, 128)) * 9, "a binary file, not text"),
        (
            "Bürger hören Gerüchte über Gärten. ".encode("latin-1") * 5,
            "in none of UTF-8, UTF-16, GB 18030 and Big5",
        ),
        (b"\xff\xfe\x00\xd8\x00\xd8", "marked as utf-16-le, but byte 0 is not"),
    ],
    ids=[
        "empty",
        "blank",
        "mark alone",
        "page numbers alone",
        "bytes",
        "picture",
        "controls",
        "latin",
        "broken",
    ],
)
def test_what_is_no_text_is_told_in_one_line(tmp_path: Path, data: bytes, reason: str) -> None:
    path = written(tmp_path, data)
    with pytest.raises(ReadError) as error:
        read(path)
    assert str(error.value) == f"{path}: {reason}"


@pytest.mark.parametrize("suffix", [".doc", ".wps", ".ofd", ".pdf", ".docx", ".xlsx", ".html"])
def test_formats_that_are_not_read(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(ReadError, match=rf"cannot read {suffix} \(known: "):
        read(written(tmp_path, NEWS, f"a{suffix}"))
    assert suffix not in SUFFIXES


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"none\.txt: no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="directory"):
        read(tmp_path)


def test_markdown_loses_its_signs_inside_lines_and_keeps_its_lines(tmp_path: Path) -> None:
    text = (
        "## 要闻\n**淮州机协**与[苇荡大学](http://example.org/)签约。![合影](a.png)\n<!-- 待改 -->\n- 3*4*5"
    )
    assert read_text(tmp_path, text, "a.md").text == "## 要闻\n淮州机协与苇荡大学签约。\n\n- 3*4*5"
    assert read_text(tmp_path, text).text == text


# Furniture. A line that must go is marked ✗; the page on which a line is must be told is written behind it.

FOOT_NUMBERS = """
淮州装备
会议由卞红樱主    1
✗— 1 —
持。会上，苇荡重    2
✗- 2 -
工签约。    3
✗ 第 3 页 共 3 页
"""
HEAD_NUMBERS = """
✗1
淮州机械行业协会召开理事会议事    1
3月10日，协会召开理事会，会长
卞红樱主持会议并作工作报告。会
议审议了年度工作计划，决定启动
“强链护航”行动，并对下一步工
作提出要求。各副会长单位的代表
就行业运行、技术改造和人才培养
交流了经验    1
✗2
并达成多项共识。会后，代表们参    2
观了苇荡重工的总装车间，听取了
公司总经理莫维舟的介绍，对公司
近年来的发展给予充分肯定，并就
下一步的合作交换了意见。    2
"""
NUMBERS_IN_A_TABLE = """
各会员单位获奖数
苇荡重工
智能装配线
12
北固齿轮
高效减速机
13
金岭液压
液压泵
14
"""
RUNNING_HEADS = """
淮州装备 2023年第3期
3月10日，协会召开理事会，会长卞红樱主持会
✗— 1 —
✗淮州装备 2023年第3期
议并作工作报告。会议审议了年度工作计划，决    2
✗— 2 —
✗淮州装备 2023年第3期
定启动“强链护航”行动。    3
（来源：秘书处）
✗— 3 —
✗淮州装备 2023年第3期
苇荡重工签约    4
（来源：秘书处）
✗— 4 —
"""
HEADS_WITH_NUMBERS = """
✗淮州机械简讯  1
3月10日，协会召开理事会，会长
卞红樱主持会议并作工作报告。会
议审议了年度工作计划，决定启动
“强链护航”行动，并对下一步工
✗淮州机械简讯  2
作提出要求。各副会长单位的代表
参加了会议。会后，代表们参观了
苇荡重工的总装车间，听取了公司
总经理莫维舟的介绍，对公司近年
✗淮州机械简讯  3
来的发展给予充分肯定。    3
"""


@pytest.mark.parametrize(
    "drawn",
    [FOOT_NUMBERS, HEAD_NUMBERS, NUMBERS_IN_A_TABLE, RUNNING_HEADS, HEADS_WITH_NUMBERS],
    ids=["numbers at the foot", "at the head", "no page numbers", "running heads", "heads with numbers"],
)
def test_page_furniture_goes_and_tells_the_pages(drawn: str) -> None:
    lines = [line.partition("    ") for line in drawn.strip("\n").split("\n")]
    wanted = [(line, page) for line, _, page in lines if not line.startswith("✗")]
    kept, pages = keep("\n".join(line.removeprefix("✗") for line, _, _ in lines))
    assert kept.rstrip("\n").split("\n") == [line for line, _ in wanted]
    document = Document("1f", "a.txt", kept, pages=pages)
    for line, page in wanted:
        if page:
            assert document.page_at(kept.index(line)) == page, line


def test_numbers_that_agree_name_the_pages_between() -> None:
    page = "会议审议了年度工作计划，决定\n启动“强链护航”行动，并\n对下一步工作提出要求\n" * 4
    kept, pages = keep(f"{page} 甲\n{page}— 2 —\n 乙\n{page} 丙\n{page}— 4 —\n 丁\n{page}")
    starts = {kept[page.start :].split("\n")[0].strip(): page.label for page in pages}
    assert starts == {"会议审议了年度工作计划，决定": "1", "甲": "2", "乙": "3", "丙": "4", "丁": "5"}


def test_numbers_that_skip_pages_name_only_their_own() -> None:
    page = "会议审议了年度工作计划，决定\n启动“强链护航”行动，并\n对下一步工作提出要求\n"
    kept, pages = keep(f"{page}— 2 —\n甲\n{page}— 9 —\n乙\n{page}— 10 —\n丙\n")
    document = Document("1f", "a.txt", kept, pages=pages)
    assert [document.page_at(kept.index(mark)) or None for mark in "甲乙丙"] == [None, "10", None]


def test_form_feeds_end_pages() -> None:
    kept, pages = keep("协会召开\n- 1 -\n\f理事会。\n- 2 -\n\f")
    assert kept.split() == ["协会召开", "理事会。"]
    assert [(kept[page.start :][:2], page.label) for page in pages] == [("协会", "1"), ("理事", "2")]


def test_without_page_numbers_no_page_is_known() -> None:
    assert keep("协会召开\n\f理事会。")[1] == ()


# What a text says of itself: title · publisher · place · date · issue, – where it says nothing.

SAYS = {
    "masthead": (
        "淮州装备通讯\n2023年第3期（总第117期）\n主办：江苏省淮州装备联合会\n2023年3月30日出版\n\n目　录\n…",
        "淮州装备通讯 · 江苏省淮州装备联合会 · 江苏省 · 2023-03-30 · 2023年第3期（总第117期）",
    ),
    "brief": (
        "工 作 简 报\n第8期\n苇荡县工业和信息化局办公室　　　　2023年4月28日\n\n苇荡县召开分析会\n",
        "工作简报 · 苇荡县工业和信息化局 · 苇荡县 · 2023-04-28 · 第8期",
    ),
    "markdown": (
        "# 陶瓷电子简报\n2022年6月号（总第48期）\n主办单位：淮州市陶瓷商会　　编辑：秘书处\n## 【要闻】\n",
        "陶瓷电子简报 · 淮州市陶瓷商会 · 淮州市 · 2022-06 · 2022年6月号（总第48期）",
    ),
    "year of the issue": ("淮机协简讯\n2023年第4期\n【要闻】\n", "淮机协简讯 · – · – · 2023 · 2023年第4期"),
    "maker": (
        "淮机协简讯\n第4期\n淮州市机械行业协会编印\n【要闻】\n",
        "淮机协简讯 · 淮州市机械行业协会 · 淮州市 · – · 第4期",
    ),
    "web page": (
        "苇荡重工新厂开工\n发布时间：2011-02-16 \t 发布人：\n2月15日，新厂开工。",
        "苇荡重工新厂开工 · – · – · 2011-02-16 · –",
    ),
    "day under the title": (
        "苇荡重工新厂开工\n2019年03月29日\n3月27日，新厂开工。",
        "苇荡重工新厂开工 · – · – · 2019-03-29 · –",
    ),
    "signature": (
        "淮机协〔2016〕15号\n座谈会纪要\n8月13日，座谈会召开。\n中国淮州机械学会轴承分会\n2016年8月18日\n",
        "座谈会纪要 · 中国淮州机械学会轴承分会 · – · 2016-08-18 · 淮机协〔2016〕15号",
    ),
    "medium": (
        "淮州光伏网：苇荡重工新厂开工\n3月27日，新厂开工。",
        "淮州光伏网：苇荡重工新厂开工 · 淮州光伏网 · – · – · –",
    ),
    "section first": ("○刊首○\n会长讲话\n各位代表：\n2021年9月17日，大会开幕。\n", "– · – · – · – · –"),
    "nothing": (
        "苇荡重工新厂开工\n2023年3月27日，新厂开工，主办：无。\n",
        "苇荡重工新厂开工 · – · – · – · –",
    ),
}


@pytest.mark.parametrize("text", SAYS)
def test_what_a_text_says_of_itself(text: str) -> None:
    said, wanted = SAYS[text]
    assert " · ".join(str(value or "–") for value in imprint(said).values()) == wanted


def test_reading_the_same_bytes_gives_the_same_document(tmp_path: Path) -> None:
    assert read_text(tmp_path, NEWS) == read_text(tmp_path, NEWS)
