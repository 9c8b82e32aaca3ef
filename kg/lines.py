"""A line of a bulletin by itself: what its wording shows it to be, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.text import dates

_NARROW = re.compile(r"[\x20-\x7e“”‘’·]")
_SPACED_OUT = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff](?:[ \u3000]|$))")

_SECTION = re.compile(
    r"(?P<mark>[^\w\s“”‘’（）()《》「」『』【】〖〗\[\]—–\-…,，。、；：:!！?？%#|+])(?P=mark){0,3}\s*"
    r"(?P<marked>[\w\s·、&]{2,20}?)\s*(?P=mark){1,4}"
    r"|[【〖](?P<boxed>[^【】〖〗：:]{2,16})[】〗]"
)
_CONTENTS = re.compile(
    r"\W*(?:目\s*[录錄次]|要\s*目|本\s*期\s*(?:目录|要目|导读|内容|看点|提要)|内容提要|导\s*读|CONTENTS)\W*",
    re.IGNORECASE,
)
ISSUE = re.compile(
    r"(?:(?:19|20)\d\d\s*年?\s*)?[（(]?第\s*[\d〇零一二三四五六七八九十百]+\s*[期辑](?:\s*[（(][^（）()]*总[^（）()]*[）)])?"
    r"|(?:19|20)\d\d\s*年\s*\d{1,2}\s*月[号刊](?:\s*[（(]总[^（）()]*[）)])?"
    r"|[（(]?总第\s*\d+\s*期[）)]?"
)
_DOCUMENT_NUMBER = re.compile(r"\S{2,24}[〔［\[【（(](?:19|20)\d\d[〕］\]】）)]\s*第?\s*[（(]?\d+[）)]?\s*号")
_MAKERS = (
    "主管|主办|承办|协办|编印|编制|编辑|编审|编校|主编|副主编|责编|责任编辑|执行编辑|编委|顾问|总编|出版|出品|印发"
    "|审核|审定|签发|校对|核稿|排版|美编|印数|印刷"
)
_READERS = "报送|主送|抄报|抄送|分送|发送?|送|报|内部资料|赠阅"
_REACHED = "地址|电话|联系电话|联系人|传真|邮编|邮箱|电子邮箱|网址|投稿|微信|准印证?"
_IMPRINT = re.compile(
    rf"[（(]?\s*(?:本期|本刊)?(?:{_MAKERS}|{_READERS}|{_REACHED})(?:单位|部门|机构|号|邮箱|稿)?"
    r"\s*(?:[：:]|$|　|免费|准印|注意)"
    r"|[（(]?\s*共印\s*\d+\s*份|.{0,12}(?:内部资料|内部刊物|免费交流|欢迎.{0,8}投稿)"
)
_KINDS = r"(?:文章|信息|稿件|资料|新闻|内容|图文)?"
_TIMED = r"(?:发布|发稿|发表|更新|刊发|编辑|录入|上传|出版|添加|创建)?(?:时间|日期|于)"
_DAY = r"(?:(?:19|20)\d\d\s*(?:年|[-/.])\s*\d{1,2}\s*(?:月|[-/.])\s*\d{1,2}\s*日?)"
_DATELINE = re.compile(
    rf"[（(\[【]?\s*(?:{_TIMED}\s*[：:]?\s*)?{_DAY}(?:\s*(?:星期|周)[一二三四五六日天])?(?:[\sT]*\d{{1,2}}[:：]\d\d(?:[:：]\d\d)?)?\s*[）)\]】]?"
    r"(?:[\s|·/]*(?:印发|出版|发布|刊发|编印))?"
    rf"|{_DAY}[\s\d:：|]*(?:{_KINDS}来源|作者|编辑|浏览|点击|阅读).{{0,80}}"
    rf"|.{{0,60}}?{_TIMED}\s*[：:].{{0,120}}"
)
_TOOLS = (
    "字体|字号|浏览|点击|阅读|访问|人气|打印|关闭|分享|收藏|来源|信息来源|文章来源"
    "|作者|编辑|发布人|发布者|责任编辑"
)
_PAGE_TOOLS = re.compile(
    rf"[\s\[【（(|·]*(?:{_TOOLS})(?:次数|数|量|本页|窗口|到)?"
    r"\s*(?:[：:】\]）)|]|$|(?<=\s)(?:打印|关闭|分享|收藏)(?![\u4e00-\u9fff]))"
)

_FROM = (
    rf"{_KINDS}(?:来源|稿源)(?:于)?|摘自|摘编自|转自|转载自|选自|原载|供稿(?:单位|人|者)?|撰稿人?|投稿|通讯员"
    r"|特约记者|本报记者|记者|作者|撰文|图文|文图|文[/／、]图|文|整理|据|报送单位"
)
_BY = r"供稿|提供|报道|摘编|编辑整理|整理|撰稿|供图|投稿"
_BRACKETED_SOURCE = re.compile(
    rf"[（(\[【]\s*(?:(?:{_FROM})\s*[：:/／\s]\s*(?P<after>[^（）()\[\]【】。；]{{2,60}}?)"
    rf"|(?:据|摘自|转自|选自|原载|记者|通讯员|作者)(?P<close>[^（）()\[\]【】。；，]{{2,40}}?)"
    rf"|(?P<before>[^（）()\[\]【】。；：:]{{2,40}}?)\s*(?:{_BY}))\s*[）)\]】]"
)
_PLAIN_SOURCE = re.compile(rf"(?:{_FROM})\s*[：:/／]\s*(?P<after>[^。；：:]{{2,40}})")
_OTHER_LABEL = re.compile(
    rf"[\s　]+(?:{_FROM}|编辑|审核|责编|责任编辑|日期|时间)\s*[：:/／].*"
    r"|\s*[，,；;]\s*(?:有删改|有删节|略有改动).*"
)

ENUMERATED = re.compile(
    r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、．.]|第[一二三四五六七八九十]{1,3}[、，]"
    r"|[一二三四五六七八九十]是|\d{1,2}[、．)）]|\d{1,2}\.(?!\d)\s*|[（(]\d{1,2}[）)]|[①-⑳]"
)
_CLOSING, _STOPS = "”’」』）)】", frozenset("。！？!?；;：:…")


def width(text: str) -> float:
    """The width of a line in full-width characters; Latin letters, digits, quotation marks take half of one.

    >>> width("第40次“质量月”")
    7.0
    """
    return len(text) - 0.5 * len(_NARROW.findall(text))


def is_terminal(text: str) -> bool:
    """Whether the line ends like a sentence, or like a clause before a list.

    >>> is_terminal("“不降反升。”"), is_terminal("名单如下："), is_terminal("打开新格局")
    (True, True, False)
    """
    return text.rstrip(_CLOSING)[-1:] in _STOPS


def closed_up(text: str) -> str:
    """A heading whose characters are spaced out, without the spaces.

    >>> closed_up("工 作 简 报"), closed_up("凝心聚力 再启新程")
    ('工作简报', '凝心聚力 再启新程')
    """
    return _SPACED_OUT.sub("", text)


def section_name(text: str) -> str | None:
    """The name on a line that opens a section; ``None`` for any other line.

    >>> section_name("○省内动态○"), section_name("【会员风采】"), section_name("我市动态")
    ('省内动态', '会员风采', None)
    """
    found = _SECTION.fullmatch(text)
    if found is None:
        return None
    name = closed_up(" ".join((found["marked"] or found["boxed"]).split()))
    return None if name.isascii() and not name.isalpha() else name


def is_contents_head(text: str) -> bool:
    """Whether the line stands over a list of contents.

    >>> is_contents_head("目　录"), is_contents_head("本期要目"), is_contents_head("目录管理办法")
    (True, True, False)
    """
    return _CONTENTS.fullmatch(text) is not None


def is_imprint(text: str) -> bool:
    """Whether the line only says who makes, prints, gets or checks the paper, or how to reach them.

    >>> is_imprint("主办：淮州市机械行业协会"), is_imprint("报送：市政府办公室"), is_imprint("主办方说。")
    (True, True, False)
    """
    return _IMPRINT.match(text) is not None and "。" not in text


def is_page_tool(text: str) -> bool:
    """Whether the line belongs to the web page round an item: font sizes, visits, a head with its source.

    >>> is_page_tool("【 字体：大 中 小 】"), is_page_tool("字体设计大赛开幕")
    (True, False)
    """
    return width(text) <= 60 and _PAGE_TOOLS.match(text) is not None and "。" not in text


def stated_date(text: str) -> str | None:
    """The date (EDTF) on a line that says when an item was published, and little else.

    >>> stated_date("发稿时间：2021/6/9   【 字体：大 中 小 】"), stated_date("2016年8月18日")
    ('2021-06-09', '2016-08-18')
    >>> stated_date("2016年8月18日，大会开幕。")
    """
    if width(text) > 60 or "。" in text or not _DATELINE.fullmatch(text):
        return None
    return next((date.edtf for date in dates(text)), None)


def is_document_number(text: str) -> bool:
    """Whether the line is the number of an official document.

    >>> is_document_number("淮机协〔2021〕15号")
    True
    """
    return _DOCUMENT_NUMBER.fullmatch(text) is not None


def source_of(text: str) -> str | None:
    """Where an item comes from, on a line that says only that; ``None`` for any other line.

    >>> source_of("（来源：淮州日报）"), source_of("（摘自《淮州日报》）")
    ('淮州日报', '淮州日报')
    >>> source_of("（金岭重机供稿）"), source_of("文/图：岑雨桐")
    ('金岭重机', '岑雨桐')
    >>> source_of("来源：各企业上报的数据。")
    """
    pattern = _BRACKETED_SOURCE if text[-1:] in "）)]】" else _PLAIN_SOURCE
    found = pattern.fullmatch(text)
    return None if found is None else _source(found)


def source_tail(text: str) -> tuple[int, str] | None:
    """Where, at the end of a paragraph, a source in brackets begins, and the source.

    >>> source_tail("座谈会圆满结束。（文/岑雨桐 宣传部）")
    (8, '岑雨桐 宣传部')
    """
    start = max(text.rfind(bracket) for bracket in "（([【")
    found = _BRACKETED_SOURCE.fullmatch(text, start) if start > 0 and text[start - 1] in "。！？”" else None
    return None if found is None else (start, _source(found))


def _source(found: re.Match[str]) -> str:
    value = next(part for part in found.groupdict().values() if part is not None)
    value = " ".join(_OTHER_LABEL.sub("", value).split())
    whole = re.fullmatch(r"《([^《》]+)》", value)
    return whole[1] if whole else value


def maker(text: str) -> str | None:
    """The body on a line that says only who makes the paper.

    >>> maker("淮州市机械行业协会编印"), maker("协会主办")
    ('淮州市机械行业协会', None)
    """
    found = _MAKER.fullmatch(text)
    return found["name"] if found and is_body(found["name"]) else None


def masthead(lines: Sequence[str]) -> int:
    """How many lines at the beginning of a text are its masthead; 0 where it has none.

    A masthead shows an issue (第3期); it ends before the contents, a section, or the text itself.

    >>> masthead(["淮州机械", "2023年第3期", "主办：淮州市机械行业协会", "【要闻】", "我会召开理事会"])
    3
    """
    end = 0
    issued = False
    for count, line in enumerate(lines[:30], 1):
        if is_contents_head(line) or section_name(line) or (width(line) > 45 and "。" in line):
            break
        here = ISSUE.search(line) is not None and width(line) <= 45
        issued = issued or here
        if here or (
            issued and any(shows(line) for shows in (is_imprint, stated_date, issuer_and_date, maker))
        ):
            end = count
        elif not is_imprint(line) and "。" in line:
            break
    return end


_BODY = re.compile(
    r"[\w（）()·]{2,38}(?:会|局|厅|委|部|院|所|中心|公司|集团|社|大学|学校|政府|银行|办公室|秘书处|办)"
)


_MAKER = re.compile(r"(?P<name>\S{4,40}?)\s*(?:主办|编印|编制|编|印发?)")


def is_body(text: str) -> bool:
    """Whether the text can be the name of a body that signs or publishes.

    >>> is_body("淮州市机械行业协会"), is_body("谢谢大家"), is_body("会上，理事会")
    (True, False, False)
    """
    return _BODY.fullmatch(text) is not None


_ISSUER = re.compile(
    rf"(?P<issuer>[\w（）()、·]{{4,40}}?)\s*(?:主办|编印|编辑|编)?[\s　]{{2,}}"
    rf"(?P<day>{_DAY})(?:[\s　]*(?:印发|出版|编印))?"
)


def issuer_and_date(text: str) -> tuple[str, str] | None:
    """The two halves of a line that names an issuer at its left and a date at its right.

    >>> issuer_and_date("淮州市机械行业协会秘书处　　　　2023年4月28日印发")
    ('淮州市机械行业协会秘书处', '2023年4月28日')
    """
    found = _ISSUER.fullmatch(text)
    return None if found is None else (found["issuer"], found["day"])
