"""kg.segment: documents → articles and sentences, over bulletins of many styles, all invented."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, Document
from kg.read import read
from kg.read.furniture import keep
from kg.segment import segment

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"

MET = "3月10日，淮州市机械行业协会召开理事会，会长卞红樱主持会议并作工作报告。"
PLAN = "会议审议了年度工作计划，决定启动“强链护航”行动，并对下一步工作提出要求。"


def document(text: str) -> Document:
    kept, pages = keep(text)
    return Document("1f", "a.txt", kept, pages=pages)


def closed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def drawn(text: str) -> list[str]:
    """One line an article: section, title, source, date; – where there is none."""
    said = [(a.section, a.title, a.source, a.date) for a in segment(document(text))]
    return [" · ".join(str(part or "–") for part in parts) for parts in said]


def sentences(text: str) -> list[str]:
    """One line a sentence: its kind, and its text or cells."""
    return [
        f"{s.kind}: {' ¦ '.join(s.text[start:end] for start, end in s.cells) or s.text}"
        for article in segment(document(text))
        for s in article.sentences
    ]


BULLETINS = {
    "numbered, with masthead and contents": (
        f"""
淮州机械简讯
2023年第4期
淮州市机械行业协会编印
2023年4月20日

目　录
1. 协会召开理事会 ……………… 1
2. 苇荡重工新厂开工 …………… 2
3. 会员单位喜获市长质量奖 …… 3

1. 协会召开理事会
{MET}
{PLAN}

2. 苇荡重工新厂开工
{MET}

3. 会员单位喜获市长质量奖
{PLAN}
（协会秘书处供稿）
""",
        [
            "– · 协会召开理事会 · – · –",
            "– · 苇荡重工新厂开工 · – · –",
            "– · 会员单位喜获市长质量奖 · 协会秘书处 · –",
        ],
    ),
    "plain sections known from the contents": (
        f"""
淮州机械
2023年第4期
目  录
协会要闻
协会召开理事会…………（1）
企业动态
苇荡重工新厂开工…………（2）
北固齿轮产品
下线…………（3）

协会要闻
协会召开理事会
{MET}
企业动态
苇荡重工新厂开工
{PLAN}
北固齿轮产品下线
{PLAN}
""",
        [
            "协会要闻 · 协会召开理事会 · – · –",
            "企业动态 · 苇荡重工新厂开工 · – · –",
            "企业动态 · 北固齿轮产品下线 · – · –",
        ],
    ),
    "columns in brackets, titles set off by blank lines": (
        f"""
【工作动态】

协会召开理事会

{MET}

{PLAN}


苇荡重工新厂开工

{MET}


【企业之窗】

会员单位喜获市长质量奖

{PLAN}
""",
        [
            "工作动态 · 协会召开理事会 · – · –",
            "工作动态 · 苇荡重工新厂开工 · – · –",
            "企业之窗 · 会员单位喜获市长质量奖 · – · –",
        ],
    ),
    "source lines alone": (
        f"""
协会召开理事会
{MET}
（来源：协会秘书处）
苇荡重工新厂开工
{MET}
（摘自《淮州日报》）
会员单位喜获市长质量奖
{PLAN}
（文/岑雨桐）
北固齿轮产品下线
{PLAN}
（通讯员　臧海宁）
兰台轴承与云外大学签约
{PLAN}（来源：兰台轴承）
金岭液压入选名单
{PLAN}（据新淮网）
""",
        [
            "– · 协会召开理事会 · 协会秘书处 · –",
            "– · 苇荡重工新厂开工 · 淮州日报 · –",
            "– · 会员单位喜获市长质量奖 · 岑雨桐 · –",
            "– · 北固齿轮产品下线 · 臧海宁 · –",
            "– · 兰台轴承与云外大学签约 · 兰台轴承 · –",
            "– · 金岭液压入选名单 · 新淮网 · –",
        ],
    ),
    "a county's brief on one matter": (
        f"""
政 务 信 息
第12期
苇荡县工业和信息化局办公室                2023年5月6日

苇荡县多措并举推进工业稳增长

今年以来，苇荡县坚持把工业稳增长放在突出位置，取得了积极成效。

一、强化运行监测
{MET}

二、加强要素保障
{PLAN}

