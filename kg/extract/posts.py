"""Who holds which post in which body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.found import Found, Story
from kg.extract.view import View, compiled
from kg.model import Mention, Title

_FORMER = re.compile(r"(?:原任?|前|时任|曾任|曾担任|历任)$")
_FORMER_TITLE = re.compile(r"^(?:原|前(?!台)|时任|曾任)")
_GAP = r"[\u4e00-\u9fffA-Za-z]{0,12}"
_CHAIN = (
    rf"(?P<chain>(?:<OL>(?:（[^）]{{1,20}}）)?(?:[\u4e00-\u9fffA-Za-z]|<L>){{0,14}})?<T>(?:(?:[、兼]|和|及)?(?:<OL>{_GAP})?<T>)*)[ ：:]?"
    r"(?P<people><P>(?:(?:[、 　]|和|及|与|以及)<P>(?!<T>))*)"
)
_NO_GAP = re.compile(r"[的在由与和及对向为是等将]|出席|参加|主持|联合|组织|召开|举办|负责")


def post_before_name(view: View, story: Story) -> Iterator[Found]:
    """某联合会副会长兼秘书长王某; a chain 市委副书记、市长王某; one post before several names."""
    last: Mention | None = None
    end = -99
    for found in compiled(_CHAIN).finditer(view.text):
        start, stop = found.span("chain")
        people = view.found("P", *found.span("people"))
        carried = last if start - end <= 3 and "。" not in view.text[end:start] else None
        body: Mention | None = None
        for at in view.found("OLT", start, stop):
            item = view.items[at]
            if isinstance(item, Mention):
                body = item
                continue
            assert isinstance(item, Title)
            holder = _body(view, item, at, start, body, carried, story)
            if holder is None:
                continue
            role, former = _role(view, at, start, body, item)
            for person in people:
                yield _held(story, view.mention(person), holder, role, former, 0.95 if body else 0.75)
            last = holder if item.body is None else last
        if body is not None and body.type != "Place":
            last = body
        end = found.end()


def _body(
    view: View, title: Title, at: int, start: int, body: Mention | None, carried: Mention | None, story: Story
) -> Mention | None:
    """The body that a post is held in: the one before it, the one it implies, or the one spoken of."""
    if title.body is not None:
        named = (
            body is not None
            and body.type == "GovernmentBody"
            and view.text[at - 1 : at]
            and view.items[at - 1] is body
        )
        if not named or body is None or "委" in body.name[-2:]:
            return _implied(title, title.body)
        return body
    if body is not None and body.type != "Place":
        gap = view.text[view.items.index(body) + 1 : at]
        return body if not _NO_GAP.search(gap) else carried
    wanted = _wanted(story, title)
    if carried is not None and (
        wanted is None or carried.type == wanted or carried.type in ("Organization", "ResearchInstitution")
    ):
        return carried
    return _spoken_of(story, title) or carried


def _implied(title: Title, name: str) -> Mention:
    return Mention(
        "GovernmentBody",
        title.sentence,
        title.start,
        title.end,
        title.text,
        "body-of-post",
        name,
        reference=True,
    )


def _wanted(story: Story, title: Title) -> str | None:
    """The class of body that a post is one of, where it is one of one class: 副会长 → Association."""
    bodies = story.lexicon.title_bodies
    first = re.split("[兼暨]", title.text)[0]
    return next((bodies[first[i:]] for i in range(len(first)) if first[i:] in bodies), None)


def _spoken_of(story: Story, title: Title) -> Mention | None:
    """The body in which the article's last post of this kind was held, else the last body of the kind that it names."""
    wanted = _wanted(story, title)
    held = [found.object for posts in story.posts.values() for found in posts]
    for body in reversed(held):
        if wanted is None or body.type == wanted:
            return body
    if wanted is None:
        return None
    named = [
        m for view in story.views for m in view.mentions if m.type == wanted and m.sentence <= title.sentence
    ]
    return named[-1] if named else None


def _role(view: View, at: int, start: int, body: Mention | None, title: Title) -> tuple[str, bool]:
    """The title verbatim, with what stands between it and the body, and whether it is a former one."""
    former = bool(_FORMER_TITLE.search(title.text))
    role = _FORMER_TITLE.sub("", title.text)
    first = view.items.index(body) if body is not None else at
    if _FORMER.search(view.text[max(0, min(first, start) - 3) : min(first, start)]):
        former = True
    if body is not None and 0 < at - first - 1 <= 12 and not view.found("T", first, at):
        gap = view.words(first + 1, at)
        if not _NO_GAP.search(gap) and not re.search("[、，兼]", gap):
            role = gap + role
    return role, former


