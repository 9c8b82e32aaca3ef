"""kg.text: normal forms, numerals, dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import dates, is_edtf, normal, number, unquoted


@pytest.mark.parametrize(
    "spelling",
    [
        "“云匠”认证ABC",
        "「云匠」认证ABC",
        "云匠认证ＡＢＣ",
        "云匠 认证\nABC",
        "《云匠》认证·ABC",
        "\u3000云匠认证ABC",
    ],
)
def test_spellings_of_a_name_have_one_normal_form(spelling: str) -> None:
    assert normal(spelling) == "云匠认证ABC"


def test_case_and_other_signs_make_another_name() -> None:
    assert len({normal(name) for name in ("abc公司", "ABC公司", "ABC-公司", "ABC（公司）")}) == 4


@given(st.text(alphabet="云齿轮 \n\u3000ＡＢab１２·《》“”（()-．①㈱"))
def test_a_normal_form_is_its_own(name: str) -> None:
    assert normal(normal(name)) == normal(name)


def test_quotation_marks_go_and_title_marks_stay() -> None:
    assert unquoted("“云匠”《章程》「新芽」") == "云匠《章程》新芽"


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("零", 0), ("〇", 0), ("七", 7), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99),
        ("一百零三", 103),
        ("两百", 200), ("三千零一十", 3010), ("一万二千", 12000), ("二十万", 200000),
        ("0047", 47), ("４７", 47),
    ],
)  # fmt: skip
def test_numerals(numeral: str, value: int) -> None:
    assert number(numeral) == value


@pytest.mark.parametrize("text", ["", "双", "第三", "3个", "三家", "-3", "3.5"])
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert number(text) is None


def _spelled(value: int) -> str:
    """A number below ten thousand as Chinese writes it: 3010 → 三千零一十."""
    written, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            written += ("零" if gap and written else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return written


@given(st.integers(1, 9999))
def test_every_written_number_is_read(value: int) -> None:
    assert number(_spelled(value)) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2023年4月18日开幕", ["2023-04-18"]),
        ("2023 年 4 月 18 日开幕", ["2023-04-18"]),
        ("二〇二三年4月签约", ["2023-04"]),
        ("2019年立项", ["2019"]),
        ("2023年4月18日至20日举行", ["2023-04-18/2023-04-20"]),
        ("2023年4月18-20日举行", ["2023-04-18/2023-04-20"]),
        ("2023年4月28日至5月2日举行", ["2023-04-28/2023-05-02"]),
        ("发布时间：2023-04-18", ["2023-04-18"]),
        ("2023/4/8 更新", ["2023-04-08"]),
        ("2021年启动，2023年5月完工", ["2021", "2023-05"]),
        ("2023年13月", []),
        ("2023年度总结", []),
        ("2023年第3期", ["2023"]),
        ("共有2023人", []),
    ],
)
def test_dates_that_name_their_year(text: str, found: list[str]) -> None:
    assert [date.edtf for date in dates(text)] == found


@pytest.mark.parametrize(
    ("text", "context", "found"),
    [
        ("4月18日，云州齿轮投产", "2023-05", ["2023-04-18"]),
        ("12月3日，云州齿轮投产", "2023-02", ["2022-12-03"]),
        ("3月开工", "2023-02", ["2023-03"]),
        ("去年11月开工", "2023-02", ["2022-11"]),
        ("明年5月完工", "2023-02-10", ["2024-05"]),
        ("前年立项，今年验收", "2023", ["2021", "2023"]),
        ("18日上午开幕", "2023-05", ["2023-05-18"]),
        ("18日上午开幕", "2023", []),
        ("4月18日", None, []),
        ("去年", None, []),
    ],
)
def test_dates_that_lean_on_the_issue(text: str, context: str | None, found: list[str]) -> None:
    assert [date.edtf for date in dates(text, context)] == found


def test_a_date_knows_its_span() -> None:
    text = "云州齿轮于2023年4月18日投产，2024年扩建。"
    assert [text[date.start : date.end] for date in dates(text)] == ["2023年4月18日", "2024年"]


@given(
    st.text(alphabet="0123456789年月日至-/.今去明〇二三（）() 上午，期度"),
    st.sampled_from((None, "2023", "2023-05", "2023-05-06")),
)
def test_whatever_is_read_as_a_date_is_edtf_and_in_the_text(text: str, context: str | None) -> None:
    for date in dates(text, context):
        assert is_edtf(date.edtf), date
        assert 0 <= date.start < date.end <= len(text)


@pytest.mark.parametrize("text", ["2023", "2023-04", "2023-04-18", "2023-04-18/2023-04-20", "2022/2023"])
def test_edtf(text: str) -> None:
    assert is_edtf(text)


@pytest.mark.parametrize("text", ["", "2023-13", "2023-4", "2023-04-32", "2023-04-18/", "2023年", "23"])
def test_not_edtf(text: str) -> None:
    assert not is_edtf(text)
