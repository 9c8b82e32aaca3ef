"""kg.segment: articles, their titles and sources, paragraphs, sentences, and the way back to the text."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article, Document, Page, Sentence
from kg.read import read
from kg.segment import segment
from kg.segment.layout import Layout, layout, lines, paragraphs

ROOT = Path(__file__).parents[1]
BULLETIN = ROOT.parent / "shared" / "corpus" / "bulletin-2021-09.txt"
SAMPLES = sorted((ROOT / "data" / "samples").iterdir())


def cut(text: str) -> tuple[Article, ...]:
    return segment(Document("d", "简报.txt", text))


def bare(text: str | None) -> str:
    return "".join((text or "").split())


def table_of(articles: tuple[Article, ...]) -> list[tuple[int, str | None, str, str | None]]:
    return [(article.number, article.section, article.title, article.source) for article in articles]


def texts(article: Article, *kinds: str) -> list[str]:
    return [sentence.text for sentence in article.sentences if sentence.kind in kinds]


def assert_leads_back(document: Document, sentence: Sentence) -> None:
    """Each character has its place in the document, and together they are all that stands there."""
    assert bare(document.text[sentence.start : sentence.end]) == bare(sentence.text)
    assert len(sentence.offsets) == len(sentence.text)
    assert (sentence.offsets[0], sentence.offsets[-1] + 1) == (sentence.start, sentence.end)
    assert all(a < b for a, b in zip(sentence.offsets, sentence.offsets[1:], strict=False))
    for char, place in zip(sentence.text, sentence.offsets, strict=True):
        there = document.text[place]
        assert there == char or (char == " " and there.isspace())


SECTIONS = """云机简讯
2023年第4期
○协会动态○

协会召开第三次会员大会

4月18日，云州市机械行业协会第三次会员大会在云州宾馆举行。会长丁一山作报告。

（来源：协会秘书处）

云州齿轮入选绿色工厂名单

云州齿轮有限公司入选2022年云州市绿色工厂。公司董事长何小川介绍了经验。

（来源：云州日报）

○企业之窗○

青川轴承新厂房开工

4月20日，青川轴承有限公司新厂房开工。

