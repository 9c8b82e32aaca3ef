"""kg.extract: for every rule a text with the statements that it gives, and texts that give none."""

from __future__ import annotations

import pytest
from cases import read_text, told

from kg.extract import RULES, rule_name

# rule, text, statements of the rule, as "subject relation object role=… grade=…"
POSITIVE = [
    ("post-before-name", "江苏省染织联合会会长莫维舟出席第二届中国纱线发展大会。", """
        莫维舟 holdsPosition 江苏省染织联合会 role=会长"""),
    ("post-before-name", "江苏省染织联合会会长王建平、秘书长陈立群出席第二届中国纱线发展大会。", """
        王建平 holdsPosition 江苏省染织联合会 role=会长
        陈立群 holdsPosition 江苏省染织联合会 role=秘书长"""),
    ("post-before-name", "苏州市市长王建平、副市长周海明出席第二届中国纱线发展大会。", """
        王建平 holdsPosition 苏州市人民政府 role=市长
        周海明 holdsPosition 苏州市人民政府 role=副市长"""),
    ("post-before-name", "江苏省染织联合会原会长陈立群出席第二届中国纱线发展大会。", """
        陈立群 holdsPosition 江苏省染织联合会 role=会长 former"""),
    ("name-before-post", "江苏省染织联合会莫维舟会长到苏州市走访企业。", """
        莫维舟 holdsPosition 江苏省染织联合会 role=会长"""),
    ("names-before-post", "苏州远岚纺织有限公司陈立群、周海明、王建平等3名技术人员参加培训。", """
        陈立群 holdsPosition 苏州远岚纺织有限公司 role=技术人员
        周海明 holdsPosition 苏州远岚纺织有限公司 role=技术人员
        王建平 holdsPosition 苏州远岚纺织有限公司 role=技术人员"""),
    ("appointed", "莫维舟当选江苏省染织联合会会长。", """
        莫维舟 holdsPosition 江苏省染织联合会 role=会长"""),
    ("appointed", "莫维舟曾任苏州远岚纺织有限公司总经理。", """
        莫维舟 holdsPosition 苏州远岚纺织有限公司 role=总经理 former"""),
    ("listed", "江苏省染织联合会轻纱专业委员会成立。\n\n副主任委员：陈立群（远岚公司总经理）。", """
        陈立群 holdsPosition 江苏省染织联合会轻纱专业委员会 role=副主任委员"""),
    ("bracketed-post", "陈立群（苏州远岚纺织有限公司总经理）出席第二届中国纱线发展大会。", """
        陈立群 holdsPosition 苏州远岚纺织有限公司 role=总经理"""),
    ("participants", "中国纱线大会由江苏省染织联合会秘书长陈立群主持，会长王建平致辞，副会长周海明出席。", """
        陈立群 participatedIn 中国纱线大会 role=chair
        王建平 participatedIn 中国纱线大会 role=speaker
        周海明 participatedIn 中国纱线大会 role=attendee"""),
    ("reports", "第二届中国纱线发展大会召开。\n\n大会报告有《纱线的二十年》（陈立群）、《染缸与数据》（王建平）。", """
        陈立群 participatedIn 第二届中国纱线发展大会 role=speaker
        王建平 participatedIn 第二届中国纱线发展大会 role=speaker"""),
    ("bodies-attending", "苏州远岚纺织有限公司、常州青砺机械有限公司等参加第二届中国纱线发展大会。", """
        苏州远岚纺织有限公司 participatedIn 第二届中国纱线发展大会 role=attendee
        常州青砺机械有限公司 participatedIn 第二届中国纱线发展大会 role=attendee"""),
    ("organisers", "第二届中国纱线大会由江苏省染织联合会主办，苏州市纺织商会承办，无锡市印染协会协办。", """
        江苏省染织联合会 organized 第二届中国纱线大会 role=host
        苏州市纺织商会 organized 第二届中国纱线大会 role=organizer
        无锡市印染协会 organized 第二届中国纱线大会 role=co-organizer"""),
    ("conveners", "江苏省染织联合会在南京市召开第二届中国纱线发展大会。", """
        江苏省染织联合会 organized 第二届中国纱线发展大会 role=host"""),
    ("own-meeting", "苏州远岚纺织有限公司成立于1998年。\n\n苏州远岚纺织有限公司2023年度工作会议召开。", """
        苏州远岚纺织有限公司 organized 苏州远岚纺织有限公司2023年度工作会议 role=host"""),
    ("venue", "第二届中国纱线发展大会在绍兴市举行。", """
        第二届中国纱线发展大会 heldIn 绍兴市"""),
    ("venue", "第二届中国纱线发展大会在浙江省绍兴市举行。", """
        第二届中国纱线发展大会 heldIn 绍兴市"""),
    ("venue", "第二届中国纱线发展大会将于10月在绍兴市举行。", """
        第二届中国纱线发展大会 heldIn 绍兴市 planned"""),
    ("about", "第二届中国纱线发展大会发布《中国纱线绿色发展倡议》。", """
        第二届中国纱线发展大会 concerns 《中国纱线绿色发展倡议》"""),
    ("sub-meeting", "作为第二届中国纱线发展大会的分论坛，智能染整技术论坛同日举行。", """
        智能染整技术论坛 partOf 第二届中国纱线发展大会"""),
    ("sited", "苏州远岚纺织有限公司成立于1998年，总部位于吴江区。", """
        苏州远岚纺织有限公司 locatedIn 吴江区"""),
    ("adopted", "第二届中国纱线发展大会召开\n\n会议审议通过了《中国纱线绿色发展倡议》。", """
        第二届中国纱线发展大会 issued 《中国纱线绿色发展倡议》"""),
    ("received", "苏州远岚纺织有限公司荣获江苏省科学技术奖二等奖2项。", """
        苏州远岚纺织有限公司 received 江苏省科学技术奖二等奖 grade=二等奖 count=2"""),
    ("received", "苏州远岚纺织有限公司未能荣获江苏省科学技术奖二等奖。", """
        苏州远岚纺织有限公司 received 江苏省科学技术奖二等奖 grade=二等奖 denied"""),
    ("conferred", "江苏省染织联合会授予苏州远岚纺织有限公司“染织行业先锋企业”称号。", """
        江苏省染织联合会 conferred 染织行业先锋企业
        苏州远岚纺织有限公司 received 染织行业先锋企业"""),
    ("conferred", "江苏省染织联合会曾被江苏省民政厅授予“先进社会组织”称号。", """
        江苏省染织联合会 received 先进社会组织"""),
    ("conferred-by", "江苏省染织联合会曾被江苏省民政厅授予“先进社会组织”称号。", """
        江苏省民政厅 conferred 先进社会组织"""),
    ("presented", "第二届中国纱线发展大会上，苏州远岚纺织有限公司荣获中国纱线创新奖一等奖。", """
        中国纱线创新奖一等奖 presentedAt 第二届中国纱线发展大会"""),
    ("acted-on", "苏州远岚纺织有限公司牵头实施“轻纱智造”专项行动。", """
        苏州远岚纺织有限公司 leads “轻纱智造”专项行动"""),
    ("acted-on", "江苏省工业和信息化厅印发《江苏省纺织业发展规划》。", """
        江苏省工业和信息化厅 issued 《江苏省纺织业发展规划》"""),
    ("acted-on", "江苏省工业和信息化厅计划实施“轻纱智造”专项行动。", """
        江苏省工业和信息化厅 leads “轻纱智造”专项行动 planned"""),
    ("listed-behind", "入选“轻纱智造”专项行动的企业有苏州远岚纺织有限公司、常州青砺机械有限公司。", """
        苏州远岚纺织有限公司 participatesIn “轻纱智造”专项行动
        常州青砺机械有限公司 participatesIn “轻纱智造”专项行动"""),
    ("led-by", "“轻纱智造”专项行动由江苏省工业和信息化厅牵头实施。", """
        江苏省工业和信息化厅 leads “轻纱智造”专项行动"""),
    ("owned", "远岚集团是行业龙头。“远岚集团华东基地项目”近日开工。", """
        远岚集团 leads “远岚集团华东基地项目”"""),
    ("adjacent", "江苏省工业和信息化厅“轻纱智造”专项行动近日启动。", """
        江苏省工业和信息化厅 leads “轻纱智造”专项行动"""),
    ("backing", "江苏省财政厅为“轻纱智造”专项行动提供资金支持。", """
        江苏省财政厅 supports “轻纱智造”专项行动"""),
    ("carrying-out", "为推进“轻纱智造”专项行动，江苏省工业和信息化厅印发《江苏省纺织业发展规划》。", """
        《江苏省纺织业发展规划》 implements “轻纱智造”专项行动"""),
    ("implementing", "为推进强链专项行动，江苏省工业和信息化厅印发《强链专项行动实施方案》。", """
        《强链专项行动实施方案》 implements 强链专项行动"""),
    ("contained", "《江苏省纺织业发展规划》提出，实施“轻纱智造”专项行动。", """
        “轻纱智造”专项行动 partOf 《江苏省纺织业发展规划》"""),
    ("unit", "江苏省工业和信息化厅装备工业处召开座谈会。", """
        江苏省工业和信息化厅装备工业处 partOf 江苏省工业和信息化厅"""),
    ("subsidiary", "常州青砺机械有限公司是苏州远岚纺织有限公司的控股子公司。", """
        常州青砺机械有限公司 partOf 苏州远岚纺织有限公司"""),
    ("membership", "苏州远岚纺织有限公司加入江苏省染织联合会。", """
        苏州远岚纺织有限公司 memberOf 江苏省染织联合会"""),
    ("membership", "苏州远岚纺织有限公司拟加入江苏省染织联合会。", """
        苏州远岚纺织有限公司 memberOf 江苏省染织联合会 planned"""),
    ("membership", "苏州远岚纺织有限公司未加入江苏省染织联合会。", """
        苏州远岚纺织有限公司 memberOf 江苏省染织联合会 denied"""),
    ("member-firms", "江苏省染织联合会会员企业苏州远岚纺织有限公司荣获江苏省科学技术奖二等奖。", """
        苏州远岚纺织有限公司 memberOf 江苏省染织联合会"""),
    ("seat", "苏州远岚纺织有限公司位于苏州市。", """
        苏州远岚纺织有限公司 locatedIn 苏州市"""),
    ("seat", "苏州工业园区企业苏州远岚纺织有限公司落户苏州工业园区。", """
        苏州远岚纺织有限公司 locatedIn 苏州工业园区"""),
    ("cooperation", "苏州远岚纺织有限公司与常州青砺机械有限公司签订战略合作协议。", """
        苏州远岚纺织有限公司 cooperatesWith 常州青砺机械有限公司 kind=agreement"""),
    ("cooperation", "苏州远岚纺织有限公司拟与常州青砺机械有限公司签订战略合作协议。", """
        苏州远岚纺织有限公司 cooperatesWith 常州青砺机械有限公司 kind=agreement planned"""),
    ("cooperation", "苏州远岚纺织有限公司将与常州青砺机械有限公司联合开发智能织机。", """
        苏州远岚纺织有限公司 cooperatesWith 常州青砺机械有限公司 kind=joint-development planned"""),
]  # fmt: skip