报：县委办公室、县政府办公室
（共印40份）
""",
        ["– · 苇荡县多措并举推进工业稳增长 · – · –"],
    ),
    "a county's brief on several": (
        f"""
工作简报
第13期
苇荡县工业和信息化局            2023年5月16日

苇荡县召开工业经济运行分析会

{MET}

{PLAN}


苇荡县举办银企对接活动

{MET}


苇荡港开展安全生产检查

{PLAN}

送：各乡镇
""",
        [
            "– · 苇荡县召开工业经济运行分析会 · – · –",
            "– · 苇荡县举办银企对接活动 · – · –",
            "– · 苇荡港开展安全生产检查 · – · –",
        ],
    ),
    "Markdown with columns": (
        f"""
# 淮机协简讯
2023年第4期
## 【要闻】
### 理事会召开
{MET}
### 新厂开工
{PLAN}
（来源：苇荡重工）
## 企业
### 产品下线
{MET}
---
责任编辑：岑雨桐
""",
        ["要闻 · 理事会召开 · – · –", "要闻 · 新厂开工 · 苇荡重工 · –", "企业 · 产品下线 · – · –"],
    ),
    "Markdown, one item with headings": (
        f"# 苇荡重工新厂开工\n{MET}\n## 项目概况\n{PLAN}\n## 下一步\n{MET}\n",
        ["– · 苇荡重工新厂开工 · – · –"],
    ),
    "a web page": (
        f"""
苇荡重工与淮州大学签订合作协议
来源：淮州日报　作者：岑雨桐　发布时间：2022-05-06 10:20　浏览次数：128次
　　{MET}
　　签约现场
　　{PLAN}
　　（责任编辑：佘丹青）
打印 关闭
""",
        ["– · 苇荡重工与淮州大学签订合作协议 · 淮州日报 · 2022-05-06"],
    ),
    "a notice, numbered and signed": (
        f"淮机协〔2023〕7号\n关于印发工作要点的通知\n各会员单位：\n{PLAN}\n淮州市机械行业协会\n2023年4月20日\n",
        ["– · 关于印发工作要点的通知 · 淮州市机械行业协会 · 2023-04-20"],
    ),
    "text without a title": (f"{MET}{PLAN}\n", [f"– · {MET} · – · –"]),
}


@pytest.mark.parametrize("style", BULLETINS)
def test_articles_of_many_styles(style: str) -> None:
    text, wanted = BULLETINS[style]
    assert drawn(text) == wanted


WRAPPED = """
○要闻○

淮州市机械行业协会参加

全国装备行业第12次群众性质量成果交流大会

3月 10日，淮州市机械行业协会组织会员单位

参加全国装备行业第 12次群众性质量成果交流

大会。会员单位苇荡重工获一等奖 23个，产值128

56万元。会长卞红樱代表协会与Blue Harbor

Machinery公司签约。

一、提高对群众性质量活动重大意义的认识，

增强责任感

会议要求，各会员单位要把质量管理活动作

为转型升级的重要抓手，摆上重要议事日程。

二、下一步工作

“通过改造，产值不降反升。”莫维舟深有感

触。

（来源：协会秘书处）

北固齿轮有限公司百吨级减速机顺利通过验收评审

近日，北固齿轮有限公司百吨级减速机通过

验收评审，各项指标均达到设计要求，现已交

付客户使用。