（文/图：吴小满）
"""


def test_sections_and_source_lines_part_a_bulletin() -> None:
    assert table_of(cut(SECTIONS)) == [
        (1, "协会动态", "协会召开第三次会员大会", "协会秘书处"),
        (2, "协会动态", "云州齿轮入选绿色工厂名单", "云州日报"),
        (3, "企业之窗", "青川轴承新厂房开工", None),
    ]


def test_source_lines_and_masthead_are_no_sentences() -> None:
    said = [sentence.text for article in cut(SECTIONS) for sentence in article.sentences]
    assert not [text for text in said if "来源" in text or "吴小满" in text or "云机简讯" in text]
    assert said[1:3] == ["4月18日，云州市机械行业协会第三次会员大会在云州宾馆举行。", "会长丁一山作报告。"]


@pytest.mark.parametrize("marked", ["◎{}◎", "● {} ●", "【{}】", "■{}■", "★{}★"])
def test_sections_by_other_signs(marked: str) -> None:
    text = SECTIONS.replace("○协会动态○", marked.format("协会动态")).replace(
        "○企业之窗○", marked.format("企业之窗")
    )
    assert table_of(cut(text)) == table_of(cut(SECTIONS))


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("（来源：云州日报）", "云州日报"),
        ("(来源:云州日报)", "云州日报"),
        ("（摘自：云州日报）", "云州日报"),
        ("（云州日报供稿）", "云州日报"),
        ("来源：云州日报", "云州日报"),
        ("供稿：青川轴承", "青川轴承"),
        ("【信息来源：云州日报】", "云州日报"),
        ("（记者 吴小满）", None),
        ("（通讯员：吴小满）", None),
    ],
)
def test_source_lines_in_their_wordings(line: str, source: str | None) -> None:
    articles = cut(SECTIONS.replace("（来源：协会秘书处）", line))
    assert articles[0].source == source
    assert [article.title for article in articles] == [article.title for article in cut(SECTIONS)]


def test_a_source_at_the_end_of_a_paragraph_is_parted_from_it() -> None:
    articles = cut(SECTIONS.replace("作报告。\n\n（来源", "作报告。（来源"))
    assert table_of(articles) == table_of(cut(SECTIONS))
    assert articles[0].sentences[-1].text == "会长丁一山作报告。"


def test_sections_alone_part_a_bulletin() -> None:
    text = "○要闻○\n\n甲会召开\n\n会议在云州举行。\n\n○简讯○\n\n乙厂开工\n\n乙厂在云州开工。\n"
    assert table_of(cut(text)) == [(1, "要闻", "甲会召开", None), (2, "简讯", "乙厂开工", None)]


def test_a_text_without_signs_of_several_is_one_article() -> None:
    stamp = "发布时间：2023-04-19 来源：云州日报"
    text = f"云州齿轮入选绿色工厂名单\n{stamp}\n\n云州齿轮有限公司入选。公司很高兴。\n\n会后参观。"
    (article,) = cut(text)
    assert (article.title, article.section, article.source) == ("云州齿轮入选绿色工厂名单", None, "云州日报")
    assert texts(article, "prose") == ["云州齿轮有限公司入选。", "公司很高兴。", "会后参观。"]
    assert [sentence.paragraph for sentence in article.sentences] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    "stamp",
    [
        "发布时间：2023-04-19 来源：云州日报",
        "来源：云州日报　　发布时间：2023-04-19",
        "2023-04-19 10:20 来源：云州日报",
        "时间：2023年4月19日　来源：云州日报　浏览次数：52",
    ],
)
def test_the_stamp_of_an_item_gives_its_date_and_source(stamp: str) -> None:
    (article,) = cut(f"云州齿轮入选\n{stamp}\n云州齿轮有限公司入选。\n")
    assert (article.date, article.source) == ("2023-04-19", "云州日报")
    assert [sentence.text for sentence in article.sentences] == ["云州齿轮入选", "云州齿轮有限公司入选。"]


def test_those_to_whom_a_brief_is_sent_are_not_its_source() -> None:
    assert cut(CONTENTS.format("◇", "") + "\n报送：云州市委办公室\n")[-1].source is None


def test_a_title_alone_is_an_article() -> None:
    (article,) = cut("云州齿轮入选绿色工厂名单")
    assert article.title == article.sentences[0].text == "云州齿轮入选绿色工厂名单"
    assert (article.start, article.end) == (0, 12)


MARKDOWN = """# 云机简讯

2023年4月号

## 【协会要闻】

### 协会召开第三次会员大会

4月18日，会议在云州宾馆举行。

来源：协会秘书处

### 云州齿轮入选

公司入选。

## 企业之窗

### 青川轴承新厂房开工

4月20日开工。
"""


def test_markdown_headings_are_sections_and_titles() -> None:
    articles = cut(MARKDOWN)
    assert table_of(articles) == [
        (1, "协会要闻", "协会召开第三次会员大会", "协会秘书处"),
        (2, "协会要闻", "云州齿轮入选", None),
        (3, "企业之窗", "青川轴承新厂房开工", None),
    ]
    assert all(MARKDOWN[one.start :].startswith(one.title) for one in articles), (
        "the signs are no part of a title"
    )


CONTENTS = """工业简报
第8期

本期要目

{0}协会召开第三次会员大会{1}
{0}云州齿轮入选{1}
{0}简讯两则{1}

协会召开第三次会员大会

4月18日，会议在云州宾馆举行。

云州齿轮入选

公司入选。

简讯两则

一、青川轴承开工。

二、云州齿轮投产。
"""


@pytest.mark.parametrize("entry", [("", ""), ("◇", ""), ("· ", "……（3）"), ("", "…………3"), ("", " 3")])
def test_the_titles_of_a_contents_page_part_what_follows(entry: tuple[str, str]) -> None:
    articles = cut(CONTENTS.format(*entry))
    assert [article.title for article in articles] == ["协会召开第三次会员大会", "云州齿轮入选", "简讯两则"]
    assert texts(articles[2], "prose") == ["一、青川轴承开工。", "二、云州齿轮投产。"]


# Seventeen characters a line; the second title and the third paragraph run over two lines.
WRAPPED = """○协会动态○

云州市机械行业协会召开第三次会员
大会暨换届大会

4月 18日，云州市机械行业协会第

三次会员大会在云州宾馆举行，会长