# relation, text that holds the ends of it but does not state it
NEGATIVE = [
    ("holdsPosition", "陈立群感谢苏州远岚纺织有限公司总经理的支持。"),
    ("holdsPosition", "陈立群会长表示祝贺。"),
    ("holdsPosition", "陈立群、周海明、王建平等3名技术人员参加培训。"),
    ("participatedIn", "苏州远岚纺织有限公司参加培训。"),
    ("participatedIn", "陈立群住在苏州。第二届中国纱线发展大会在绍兴市举行。"),
    ("organized", "江苏省染织联合会参加第二届中国纱线发展大会。"),
    ("organized", "江苏省染织联合会主办。"),
    ("heldIn", "第二届中国纱线发展大会在线上举行。"),
    ("heldIn", "苏州市派代表参加第二届中国纱线发展大会。"),
    ("received", "企业荣获多项荣誉。苏州远岚纺织有限公司表示祝贺。"),
    ("received", "江苏省科学技术奖二等奖即将评选。苏州远岚纺织有限公司成立于1998年。"),
    ("conferred", "苏州远岚纺织有限公司荣获江苏省科学技术奖二等奖。"),
    ("conferred", "苏州远岚纺织有限公司被评为江苏省质量奖。江苏省民政厅表彰先进。"),
    ("presentedAt", "苏州远岚纺织有限公司荣获江苏省科学技术奖二等奖。"),
    ("issued", "苏州远岚纺织有限公司学习《江苏省纺织业发展规划》。"),
    ("leads", "“轻纱智造”专项行动进展顺利。苏州远岚纺织有限公司成立于1998年。"),
    ("leads", "远岚集团是行业龙头。“青砺机械华东基地项目”近日开工。"),
    ("supports", "江苏省财政厅为企业提供资金支持。"),
    ("implements", "《江苏省纺织业发展规划》已经发布。“轻纱智造”专项行动进展顺利。"),
    ("partOf", "《江苏省纺织业发展规划》提出，纺织业要提质增效。“轻纱智造”专项行动进展顺利。"),
    ("partOf", "苏州远岚纺织有限公司生产纱线，常州青砺机械有限公司生产织机。"),
    ("memberOf", "江苏省染织联合会走访苏州远岚纺织有限公司。"),
    ("memberOf", "常州青砺机械有限公司是苏州远岚纺织有限公司的成员企业。"),
    ("locatedIn", "江苏省染织联合会调研苏州工业园区。"),
    ("locatedIn", "苏州远岚纺织有限公司表示祝贺。"),
    ("cooperatesWith", "江苏省染织联合会和苏州市纺织商会是兄弟单位。"),
    ("cooperatesWith", "苏州远岚纺织有限公司生产纱线，常州青砺机械有限公司生产织机。"),
]  # fmt: skip


