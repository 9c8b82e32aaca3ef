"""Programmes, projects and policies: titled (《…》), quoted with or without a head, or by their heads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.lexicon import Head, Lexicon, alternation
from kg.recognise.analysis import Analysis, Span
from kg.recognise.edges import LEADS, event_stops, left_edge

_TITLED = re.compile(
    r"《(?P<name>[^《》]{2,80}(?:《[^《》]+》[^《》]*)?)》(?P<more>[（(][^（）()]{2,16}[）)])?"
)
_QUOTED = re.compile(
    r"[“‘\"](?P<name>[^“”‘’\"，。；：]{2,24}(?:、[^“”‘’\"，。；：]{2,12}){0,2}(?:，[^“”‘’\"，。；：]{4,8})?)[”’\"]"
)
_ISSUED = re.compile(r"(?:发布|印发|出台|制定|起草|签订|签署|审议通过|颁布|编制)了?$")
_AUTHOR = re.compile(r"（[\u4e00-\u9fffA-Z][\u4e00-\u9fffA-Za-z ]{1,16}）")
_NOT_POLICY = re.compile(
    r"(?:讲话|报告|发言|致辞|演讲|综述|通讯|新闻|日报|晚报|时报|杂志|周刊|画册|歌|论文|专著)$"
)
_LAUNCH = (
    "实施|启动|开展|推进|打造|建设|创建|践行|落实|贯彻|入选|列入|获评|认定为?|评定的?|被评为|纳入|申报|提出|推行|参与|加入|"
    "抢抓|融入|按照|围绕|服务|服务于|通过|为抓手|培育|创成|以|深化|争创|跻身|晋级|符合|成为|是|推出|发起|公布|组织"
)
_LAUNCHED = re.compile(
    rf"(?:{_LAUNCH})(?:了|的|为|国家级?|省级?|市级?|全国|全省|首批|第[一二三四五六七八九十]+批|新一轮|大力|全面|深入)*$"
)
_DATED = re.compile(r".{0,8}?\d{1,2}(?:日|月份?)(?:上午|下午|晚)?(?=[\u4e00-\u9fff])")
_JOINED = re.compile(
    r"(?P<verb>入选|获批|被?认定为|获评|被评为|被列为|列入|跻身|进入|申报|创成|获得?认定|晋级|入围|上榜|建成|是(?=(?:[\u4e00-\u9fff]{2,4}[省市])?(?:全国|国家级?|省级?|市级?)?(?:首批|第[一二三四五六七八九十]+批)))"
    r"了?(?P<names>[\u4e00-\u9fff\d（）、和年]{4,60})"
)
_JOINED_TAIL = re.compile(
    r"(?:企业|园区|工厂|基地|车间|城市|示范县|示范市|示范区|名单|目录|计划|工程|试点|单位|平台|百强|十强|培育库)$"
)
_OWNED = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9.（）]{2,20}?(?:项目|生产线|一期工程|二期工程|扩建工程|技改工程)(?!部|组|经理|负责|团队|公司)"
)
_BUILT = re.compile(
    r"(?:扩能|改造|利用|建设|技改|扩建|产业化|一体化|智能化|生产|研发|制造|加工|综合|升级|迁建)$"
)
_SCHEME_TAILS = frozenset(("标准", "品牌", "认证", "名单", "企业", "称号", "小巨人企业"))
_BATCH_BEFORE = re.compile(r"(?:第[一二三四五六七八九十\d]+批|首批|新一轮)$")
_BATCH = re.compile(r"(?:(?:国家|省|市|县)级?)?第[一二三四五六七八九十\d]+批(?:次)?|首批")


@lru_cache(maxsize=4)
def _heads(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, Head]]:
    heads = lexicon.heads("initiative_heads")
    return re.compile(alternation(heads)), heads


def _head_at_end(lexicon: Lexicon, name: str) -> Head | None:
    heads = _heads(lexicon)[1]
    return next((heads[name[-n:]] for n in range(min(8, len(name)), 1, -1) if name[-n:] in heads), None)


def titled(analysis: Analysis) -> Iterator[Span]:
    """《…》 is a policy where its head is one of a policy, whatever else where it is one of something else."""
    for found in _TITLED.finditer(analysis.text):
        name = found["name"]
        head = _head_at_end(analysis.lexicon, re.sub(r"[（(][^（）()]*[）)]$", "", name))
        issued = _ISSUED.search(analysis.text, 0, found.start()) is not None
        if _NOT_POLICY.search(name) or _AUTHOR.match(analysis.text, found.end()):
            continue
        if (head is None or head.type != "Policy") and not issued:
            continue
        yield Span(
            found.start(),
            found.end("more") if found["more"] else found.end(),
            "Policy",
            "policy-titled",
            f"《{name}》",
        )


def quoted(analysis: Analysis) -> Iterator[Span]:
    """“…”行动, “…”品牌: quotation marks and a head; without a head only behind a verb of launching or joining."""
    text = analysis.text
    pattern, heads = _heads(analysis.lexicon)
    for found in _QUOTED.finditer(text):
        start, end = found.span()
        if found["name"] in analysis.lexicon.generic:
            continue
        after = re.compile(rf"[\u4e00-\u9fff]{{0,10}}?(?P<head>{pattern.pattern})").match(text, end)
        inside = _head_at_end(analysis.lexicon, found["name"])
        if (
            after is not None
            and len(text[end : after.start("head")]) <= 8
            and _smooth(analysis, end, after.start("head"))
        ):
            head = heads[after["head"]]
            if after["head"] in _SCHEME_TAILS and after.start("head") == end:
                yield Span(_quoted_start(analysis, start), end, "Programme", "initiative-quoted-head")
                continue
            yield Span(_quoted_start(analysis, start), after.end(), head.type, "initiative-quoted-head")
            if after.start("head") == end and head.type == "Programme":
                yield Span(start, end, head.type, "initiative-quoted-head", found["name"], inner=True)
        elif inside is not None and inside.type != "Policy":
            yield Span(_quoted_start(analysis, start), end, inside.type, "initiative-quoted-head")
        elif _LAUNCHED.search(text, 0, start) or _launched_after(text, end):
            yield Span(_quoted_start(analysis, start), end, "Programme", "initiative-quoted")


def _launched_after(text: str, end: int) -> bool:
    return (
        re.match(
            r"(?:企业|标准|品牌|认证|名单|称号)?(?:为抓手|为引领|培育|认证|的?发展布局|战略)",
            text[end : end + 12],
        )
        is not None
    )


def _smooth(analysis: Analysis, start: int, end: int) -> bool:
    """Whether no stop stands between a closing quotation mark and the head."""
    stops = event_stops(analysis.lexicon).words
    return all(
        t.word not in stops and t.pos not in ("x", "uj", "p")
        for t in analysis.tokens
        if start <= t.start < end
    )


def _quoted_start(analysis: Analysis, quote: int) -> int:
    """Where a name begins that holds a quotation: 专精特新“小巨人”, 新一轮制造业“…”攻坚行动: nouns right before it."""
    start = quote
    while start > 0 and quote - start < 14:
        token = analysis.network_token[start - 1]
        word = analysis.text[token.start : start]
        if token.tag not in ("n", "nz", "nw", "a", "an") or word in analysis.lexicon.generic:
            break
        if word in analysis.lexicon.bodies or word in event_stops(analysis.lexicon).words:
            break
        start = token.start
    batch = _BATCH_BEFORE.search(analysis.text, 0, start)
    return batch.start() if batch and start < quote else start


def by_head(analysis: Analysis) -> Iterator[Span]:
    """Unquoted names by their heads.

    A weak head, or one in plain prose, needs a verb of launching or joining before, or a place, 国家, a batch or a
    year at its start.
    """
    text = analysis.text
    pattern, heads = _heads(analysis.lexicon)
    for found in pattern.finditer(text):
        head, end = heads[found[0]], found.end()
        if head.type == "Policy" or text[end : end + 1] in "》”」员长者部处局":
            continue
        start = left_edge(analysis, found.start(), event_stops(analysis.lexicon), limit=30)
        start = _after_verb(analysis, start, found.start())
        dated = _DATED.match(text, start, found.start())
        start = dated.end() if dated else start
        left = text[start : found.start()]
        if (
            re.search(r"\d+(?:个|项|批|余个|多个)$", left)
            or len(left) < 2
            or ("“" in left and "”" not in left)
        ):
            continue
        words = [t.word for t in analysis.tokens if start <= t.start and t.end <= found.start()]
        content = [w for w in words if w not in analysis.lexicon.generic]
        if not content or len("".join(content)) < 2:
            continue
        launched = _LAUNCHED.search(text, 0, start) is not None
        opens = text.startswith(LEADS, start) or any(
            text[start : start + n] in analysis.lexicon.places for n in range(2, 8)
        )
        opens = opens or _BATCH.match(text, start) is not None
        if head.type == "Project":
            named = (
                (launched and len(left) >= 5 and _BUILT.search(left) is not None)
                or opens
                or any(c.isdigit() for c in left)
                or _holds_name(analysis, start, found.start())
            )
            if not named or len(left) < 4 or not (launched or head.text in ("项目", "工程") or not head.weak):
                continue
        elif (head.weak and not (launched and opens)) or not (launched or opens):
            continue
        yield Span(start, end, head.type, "initiative-head")


def owned_projects(analysis: Analysis, bodies: Iterable[Span]) -> Iterator[Span]:
    """A project that bears its owner's name: 某某纸业有限公司 + 绿色包装项目; the owner stays a mention inside it."""
    stops = event_stops(analysis.lexicon).words
    for body in bodies:
        found = _OWNED.match(analysis.text, body.end)
        if found is None or body.type not in ("Company", "ResearchInstitution") or body.inner:
            continue
        inside = [t for t in analysis.tokens if body.end <= t.start and t.end <= found.end()]
        if any(
            t.word in stops or t.pos in ("p", "c", "uj", "d", "r", "x") or (len(t.word) == 1 and t.pos == "v")
            for t in inside
        ):
            continue
        yield Span(body.start, found.end(), "Project", "project-owned")
        yield Span(body.start, body.end, body.type, body.rule, body.name, body.reference, inner=True)


