"""Awards: prizes, honours and honorary titles, with the grade in the name (…一等奖)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.lexicon import Lexicon, alternation
from kg.recognise.analysis import Analysis, Span
from kg.recognise.edges import event_stops, left_edge

GRADE = re.compile(
    r"(?:特|一|二|三|四)等奖|(?:金|银|铜)奖|(?:特别|优秀|优胜|提名|鼓励|入围|单项|组织|突出贡献|卓越)奖|[A-D]级|第[一二三]名|[一二三]等功"
)
_QUOTED = re.compile(
    r"[“\"](?P<name>[^“”\"，。；：]{3,40})[”\"](?=(?:的)?(?:荣誉|称号|荣誉称号|奖|奖项|奖牌|证书|光荣称号))"
)
_NOT_AFTER = re.compile(r"[励金项补状学惩杯品](?!$)|牌|台|仪式|大会|典礼")
_GIVEN = re.compile(r"(?:授予|表彰|颁给)[^，。；]{0,60}$")
_BODY_END = re.compile(r"协会|商会|学会|联合会|公司|集团|大学|学院|研究院|研究所|中心|厂")
_ACT = re.compile(r"[领颁获评开抽受授]奖$")
_WON = re.compile(
    r"(?:荣获|获得了?|获|喜获|斩获|摘得|摘取|夺得|捧得|赢得|获颁|授予|被授予|获评|评为|荣膺|拿下|创成|颁发|颁给|冲击|接过|申报|实现|拿到|只有|仍有|包括|落选|未获|授予的?|颁发的?)$"
)


@lru_cache(maxsize=4)
def _heads(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(alternation(lexicon.heads("award_heads")))


def awards(analysis: Analysis) -> Iterator[Span]:
    """Prizes by their heads, leftward.

    A grade alone continues the prize named before it in the sentence: …小组一等奖3个，二等奖2个 names …小组二等奖.
    """
    text = analysis.text
    stem: str | None = None
    for found in _QUOTED.finditer(text):
        yield Span(found.start(), found.end(), "Award", "award-quoted", found["name"])
    for found in _heads(analysis.lexicon).finditer(text):
        end = found.end()
        if _NOT_AFTER.match(text, end) or (_ACT.search(text, 0, found.start() + 1) and found[0] == "奖"):
            continue
        if found[0] in (
            "荣誉",
            "称号",
            "荣誉称号",
            "荣誉证书",
            "最高奖",
            "奖项",
            "奖牌",
            "冠军",
            "红旗",
            "标兵",
        ):
            continue  # what an award is called, not its name
        grade = next((g for g in GRADE.finditer(text, max(0, end - 6), end) if g.end() == end), None)
        head = grade.start() if grade else found.start()
        start = left_edge(analysis, head, event_stops(analysis.lexicon), limit=26)
        start = _after_verb(analysis, start, head)
        bodies = list(_BODY_END.finditer(text, start, head)) if _GIVEN.search(text, 0, start) else []
        start = bodies[-1].end() if bodies and bodies[-1].end() < head else start
        left = text[start:head]
        if grade is not None and not left:
            yield Span(start, end, "Award", "award-grade", (stem or "〔奖〕") + grade[0])
            continue
        words = [t.word for t in analysis.tokens if start <= t.start and t.end <= head]
        content = [w for w in words if w not in analysis.lexicon.generic and not w.isdigit()]
        if len("".join(content)) < 2:
            continue
        stem = left if grade else stem
        yield Span(start, end, "Award", "award-head")


def _after_verb(analysis: Analysis, start: int, head: int) -> int:
    for place in range(head, start, -1):
        if _WON.search(analysis.text, start, place):
            return place
    return start