def test_every_rule_has_a_drawn_case() -> None:
    assert {rule_name(rule) for rule in RULES} == {rule for rule, _, _ in POSITIVE}


@pytest.mark.parametrize(("rule", "text", "expected"), POSITIVE)
def test_a_rule_gives_what_the_text_states(rule: str, text: str, expected: str) -> None:
    statements = read_text(text).statements
    found = {told(statement) for statement in statements if statement.rule == rule}
    assert found == {line.strip() for line in expected.strip().splitlines()}


@pytest.mark.parametrize(("relation", "text"), NEGATIVE)
def test_no_rule_gives_what_the_text_does_not_state(relation: str, text: str) -> None:
    found = [told(statement) for statement in read_text(text).statements if statement.predicate == relation]
    assert found == []


def test_a_date_before_the_ends_dates_the_statement() -> None:
    text = "2023年5月6日，江苏省染织联合会在南京市召开第二届中国纱线发展大会。"
    assert {told(statement) for statement in read_text(text).statements} >= {
        "江苏省染织联合会 organized 第二届中国纱线发展大会 role=host date=2023-05-06",
        "第二届中国纱线发展大会 heldIn 南京市 date=2023-05-06",
    }


@pytest.mark.parametrize(("rule", "text", "expected"), POSITIVE)
def test_a_statement_stands_alone(rule: str, text: str, expected: str) -> None:
    """Its ends and its sentence are slices of the document, its confidence is one."""
    read = read_text(text)
    for statement in read.statements:
        for end in (statement.subject, statement.object):
            assert read.document.text[end.start : end.end] == end.text
        assert read.document.text[statement.start : statement.end] == statement.sentence
        assert 0 < statement.confidence <= 1
    assert len({statement.id for statement in read.statements}) == len(read.statements)
