"""kg.recognise: sentences with their answer drawn in them; what is not drawn must not be found."""

from __future__ import annotations

import re

import pytest
from cases import drawn, read_text

# Every line is a sentence as it should be read: 〔text|class〕, 〔text|class=name〕 where it stands for
# something else, 〔title|post〕, 〔title|post of body〕 where it implies its body.
# The lines of one case are the paragraphs of one article.
CASES = {
    "a post between a body and a person": """
        〔江苏省染织联合会|Association〕〔会长|post〕〔莫维舟|Person〕出席〔第二届中国纱线发展大会|Meeting〕并讲话。""",
    "two posts of one person are one": """
        〔江苏省染织联合会|Association〕〔副会长兼秘书长|post〕〔莫维舟|Person〕出席〔第二届中国纱线发展大会|Meeting〕。""",
    "a post behind the name": """
        〔江苏省染织联合会|Association〕〔莫维舟|Person〕〔会长|post〕到〔苏州市|Place〕走访企业。""",
    "a post that implies its body": """
        〔苏州市|Place〕〔市长|post of 苏州市人民政府〕〔莫维舟|Person〕出席〔中国纱线大会|Meeting〕。""",
    "a list of persons": """
        〔苏州远岚纺织有限公司|Company〕〔陈立群|Person〕、〔周海明|Person〕、〔王建平|Person〕等3名技术人员参加培训。""",
    "several bodies of several kinds": """
        〔第二届中国纱线发展大会|Meeting〕由〔江苏省染织联合会|Association〕主办，〔苏州市纺织商会|Association〕承办。""",
    "a unit holds its whole": """
        〔〔江苏省工业和信息化厅|GovernmentBody〕装备工业处|GovernmentBody〕召开座谈会。""",
    "a policy by its title marks": """
        〔江苏省工业和信息化厅|GovernmentBody〕印发〔《江苏省纺织业发展规划》|Policy〕。""",
    "a programme holds its quoted brand": """
        〔苏州远岚纺织有限公司|Company〕牵头实施〔〔“轻纱智造”|Programme=轻纱智造〕专项行动|Programme〕。""",
    "an award with its grade": """
        〔苏州远岚纺织有限公司|Company〕荣获〔江苏省科学技术奖二等奖|Award〕2项。""",
    "an honorary title in quotes": """
        〔江苏省染织联合会|Association〕授予〔苏州远岚纺织有限公司|Company〕〔“染织行业先锋企业”|Award=染织行业先锋企业〕称号。""",
    "a place by its short name": """
        〔莫维舟|Person〕住在〔苏州|Place=苏州市〕。""",
    "a park": """
        〔苏州远岚纺织有限公司|Company〕落户〔苏州工业园区|Park〕。""",
    "a declared short form means its full form": """
        〔江苏省染织联合会|Association〕（以下简称“〔省染织联|Association=江苏省染织联合会〕”）换届。
        〔省染织联|Association=江苏省染织联合会〕〔会长|post〕〔陈立群|Person〕讲话。""",
    "我会 means the association": """
        〔江苏省染织联合会|Association〕成立于1985年。
        〔我会|Association=江苏省染织联合会〕〔会长|post〕〔陈立群|Person〕表示，〔我会|Association=江苏省染织联合会〕将服务企业。""",
    "会议 means the named meeting": """
        〔第二届中国纱线发展大会|Meeting〕召开。
        〔会议|Meeting=第二届中国纱线发展大会〕审议通过了〔《中国纱线绿色发展倡议》|Policy〕。""",
    "公司 means the firm spoken of": """
        〔苏州远岚纺织有限公司|Company〕成立于1998年。
        〔公司|Company=苏州远岚纺织有限公司〕〔总经理|post〕〔陈立群|Person〕讲话。""",
    "words that name nothing": """
        合作社与企业签订合作协议。
        企业荣获多项荣誉。
        有关部门高度重视，各级领导亲自部署。
        今年以来，行业运行平稳，利润同比增长5.2%。""",
    "a meeting that is not named": """
        〔江苏省染织联合会|Association〕召开理事会会议。""",
    "ordinary words that look like names": """
        高度重视安全生产，全面落实责任。
        方便群众，周到服务。""",
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_mentions_are_as_drawn(case: str) -> None:
    expected = [line.strip() for line in case.strip().splitlines()]
    (reading,) = read_text("\n\n".join(plain(line) for line in expected)).readings
    found = [drawn(reading, at) for at in range(len(reading.article.sentences))]
    assert found == expected


def plain(line: str) -> str:
    """A drawn line without its drawing.

    >>> plain("〔〔江苏省工信厅|GovernmentBody〕装备处|GovernmentBody〕召开座谈会。")
    '江苏省工信厅装备处召开座谈会。'
    """
    return re.sub(r"〔|\|[^〕〔]*〕", "", line)


def test_a_mention_is_its_slice_of_the_sentence() -> None:
    lines = [line.strip() for case in CASES.values() for line in case.strip().splitlines()]
    read = read_text("\n\n".join(map(plain, lines)))
    mentions = [(reading, mention) for reading in read.readings for mention in reading.mentions]
    assert mentions
    for reading, mention in mentions:
        assert mention.text == reading.article.sentences[mention.sentence].text[mention.start : mention.end]


def test_mentions_survive_hard_wraps() -> None:
    whole = (
        "江苏省染织联合会会长莫维舟出席第二届中国纱线发展大会并讲话，随后到苏州远岚纺织有限公司走访，"
        "了解企业智能改造的进展，并与企业负责人座谈。"
    )
    wrapped = "\n".join(whole[at : at + 35] for at in range(0, len(whole), 35))
    (one,) = read_text("会长走访\n\n" + "\n\n".join([whole] * 4)).readings
    (other,) = read_text("会长走访\n\n" + "\n\n".join([wrapped] * 4)).readings
    assert "〔苏州远岚纺织有限公司|Company〕" in drawn(one, 1)
    assert [drawn(other, at) for at in range(5)] == [drawn(one, at) for at in range(5)]


def test_names_are_found_where_only_another_sentence_gives_them_away() -> None:
    text = "会长走访\n\n江苏省染织联合会会长莫维舟到苏州走访。\n\n企业介绍情况后，莫维舟希望大家创新。"
    (reading,) = read_text(text).readings
    assert [m.sentence for m in reading.mentions if m.name == "莫维舟"] == [1, 2]
