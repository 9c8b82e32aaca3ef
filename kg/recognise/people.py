"""Names of persons: surname and given name, next to a post, in a list, or where the network sees one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Title
from kg.recognise.analysis import Analysis, Span

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_NO_GIVEN = frozenset("的了是在和与及等为于由对向从到将被把以之其此该本各每某同也都均已并或又且地得着过们这那哪有无不"
                      "，。、；：！？（）“”《》 ")  # fmt: skip
_NO_LISTED = frozenset("的了是在与及等为于由对向从，。、；：！？（）“”《》 ")
_NAME_POS = ("nz", "n", "ns", "a", "b", "t", "tg", "j", "i", "l")
_NO_NAME_TAGS = frozenset(("v", "vd", "vn", "d", "p", "c", "f", "m", "q", "r", "u", "xc", "TIME", "ORG"))
_LATIN = re.compile(
    r"[A-Z][a-z]+(?:[ ·.-]+[A-Z][a-z]*\.?){1,3}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8})?"
)
_LIST = re.compile(r"[\u4e00-\u9fff ]{2,5}(?:[、 　]+[\u4e00-\u9fff]{1,4}(?: +[\u4e00-\u9fff])?)+")
_ITEM = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff][ 　]+[\u4e00-\u9fff](?![\u4e00-\u9fff])")
_AFTER_NAME = re.compile(
    r"$|[，。、；：！？（）()“”《》\s/]|等|同志|先生|女士|教授|博士|院士|研究员|在|出席|参加|主持|作|做|致|发|讲|介绍|宣|表示|"
    r"指出|强调|认为|说|带|率|前往|一行|分别|代表|陪同|会见|围绕|就|对|向|与|和|及|为|是|从|到|任|当选|担任|荣获|获|主任|"
    r"同|到会|到场|现场|亲自|首先|最后|共同|告诉|透露|要求|参与|上台|登台|随后"
)


def surname_length(analysis: Analysis, start: int) -> int:
    """How many characters of surname stand at ``start``: 2, 1 or 0."""
    surnames = analysis.lexicon.surnames
    if analysis.text[start : start + 2] in surnames:
        return 2
    return 1 if analysis.text[start : start + 1] in surnames else 0


def looks_like_name(analysis: Analysis, start: int, end: int, *, trusted: bool) -> bool:
    """Whether surname, length and characters allow a name, and no ordinary word stands there.

    ``trusted`` means that the context promises a person, so that a dictionary word such as 高峰 may be one.
    """
    text = analysis.text[start:end]
    surname = surname_length(analysis, start)
    fits = surname and _HAN.fullmatch(text) and 1 <= len(text) - surname <= 2
    if not fits and not (surname == 2 and len(text) in (2, 3) and text[0] in analysis.lexicon.surnames):
        return False
    seen = trusted and (start, end) in analysis.network_spans("PER")
    if not seen and (_NO_LISTED if trusted else _NO_GIVEN) & set(text[1:]):
        return False
    if text in analysis.lexicon.common_words or text in analysis.lexicon.places:
        return False
    if len(text) == 2 and text[1] in "协会院局厅委部处联司所":
        return False
    tagged = analysis.network_token[start]
    if tagged.start == start and tagged.end - start >= 2 and tagged.tag in _NO_NAME_TAGS:
        return False
    token = analysis.token_at.get(start)
    if (
        not seen
        and token is not None
        and token.end - token.start >= 2
        and not token.pos.startswith(("nr", "x"))
    ):
        allowed = _NAME_POS if trusted else ("nz", "n")
        if token.end > end or token.pos not in allowed:
            return False
    return True


def _best_end(analysis: Analysis, start: int) -> int | None:
    """The likeliest end of the name that begins at ``start``, or ``None``: edges of both tokenizers and what follows vote."""
    surname = surname_length(analysis, start)
    if not surname:
        return None
    best: tuple[int, int] | None = None
    per = {end for begin, end in analysis.network_spans("PER") if begin <= start < end}
    for end in range(start + 2, min(start + surname + 2, len(analysis.text)) + 1):
        if not looks_like_name(analysis, start, end, trusted=True):
            continue
        vote = 3 * (end in per) + (end in analysis.edges) + (end in analysis.network_edges)
        vote += 2 * bool(_AFTER_NAME.match(analysis.text, end))
        following = analysis.network_token[end + 1] if end + 1 < len(analysis.text) else None
        if analysis.text[end : end + 1] == "和" and following is not None and following.tag == "v":
            vote -= 6  # 和 before a verb joins no second name: it ends this one
        if vote >= 2 and (best is None or (vote, end) > best):
            best = (vote, end)
    return best[1] if best else None


def by_network(analysis: Analysis) -> Iterator[Span]:
    """Persons that the network sees, where the name grammar agrees; a surname that it left outside is taken in."""
    for start, end in analysis.network_spans("PER"):
        if _LATIN.fullmatch(analysis.text[start:end]):
            yield Span(start, end, "Person", "person-network")
            continue
        token = analysis.token_at.get(start)
        if (
            end - start == 2
            and analysis.text[start] in analysis.lexicon.weak_surnames
            and (token is None or not token.pos.startswith("nr"))
        ):
            continue
        for begin in (start, start - 1):
            if begin >= 0 and looks_like_name(analysis, begin, end, trusted=begin == start):
                stop = end
                rest = analysis.token_at.get(end - 1)
                if end - begin == 3 and rest is not None and rest.end > end and end - 1 in analysis.edges:
                    stop = (
                        end - 1
                    )  # 周强深|有感触: the dictionary knows the word that the third character begins
                yield Span(begin, stop, "Person", "person-network")
                break


def after_title(analysis: Analysis, titles: Sequence[Title]) -> Iterator[Span]:
    """会长王瑞祥 as a form: a name right behind a post."""
    for title in titles:
        start = title.end
        if analysis.text[start : start + 1] in ("：", ":", " "):
            start += 1
        latin = _LATIN.match(analysis.text, start)
        if latin:
            yield Span(start, latin.end(), "Person", "person-after-title")
            continue
        end = _best_end(analysis, start)
        if end is not None:
            yield Span(start, end, "Person", "person-after-title")


def in_brackets(analysis: Analysis) -> Iterator[Span]:
    """A name that fills a pair of brackets behind a title or a report: 《…》（王某某）."""
    if re.match(r"[^，。：]{2,12}[：:]", analysis.text):
        for found in re.finditer(r"(?<=[、：；])(?P<name>[\u4e00-\u9fff]{2,4})(?=[（(])", analysis.text):
            if looks_like_name(analysis, *found.span(), trusted=True):
                yield Span(*found.span(), "Person", "person-in-brackets")
    for found in re.finditer(r"[（(](?P<name>[\u4e00-\u9fff]{2,4})(?:院士|大师|教授)?[）)]", analysis.text):
        start, end = found.span("name")
        if (
            looks_like_name(analysis, start, end, trusted=True)
            and found.start()
            and analysis.text[found.start() - 1] in "》”"
        ):
            yield Span(start, end, "Person", "person-in-brackets")


def before_title(analysis: Analysis, titles: Sequence[Title]) -> Iterator[Span]:
    """A name right before a post or a form of address: 程晓辉处长, 许文通秘书长."""
    starts = {title.start for title in titles}
    starts |= {found.start() for found in re.finditer("同志|先生|女士|一行|教授|院士|大师", analysis.text)}
    for end in starts:
        for start in (end - 3, end - 2, end - 4):
            if start < 0 or not looks_like_name(analysis, start, end, trusted=False):
                continue
            opens = start in analysis.edges or start in analysis.network_edges or start == 0
            network = any(
                begin in (start, start + 1) and stop == end for begin, stop in analysis.network_spans("PER")
            )
            token = analysis.token_at.get(start)
            if network or (opens and token is not None and token.pos.startswith("nr") and token.end == end):
                yield Span(start, end, "Person", "person-before-title")
                break


def in_lists(analysis: Analysis, titles: Sequence[Title]) -> Iterator[Span]:
    """Three names or more in a row, or two behind a post: 市领导甲、乙、丙."""
    ends = {title.end for title in titles}
    for run in _LIST.finditer(analysis.text):
        items = []
        for item in _ITEM.finditer(analysis.text, run.start(), run.end()):
            start, end = item.span()
            if end == run.end():
                end = _best_end(analysis, start) or end
            items.append((start, end))
        good = [(s, e) for s, e in items if _is_item(analysis, s, e)]
        known = sum(any(b == s for b, _ in analysis.network_spans("PER")) for s, _ in good)
        if (
            len(good) >= 2
            and 2 * len(good) > len(items)
            and (
                known
                or (
                    run.start() in ends
                    or (run.start() - 1 in ends and analysis.text[run.start() - 1] in "：:")
                )
                or len(good) >= 4
            )
        ):
            for start, end in good:
                yield Span(start, end, "Person", "person-list")


def _is_item(analysis: Analysis, start: int, end: int) -> bool:
    text = analysis.text[start:end]
    if " " in text or "　" in text:
        return text[0] in analysis.lexicon.surnames
    return looks_like_name(analysis, start, end, trusted=True)