def joined(analysis: Analysis) -> Iterator[Span]:
    """What a verb of being chosen takes: 入选2023年湖南省专精特新中小企业, 获批湖南省绿色园区, 是省首批…示范基地、…基地."""
    for found in _JOINED.finditer(analysis.text):
        tail = None
        for item in re.finditer(r"[^、和及]+", found["names"]):
            name = re.sub(r"(?:名单|目录|行列|之一|称号|企业名单)$", "", item[0])
            end = _JOINED_TAIL.search(name)
            if end is None or len(name) < 5 or (tail is not None and end[0] != tail):
                break
            tail = end[0]
            start = found.start("names") + item.start()
            generic = all(
                t.word in analysis.lexicon.generic
                for t in analysis.tokens
                if start <= t.start < start + len(name)
            )
            if not generic:
                yield Span(start, start + len(name), "Programme", "initiative-joined")
            if found["verb"] != "是":
                break


def _holds_name(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a body or a place stands in the stretch: the owner or the site in a project's name."""
    return any(
        start <= first < end and tag.tag in ("ORG", "LOC")
        for tag in analysis.tagged
        for first in (tag.start,)
    ) or any(t.pos in ("ns", "nz") and start <= t.start < end for t in analysis.tokens)


def _after_verb(analysis: Analysis, start: int, head: int) -> int:
    """Past the last launching verb inside, so that 某省启动 + …行动 begins at the name."""
    for found in re.finditer(rf"(?:{_LAUNCH})(?:了|为)?", analysis.text[start:head]):
        place = start + found.end()
        begins = start + found.start()
        if head - place >= 2 and begins in analysis.edges and len(found[0]) >= 2 and begins > start:
            start = place
            break
        if head - place >= 2 and begins == start and begins in analysis.edges and len(found[0]) >= 2:
            start = place
            break
    return start