def name_before_post(view: View, story: Story) -> Iterator[Found]:
    """王瑞祥会长 as a form; with the body before (某联合会王某某会长), or the body that the article gave before."""
    for found in compiled(r"(?P<body><OL>)?(?P<person><P>)(?P<title><T>)(?!<P>|、<P>(?!<T>))").finditer(
        view.text
    ):
        person, title = view.mention(found.start("person")), view.title(found.start("title"))
        if title.end - title.start < 2:
            continue
        body = view.mention(found.start("body")) if found["body"] else None
        if title.body is not None:
            holder: Mention | None = _implied(title, title.body)
        elif body is not None and body.type != "Place":
            holder = body
        else:
            before = story.posts.get(person.name)
            holder = before[0].object if before else None
        if holder is not None:
            role = _FORMER_TITLE.sub("", title.text)
            yield _held(
                story, person, holder, role, bool(_FORMER_TITLE.search(title.text)), 0.9 if body else 0.8
            )


def appointed(view: View, story: Story) -> Iterator[Found]:
    """王某当选某协会会长, 聘任王某为某公司总经理, 王某任某局局长."""
    verbs = "当选为?|出任|担任|就任|任(?!期|务|职)|被聘为|聘任为|被任命为|兼任"
    for found in compiled(
        rf"(?P<person><P>)[^，。；]{{0,6}}?(?P<verb>{verbs})(?P<body><O>)?{_GAP}(?P<title><T>)"
    ).finditer(view.text):
        yield from _appointed(view, story, found)
    for found in compiled(
        rf"(?:选举|聘任|聘请|任命|推选|增选)(?P<person><P+>)(?:同志)?(?:为|担任|任)(?P<body><O>)?{_GAP}(?P<title><T>)"
    ).finditer(view.text):
        yield from _appointed(view, story, found)


def _appointed(view: View, story: Story, found: re.Match[str]) -> Iterator[Found]:
    title = view.title(found.start("title"))
    body = view.mention(found.start("body")) if found["body"] else None
    holder = body or (_implied(title, title.body) if title.body else _spoken_of(story, title))
    if holder is None:
        return
    former = view.text[max(0, found.start("title") - 12) : found.start("title")].find("曾") >= 0
    for at in view.found("P", *found.span("person")):
        yield _held(story, view.mention(at), holder, title.text, former, 0.9)


def names_before_post(view: View, story: Story) -> Iterator[Found]:
    """公司甲、乙、丙等3名技术人员: a body, names, then the post that they share."""
    pattern = r"(?P<body><O>)(?P<people><P>(?:、<P>)+)等?(?:\d+|[一二三四五六七八九十]+)?[名位民个]?(?P<title>[\u4e00-\u9fff]{0,4}?(?:人员|领导|代表|专家|工程师)|<T>)"
    for found in compiled(pattern).finditer(view.text):
        role = view.words(*found.span("title"))
        for at in view.found("P", *found.span("people")):
            yield _held(story, view.mention(at), view.mention(found.start("body")), role, False, 0.7)


def listed(view: View, story: Story) -> Iterator[Found]:
    """A line of a committee list: 副主任委员：甲（某公司总经理）、乙（某学院副院长）; the body is the committee spoken of."""
    head = compiled(r"^[（(]?(?P<title><T>)(?:单位)?[：:]").match(view.text)
    if head is None:
        return
    title = view.title(head.start("title"))
    bodies = [
        m
        for v in story.views[: view.index]
        for m in v.mentions
        if m.type in ("Association", "ResearchInstitution", "Organization") and not m.reference
    ]
    body = next(
        (m for m in bodies if m.name.endswith(("委员会", "专委会", "联盟", "分会", "理事会"))),
        bodies[0] if bodies else None,
    )
    if body is None:
        return
    for at in view.found("P", head.end()):
        if view.text.rfind("（", 0, at) <= view.text.rfind("）", 0, at):
            yield _held(story, view.mention(at), body, title.text, False, 0.8)


def bracketed_post(view: View, story: Story) -> Iterator[Found]:
    """甲（某公司总经理）, 乙（原某厅副厅长）: the post in brackets behind the name."""
    for found in compiled(
        r"(?P<person><P>)[（(](?P<former>原|前)?(?P<body><OL>)[^）)<]{0,10}?(?P<title><T>)[）)]"
    ).finditer(view.text):
        body, title = view.mention(found.start("body")), view.title(found.start("title"))
        holder = _implied(title, title.body) if title.body and body.type == "Place" else body
        former = bool(found["former"] or _FORMER_TITLE.search(title.text))
        yield _held(
            story, view.mention(found.start("person")), holder, _FORMER_TITLE.sub("", title.text), former, 0.9
        )


def _held(story: Story, person: Mention, body: Mention, role: str, former: bool, confidence: float) -> Found:
    found = Found(person, "holdsPosition", body, confidence, role=(role,), former=former)
    story.posts.setdefault(person.name, []).append(found)
    return found
