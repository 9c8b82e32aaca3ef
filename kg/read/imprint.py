"""What a text says of itself: title, publisher, date, issue; from its masthead, head lines or signature."""

from __future__ import annotations

import re

from kg.text import dates

_PUBLISHER = re.compile(
    r"(?:主办单位|主办|编印单位|编印|主管主办|编制单位|发布单位|发布机构)[：:]\s*"
    r"(?P<name>[\u4e00-\u9fff（）()]{4,40})"
)
_ISSUE = re.compile(r"第\s*[\d一二三四五六七八九十百]+\s*期|[\d]{4}年\d{1,2}月号|总第\s*\d+\s*期")
_BODY = re.compile(
    r"(?P<name>[\u4e00-\u9fff（）()]{4,40}?"
    r"(?:联合会|协会|学会|商会|集团|公司|厅|局|委员会|政府|研究院|大学|分会|中心|管委会))(?:办公室|秘书处)?"
)
_STAMP = re.compile(r"(?:发布|发稿|更新|发表|刊发)?(?:时间|日期)[：:]")


def imprint(text: str) -> dict[str, str | None]:
    """Title, publisher, date and issue of a kept text; ``None`` for what it does not say."""
    lines = [line.strip().lstrip("#").strip() for line in text.split("\n") if line.strip()]
    head, foot = lines[:12], lines[-3:]
    masthead = any(_ISSUE.search(line) or _PUBLISHER.search(line) for line in head[:6])
    found: dict[str, str | None] = dict.fromkeys(("title", "publisher", "date", "issue"))
    found["title"] = lines[0][:80] if lines else None
    for line in head if masthead else ():
        publisher = _PUBLISHER.search(line)
        if publisher and found["publisher"] is None:
            found["publisher"] = publisher["name"]
        issue = _ISSUE.search(line)
        if issue and found["issue"] is None:
            found["issue"] = issue[0].replace(" ", "")
        stamped = list(dates(line))
        if stamped:
            found["date"] = max(found["date"] or "", stamped[0].edtf, key=len)
            body = _BODY.match(line)
            if body and found["publisher"] is None and len(line) < 60:
                found["publisher"] = body["name"]
    if found["date"] is None:
        stamp = next((line for line in head[1:4] if _STAMP.search(line) or len(line) <= 16), "")
        found["date"] = next((date.edtf for date in dates(stamp)), None)
    if len(foot) > 1 and len(foot[-1]) <= 16:
        signed = next((date.edtf for date in dates(foot[-1])), None)
        body = _BODY.fullmatch(foot[-2])
        if signed and found["date"] is None:
            found["date"] = signed
        if signed and body and found["publisher"] is None:
            found["publisher"] = body["name"]
    return found