（来源：北固齿轮）
"""


def test_hard_wrapped_lines_join_and_titles_do_not_swallow_the_text() -> None:
    assert sentences(WRAPPED) == [
        "title: 淮州市机械行业协会参加全国装备行业第12次群众性质量成果交流大会",
        "prose: 3月10日，淮州市机械行业协会组织会员单位参加全国装备行业第12次群众性质量成果交流大会。",
        "prose: 会员单位苇荡重工获一等奖23个，产值12856万元。",
        "prose: 会长卞红樱代表协会与Blue Harbor Machinery公司签约。",
        "heading: 一、提高对群众性质量活动重大意义的认识，增强责任感",
        "prose: 会议要求，各会员单位要把质量管理活动作为转型升级的重要抓手，摆上重要议事日程。",
        "heading: 二、下一步工作",
        "prose: “通过改造，产值不降反升。”",
        "prose: 莫维舟深有感触。",
        "title: 北固齿轮有限公司百吨级减速机顺利通过验收评审",
        "prose: 近日，北固齿轮有限公司百吨级减速机通过验收评审，各项指标均达到设计要求，现已交付客户使用。",
    ]


def test_indented_paragraphs_end_where_the_next_begins() -> None:
    wrapped = [
        "　　　　苇荡重工与淮州大学",
        "　　　　签订战略合作协议",
        "　　3月10日，双方在淮州举行签约仪式，",
        "卞红樱主持仪式，莫维舟介绍合作背景。",
        "　　根据协议，双方将共建联合实验室，围",
        "绕高端轴承开展攻关，并联合培养人才，",
        "首批项目今年内启动。",
        "　　　　　　　　淮州市机械行业协会",
        "　　　　　　　　　2023年4月20日",
    ]
    (article,) = segment(document("\n".join(wrapped)))
    assert (article.title, article.source, article.date) == (
        "苇荡重工与淮州大学签订战略合作协议",
        "淮州市机械行业协会",
        "2023-04-20",
    )
    assert [s.paragraph for s in article.sentences] == [0, 1, 2]


def test_a_page_break_in_mid_sentence_breaks_nothing() -> None:
    text = (
        "○要闻○\n协会召开理事会\n3月10日，协会召开理事会，会长卞红樱\n主持会议并作工作报告。会议审议了年\n"
        "\n— 3 —\n\n\n 度工作计划，决定启动“强链护航”行动，\n对下一步工作提出要求。\n— 4 —"
    )
    (article,) = segment(document(text))
    assert [(s.text, s.page) for s in article.sentences[1:]] == [
        ("3月10日，协会召开理事会，会长卞红樱主持会议并作工作报告。", "3"),
        ("会议审议了年度工作计划，决定启动“强链护航”行动，对下一步工作提出要求。", "3"),
    ]


ROWS = """
淮州市机械行业协会理事会及获奖名单
会　长：卞红樱
副会长：莫维舟　尤承志
秘书长：佘丹青
顾问：岑雨桐、臧海宁
理　事：
王  伟　李晓明　欧阳芳芳
金奖\t智能装配线\t苇荡重工有限公司
| 银奖 | 高效减速机 | 北固齿轮有限公司 |
|---|---|---|
1  液压泵  金岭液压有限公司  铜奖
名单经理事会审议通过，共表彰3家单位，另有 2家单位获提名。
"""


def test_tables_and_lists_of_names_are_rows_of_cells() -> None:
    assert sentences(ROWS)[1:] == [
        "row: 会长： ¦ 卞红樱",
        "row: 副会长： ¦ 莫维舟 ¦ 尤承志",
        "row: 秘书长： ¦ 佘丹青",
        "row: 顾问： ¦ 岑雨桐、臧海宁",
        "row: 理事：",
        "row: 王伟 ¦ 李晓明 ¦ 欧阳芳芳",
        "row: 金奖 ¦ 智能装配线 ¦ 苇荡重工有限公司",
        "row: 银奖 ¦ 高效减速机 ¦ 北固齿轮有限公司",
        "row: 1 ¦ 液压泵 ¦ 金岭液压有限公司 ¦ 铜奖",
        "prose: 名单经理事会审议通过，共表彰3家单位，另有 2家单位获提名。",
    ]


@pytest.mark.parametrize(
    "drawn_cuts",
    [
        "会议召开。｜卞红樱主持！｜成效如何？",
        "一是强化监测；二是加强保障；三是优化服务。",
        "“产值不降反升。”｜莫维舟说。",
        "莫维舟说：“产值不降反升。我们有信心。”｜会议随后结束。",
        "会上喊出“加油！”的口号。｜大家鼓掌。",
        "《干得好！怎么干？》一文刊出。｜反响热烈。",
        "评审（含初评。复评）结束。｜名单公布。",
        "引号“没有闭合。｜第二句。",
    ],
)
def test_where_sentences_end(drawn_cuts: str) -> None:
    wanted = drawn_cuts.split("｜")
    (article,) = segment(document("标题\n" + "".join(wanted)))
    assert [s.text for s in article.sentences[1:]] == wanted


def test_a_source_at_the_end_of_the_last_paragraph_is_no_sentence() -> None:
    (article,) = segment(document(f"协会召开理事会\n{MET}（文/岑雨桐 宣传部）\n"))
    assert article.source == "岑雨桐 宣传部"
    assert [s.text for s in article.sentences] == ["协会召开理事会", MET]


def test_ids_numbers_and_extent() -> None:
    text = document(BULLETINS["source lines alone"][0])
    articles = segment(text)
    assert [(a.id, a.document, a.number) for a in articles[:2]] == [("1f-01", "1f", 1), ("1f-02", "1f", 2)]
    assert text.text[articles[0].start : articles[0].end].startswith("协会召开理事会\n3月")
    assert text.text[articles[0].start : articles[0].end].endswith("工作报告。")


def faithful(text: Document, articles: tuple[Article, ...]) -> None:
    """A sentence is what stands in the kept text, white space aside; an offset points at its character."""
    last = 0
    for article in articles:
        assert article.start >= last
        for s in article.sentences:
            assert article.start <= s.start < s.end <= len(text.text)
            assert closed(text.text[s.start : s.end]) == closed(s.text)
            assert s.start == s.offsets[0] and s.end == s.offsets[-1] + 1 and len(s.offsets) == len(s.text)
            for char, place in zip(s.text, s.offsets, strict=True):
                assert text.text[place] == char or (char == " " and text.text[place].isspace())
            assert list(s.offsets) == sorted(set(s.offsets))
            assert all(s.text[start:end] for start, end in s.cells)
        last = article.end


SIGNS = [
    "○要闻○",
    "【简讯】",
    "目录",
    "2023年第3期",
    "— 3 —",
    "4",
    "## 要闻",
    "# 简报",
    "----",
    "“",
    "”。",
    "《",
]
ROWS_AND_NAMES = [
    "王  伟　李晓明",
    "金奖\t苇荡重工",
    "| 甲 | 乙 |",
    "- 一项",
    "一、提高认识",
    "1. 开工",
    "Blue",
    "Harbor",
]
FRAMES = ["（来源：秘书处）", "报送：县委", "淮州市机械行业协会", "2023年4月20日", "", "", "　　", " 限公司"]
PROSE = [MET, PLAN, MET[:20], MET[20:], PLAN[:18], "协会召开理事会"]
PIECES = st.sampled_from([*SIGNS, *ROWS_AND_NAMES, *FRAMES, *PROSE])


@given(st.lists(PIECES, max_size=40).map("\n".join))
def test_any_order_of_lines_keeps_the_text_faithful(text: str) -> None:
    whole = document(text)
    articles = segment(whole)
    faithful(whole, articles)
    assert [a.number for a in articles] == list(range(1, len(articles) + 1))


@given(st.text(alphabet="甲乙丙。！“”《》（）、，：1 a\n\t　|#-—", max_size=120))
def test_any_text_is_segmented(text: str) -> None:
    whole = document(text)
    articles = segment(whole)
    faithful(whole, articles)


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "samples").glob("*.*")), ids=lambda path: path.name)
def test_samples(path: Path) -> None:
    sample = read(path)
    articles = segment(sample)
    faithful(sample, articles)
    golds = [
        json.loads(gold.read_text(encoding="utf-8"))
        for gold in (ROOT / "data" / "gold").glob(f"{path.stem}-*.json")
    ]
    assert {gold["article"]: closed(gold["title"]) for gold in golds} == {
        a.number: closed(a.title) for a in articles
    }
    whole = {a.number: closed("".join(s.text for s in a.sentences)) for a in articles}
    for gold in golds:
        for relation in gold["relations"]:
            if not relation.get("optional"):
                assert closed(relation["evidence"]) in whole[gold["article"]]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real bulletins are not here")
def test_the_real_bulletin() -> None:
    bulletin = read(CORPUS / "bulletin-2021-09.txt")
    articles = segment(bulletin)
    faithful(bulletin, articles)
    with (CORPUS / "bulletin-2021-09.articles.tsv").open(encoding="utf-8") as file:
        wanted = [
            (int(row["number"]), row["section"], closed(row["title"]), row["source"] or None)
            for row in csv.DictReader(file, delimiter="\t")
        ]
    assert [(a.number, a.section, closed(a.title), a.source) for a in articles] == wanted


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real bulletins are not here")
@pytest.mark.parametrize("path", sorted(CORPUS.glob("ext-*.txt")), ids=lambda path: path.stem)
def test_real_single_items(path: Path) -> None:
    item = read(path)
    (article,) = segment(item)
    faithful(item, (article,))
    assert article.title == item.title
    assert article.date == item.date
