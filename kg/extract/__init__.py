"""Mentions of an article → statements: small named rules in one ordered list.

Every rule sees one sentence as a :class:`~kg.extract.view.View` and the article read so far as a
:class:`~kg.extract.found.Story`; its name travels with what it finds.
"""

from __future__ import annotations

from kg.extract import attendance, bodies, honours, initiatives, posts
from kg.extract.found import Found, Rule, Story
from kg.extract.view import View, views
from kg.lexicon import Lexicon
from kg.model import Argument, Document, Mention, Reading, Statement

__all__ = ["RULES", "extract", "rule_name"]

RULES: tuple[Rule, ...] = (
    posts.post_before_name,
    posts.name_before_post,
    posts.names_before_post,
    posts.appointed,
    posts.listed,
    posts.bracketed_post,
    attendance.participants,
    attendance.reports,
    attendance.bodies_attending,
    attendance.organisers,
    attendance.conveners,
    attendance.own_meeting,
    attendance.venue,
    attendance.about,
    attendance.sub_meeting,
    attendance.adopted,
    honours.received,
    honours.conferred,
    honours.conferred_by,
    honours.presented,
    initiatives.acted_on,
    initiatives.led_by,
    initiatives.listed_behind,
    initiatives.owned,
    initiatives.adjacent,
    initiatives.backing,
    initiatives.carrying_out,
    initiatives.implementing,
    initiatives.contained,
    bodies.unit,
    bodies.subsidiary,
    bodies.membership,
    bodies.member_firms,
    bodies.seat,
    bodies.sited,
    bodies.cooperation,
)


def rule_name(rule: Rule) -> str:
    """The name under which a rule's statements go.

    >>> rule_name(posts.post_before_name)
    'post-before-name'
    """
    return str(getattr(rule, "__name__", "")).replace("_", "-")


def extract(document: Document, reading: Reading, lexicon: Lexicon) -> tuple[Statement, ...]:
    """The statements of one article, by sentence and then by rule; each (ends, relation, sentence) once."""
    story = Story(views(document, reading), lexicon)
    found: dict[str, Statement] = {}
    for view in story.views:
        meeting = next((m for m in reversed(view.mentions) if m.type == "Meeting"), None)
        first = next((m for m in view.mentions if m.type == "Meeting" and not m.reference), None)
        story.meeting = story.meeting or first or meeting
        for rule in RULES:
            for item in rule(view, story):
                statement = _statement(view, story, item, rule_name(rule))
                found.setdefault(statement.id, statement)
        story.subject = _subject(view) or story.subject
    return tuple(found.values())


def _subject(view: View) -> Mention | None:
    """What the sentence is about: its first body or place that is no part of another phrase."""
    for at in view.found("OL"):
        mention = view.mention(at)
        follows = view.text[at + 1 : at + 2]
        if (
            follows != "的"
            and (not follows or not view.found("T", at + 1, at + 2))
            and mention.type != "Media"
        ):
            return mention
    return None


def _statement(view: View, story: Story, item: Found, rule: str) -> Statement:
    sentence = view.sentence
    return Statement(
        document=view.document.id,
        article=view.article.id,
        subject=_argument(story, item.subject),
        predicate=item.predicate,
        object=_argument(story, item.object),
        sentence=sentence.text,
        start=sentence.start,
        end=sentence.end,
        rule=rule,
        confidence=item.confidence,
        page=sentence.page,
        role=item.role,
        kind=item.kind,
        grade=item.grade,
        count=item.count,
        date=item.date,
        modality=item.modality,
        former=item.former,
    )


def _argument(story: Story, mention: Mention) -> Argument:
    sentence = story.views[mention.sentence].sentence
    start, last = sentence.offsets[mention.start], sentence.offsets[mention.end - 1]
    return Argument(mention.type, mention.text, mention.name, start, last + 1)