丁一山作工作报告，秘书长何小川主

持会议。

会议通过了协会的章程和今年的工作

计划，云州齿轮有限公司等二十家会

员企业介绍了经验。会议授予青川轴

承有限公司Green Factory

Award称号，号召全体会员向它学

习，把技术改造和人才培养抓好抓实。

（来源：协会秘书处）

○企业之窗○

青川轴承新厂房开工

4月20日，青川轴承有限公司新厂房

在云州市高新区开工。
"""


def test_titles_of_hard_wrapped_text_run_over_lines() -> None:
    assert table_of(cut(WRAPPED)) == [
        (1, "协会动态", "云州市机械行业协会召开第三次会员大会暨换届大会", "协会秘书处"),
        (2, "企业之窗", "青川轴承新厂房开工", None),
    ]


def test_hard_wrapped_lines_join_to_sentences() -> None:
    first, second = cut(WRAPPED)
    assert texts(first, "prose") == [
        "4月18日，云州市机械行业协会第三次会员大会在云州宾馆举行，会长丁一山作工作报告，秘书长何小川主持会议。",
        "会议通过了协会的章程和今年的工作计划，云州齿轮有限公司等二十家会员企业介绍了经验。",
        (
            "会议授予青川轴承有限公司Green Factory Award称号，"
            "号召全体会员向它学习，把技术改造和人才培养抓好抓实。"
        ),
    ]
    assert texts(second, "prose") == ["4月20日，青川轴承有限公司新厂房在云州市高新区开工。"]
    assert [sentence.paragraph for sentence in first.sentences] == [0, 1, 2, 2]


def test_a_text_of_whole_paragraphs_is_not_wrapped() -> None:
    assert not layout(lines(SECTIONS)).wrapped
    assert layout(lines(WRAPPED)).measure in range(30, 36)


def test_a_listed_item_begins_a_paragraph_even_behind_a_full_line() -> None:
    found = lines("会议审议通过了协会的章程和计划。\n一、关于会员企业技术改造的工作\n要抓紧。\n")
    groups = list(paragraphs(found, Layout(32, False)))
    assert [[line.text for line in group] for group in groups] == [
        ["会议审议通过了协会的章程和计划。"],
        ["一、关于会员企业技术改造的工作", "要抓紧。"],
    ]


def sentences_of(body: str) -> tuple[Sentence, ...]:
    (article,) = cut("云州齿轮入选\n" + body)
    return article.sentences[1:]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("公司入选。公司投产！何时完工？", ["公司入选。", "公司投产！", "何时完工？"]),
        ("他说：“公司入选。”大家鼓掌。", ["他说：“公司入选。”", "大家鼓掌。"]),
        (
            "会议学习《怎么办？云州的回答》一书。会后参观。",
            ["会议学习《怎么办？云州的回答》一书。", "会后参观。"],
        ),
        ("公司（原云州厂。后改制）入选。会后参观。", ["公司（原云州厂。后改制）入选。", "会后参观。"]),
        ("太好了！！！会后参观", ["太好了！！！", "会后参观"]),
        ("增长16.4%，达3.5亿元。", ["增长16.4%，达3.5亿元。"]),
    ],
)
def test_sentences_end_where_they_end(body: str, found: list[str]) -> None:
    assert [sentence.text for sentence in sentences_of(body)] == found


@pytest.mark.parametrize("body", ["一、运行情况", "（二）下步安排", "获奖名单", "3.人才培养"])
def test_headings_are_told_from_prose(body: str) -> None:
    assert [sentence.kind for sentence in sentences_of(body + "\n公司入选。")] == ["heading", "prose"]


def test_a_list_is_no_heading() -> None:
    assert [sentence.kind for sentence in sentences_of("名单如下：\n甲公司、乙公司、\n丙公司。")] == [
        "prose"
    ] * 3


@pytest.mark.parametrize(
    "row",
    [
        "金奖\t齿轮减速机\t云州齿轮有限公司",
        "| 金奖 | 齿轮减速机 | 云州齿轮有限公司 |",
        "金奖　　齿轮减速机　　云州齿轮有限公司",
    ],
)
def test_a_table_row_is_one_sentence_with_its_cells(row: str) -> None:
    _, found = sentences_of("名单如下：\n" + row)
    assert found.kind == "row"
    assert [found.text[start:end] for start, end in found.cells] == ["金奖", "齿轮减速机", "云州齿轮有限公司"]


def test_prose_has_no_cells() -> None:
    assert [sentence.cells for sentence in sentences_of("会议  由云州市机械行业协会主办，公司承办。")] == [()]


def test_sentences_stand_on_their_page() -> None:
    text = "云州齿轮入选\n公司入选。\n会后参观。\n"
    (article,) = segment(Document("d", "a.txt", text, pages=(Page(0, "7"), Page(text.index("会后"), "8"))))
    assert [sentence.page for sentence in article.sentences] == ["7", "7", "8"]


def test_articles_are_known_by_document_and_number() -> None:
    assert [(one.id, one.document, one.number) for one in cut(MARKDOWN)] == [
        (f"d-0{n}", "d", n) for n in (1, 2, 3)
    ]


@pytest.mark.parametrize("text", [SECTIONS, MARKDOWN, CONTENTS.format("◇", ""), WRAPPED])
def test_articles_span_their_sentences_in_order(text: str) -> None:
    document = Document("d", "a.txt", text)
    end = 0
    for article in segment(document):
        assert end <= article.start < article.end
        assert (article.start, article.end) == (article.sentences[0].start, article.sentences[-1].end)
        for sentence in article.sentences:
            assert end <= sentence.start < sentence.end
            end = sentence.end
            assert_leads_back(document, sentence)


_PIECES = st.sampled_from(
    (
        "云州齿轮有限公司", "4月", "18", "2023年", "Green", "ISO 9001", "举行", "，", "。", "！”",
        "《", "》", "（", "）", "“", "”", "、", " ", "\u3000", "\u3000\u3000", "\t", "|", "\n", "\n\n", "\n \n",
        "Factory", "○要闻○", "# ", "## ",
        "目录", "（来源：云州日报）", "来源：", "一、", "…", "\U0001f600", "\xa0", "\u2028", "\x0b", "---",
    )
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.lists(_PIECES, max_size=80).map("".join), st.text(max_size=60)).filter(
        lambda text: text.strip()
    )
)
def test_each_sentence_leads_back_to_the_text(text: str) -> None:
    document = Document("d", "a.txt", text)
    for article in segment(document):
        assert article.sentences[0].text == article.title
        for sentence in article.sentences:
            assert_leads_back(document, sentence)
            assert all(0 <= start < end <= len(sentence.text) for start, end in sentence.cells)


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="云州齿轮有限公司在高新区开工，由协会主办", min_size=170, max_size=400),
    st.integers(15, 30),
)
def test_where_the_wraps_fall_does_not_matter(words: str, measure: int) -> None:
    wrapped = "\n".join(words[i : i + measure] for i in range(0, len(words), measure))
    tail = "公司投产。"
    found = lines(wrapped + tail)
    (group,) = [group for group in paragraphs(found, Layout(2 * measure, False)) if group[0] is found[0]]
    assert "".join(line.text for line in group) == words + tail or len(found[-2].text) < measure


@pytest.mark.skipif(not BULLETIN.exists(), reason="the bulletin is not here")
def test_a_real_bulletin_is_cut_into_its_articles() -> None:
    with BULLETIN.with_suffix(".articles.tsv").open(encoding="utf-8", newline="") as table:
        listed = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    document = read(BULLETIN)
    found = segment(document)
    assert [(str(n), s, bare(t), o or "") for n, s, t, o in table_of(found)] == [
        (row["number"], row["section"], bare(row["title"]), row["source"]) for row in listed
    ]
    assert len(found) == 22
    for article in found:
        for sentence in article.sentences:
            assert_leads_back(document, sentence)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_are_cut_into_the_articles_of_their_gold(sample: Path) -> None:
    gold = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "data/gold").glob(f"{sample.stem}-*.json"))
    ]
    document = read(sample)
    found = segment(document)
    assert [(article.number, bare(article.title)) for article in found] == [
        (one["article"], bare(one["title"])) for one in gold
    ]
    assert len(gold) >= 4
    assert {one["publisher"] for one in gold} == {document.publisher}
    for article in found:
        for sentence in article.sentences:
            assert_leads_back(document, sentence)
