"""When two names of one document mean one thing: contractions, legal forms, editions, quoted brands."""

from __future__ import annotations

import re

from kg.text import normal, number

COARSE = {
    "Company": "Organization", "GovernmentBody": "Organization", "Association": "Organization",
    "ResearchInstitution": "Organization", "Media": "Organization", "Park": "Organization",
    "Programme": "Initiative", "Project": "Initiative", "Policy": "Initiative",
}  # fmt: skip

_SCHEME_TAIL = re.compile(r"(?:认证|标准|品牌|企业名单|企业|名单|称号|建设|培育库?|单位)$")
_EDITION = re.compile(r"第?(?P<n>[一二三四五六七八九十百零\d]+)(?:届|次)")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年|度|中|全|\D|$)年?度?")
_LEGAL = re.compile(r"(?:股份|责任)?有限(?:责任)?公司$|公司$")
_HEAD_ALONE = re.compile(
    r"(?:专项|攻坚|三年|示范|培育|提升|创新|发展)?(?:行动|工程|计划|战略|攻坚战|专项|大赛|试点|模式|布局)"
)
_BATCH = re.compile(r"(?:国家级|省级|市级)?(?:第[一二三四五六七八九十\d]+批|首批)")


def key(type_: str, name: str) -> tuple[str, str]:
    """What makes two mentions of one document the same at once: coarse class and normal name.

    That of a scheme is without the words that only say what belongs to it.

    >>> key("Programme", "“品字标”认证") == key("Programme", "品字标企业")
    True
    """
    plain = normal(name)
    if type_ == "Programme":
        plain = _scheme(plain)
    return COARSE.get(type_, type_), plain


def _scheme(name: str) -> str:
    while (shorter := _SCHEME_TAIL.sub("", name)) != name and len(shorter) >= 3:
        name = shorter
    return name


def batch(name: str) -> str | None:
    """The batch that a scheme's name gives.

    >>> batch("第二批“岭南好瓷”认证"), batch("“岭南好瓷”认证")
    ('第二批', None)
    """
    found = _BATCH.search(normal(name))
    return found[0] if found else None


def is_subsequence(short: str, long: str) -> bool:
    """Whether the characters of ``short`` stand in ``long`` in their order.

    >>> is_subsequence("中国机械联", "中国机械工业联合会")
    True
    """
    rest = iter(long)
    return all(char in rest for char in short)


def contracts(short: str, long: str) -> bool:
    """Whether ``short`` is a regular contraction of the name of an association or institute.

    It keeps the first two characters, the order, and the end or the beginning of the head (联 for 联合会).

    >>> contracts("中国机械联", "中国机械工业联合会"), contracts("浙江大学", "浙江工业大学")
    (True, False)
    """
    if (
        len(short) < 4
        or len(long) - len(short) < 2
        or short[:2] != long[:2]
        or not is_subsequence(short, long)
    ):
        return False
    head = next(
        (
            h
            for h in (
                "联合会",
                "协会",
                "学会",
                "商会",
                "工会",
                "促进会",
                "研究会",
                "基金会",
                "研究院",
                "研究所",
            )
            if long.endswith(h)
        ),
        None,
    )
    if head is None:
        return False
    return (short.endswith(head) and len(short) > len(head) + 2) or (
        short.endswith(head[0]) and head in ("联合会", "协会", "工会") and len(short) >= 5
    )


def firm_contracts(short: str, long: str) -> bool:
    """Whether ``short`` is the firm's name without legal form, or its group's: 某某集团 for 某某集团有限公司.

    >>> firm_contracts("亚星集团", "亚星集团有限公司"), firm_contracts("亚星", "亚星集团有限公司")
    (True, True)
    """
    stem = _LEGAL.sub("", long)
    if stem == long:
        return long == short + "集团"
    if (
        4 <= len(short) <= 6
        and short[:2] == stem[:2]
        and len(stem) - len(short) >= 2
        and is_subsequence(short, stem)
    ):
        return True
    return short in (stem, stem.removesuffix("集团"), stem.removesuffix("控股"), stem.removesuffix("股份"))


def edition(name: str) -> tuple[int | None, ...]:
    """The editions and years that a meeting's name gives, none where it gives none.

    >>> edition("第四届中国质量大会"), edition("中国质量大会")
    ((4,), ())
    """
    plain = normal(name)
    return tuple(number(m["n"]) for m in _EDITION.finditer(plain)) + tuple(
        int(m[0][:4]) for m in _YEAR.finditer(plain)
    )


def same_meeting(left: str, right: str) -> bool:
    """Whether two names in one article mean one meeting.

    Their heads are the same, editions and years do not differ, and the longer holds all that the shorter says.

    >>> same_meeting("第四届中国质量大会", "中国质量大会"), same_meeting("第四届中国质量大会", "第五届中国质量大会")
    (True, False)
    """
    short, long = sorted((normal(left), normal(right)), key=len)
    editions = [{number(m["n"]) for m in _EDITION.finditer(name)} for name in (short, long)]
    years = [{m[0][:4] for m in _YEAR.finditer(name)} for name in (short, long)]
    if (editions[0] and editions[1] and editions[0] != editions[1]) or (
        years[0] and years[1] and years[0] != years[1]
    ):
        return False
    bare = [_YEAR.sub("", _EDITION.sub("", name)) for name in (short, long)]
    bare = [re.sub(r"[（(][^）)]*[）)]", "", name) for name in bare]
    if len(bare[0]) < 4 or bare[0][-1] != bare[1][-1]:
        return False
    if (
        not editions[0]
        and not years[0]
        and bare[0][-3:] == bare[1][-3:] in ("推进会", "交流会", "推介会", "座谈会", "研讨会", "对接会")
    ):
        return True
    return bare[0] in bare[1] or (
        is_subsequence(bare[0], bare[1]) and bare[0][-2:] == bare[1][-2:] and 2 * len(bare[0]) >= len(bare[1])
    )


def same_scheme(left: str, right: str) -> bool:
    """Whether two programme names of one document differ only by batch, level or a quoted brand's head."""
    short, long = sorted((_scheme(normal(left)), _scheme(normal(right))), key=len)
    if len(short) >= 3 and (
        _BATCH.sub("", long) == short
        or (long.startswith(short) and _HEAD_ALONE.fullmatch(long[len(short) :]))
    ):
        return True
    figures = [re.findall(r"\d+", name) for name in (short, long)]
    if figures[0] and figures[0] == figures[1] and short[-2:] == long[-2:] and short.endswith("项目"):
        return is_subsequence(short, long)
    if (
        short.endswith(("意见", "方案", "办法", "规划", "纲要", "计划"))
        and long.endswith(short)
        and len(long) > len(short) + 3
    ):
        return len(short) <= 6 or long[:2] == short[:2]
    return (
        long.endswith(short)
        and 0 < len(long) - len(short) <= 6
        and len(short) >= 3
        and not long.endswith(("行动", "工程", "项目"))
    )
