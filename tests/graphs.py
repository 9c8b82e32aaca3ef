"""A small graph of invented firms and people, with what a question must not fall for.

That is: planned, denied and former claims, other classes, names that contain one another.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.folder import GraphFolder, write_graph
from kg.graph import Graph
from kg.graph.rdf import BASE
from kg.model import Argument, Article, Claim, Document, Entity, Evidence, Fact, Page, Statement, content_id

_DOCUMENTS = {
    "spring.txt": Document(
        content_id("spring"), "spring.txt", "", "淮州机械简报", "淮州市机械行业协会", "淮州市", "2023-03",
        "第3期", "https://example.org/3", "2023-04-01", (Page(0, "1"), Page(40, "2")),
    ),
    "summer.txt": Document(content_id("summer"), "summer.txt", "", None, "淮州日报", None, "2023-06-08"),
}  # fmt: skip

_ARTICLES = (
    ("spring.txt", 1, "“淮字标”认证 & 提升", "会员动态", "淮州日报"),
    ("spring.txt", 2, "产业链对接会召开", None, None),
    ("summer.txt", 1, "名匠计划第二批名单公布", "要闻", None),
)

_ENTITIES = (
    ("firm", "Company", "淮州远峰泵业有限公司", ("远峰泵业",)),
    ("forge", "Company", "淮州砺川锻造有限公司", ()),
    ("gear", "Company", "云澜齿轮股份有限公司", ("云澜齿轮", "云澜")),
    ("guild", "Association", "淮州市机械行业协会", ("市机械协会",)),
    ("press", "Media", "淮州日报", ()),
    ("brand", "Programme", "淮字标", ("“淮字标”",)),
    ("brandplus", "Programme", "淮字标提升行动", ()),
    ("masters", "Programme", "名匠计划", ()),
    ("second", "Programme", "名匠计划第二批", ()),
    ("round", "Programme", "名匠计划第二批复核", ()),
    ("plant", "Project", "远峰智能泵站项目", ()),
    ("rules", "Policy", "《淮字标管理办法》", ()),
    ("fair", "Meeting", "淮州产业链对接会", ("对接会",)),
    ("signing", "Meeting", "淮州产业链对接会签约仪式", ()),
    ("shen", "Person", "沈望舒", ()),
    ("luo", "Person", "罗青岚", ()),
    ("city", "Place", "淮州市", ("淮州",)),
    ("park", "Park", "淮州经济开发区", ()),
    ("prize", "Award", "淮州质量奖", ()),
)

# subject, relation, object, then what is said of it, then the articles and sentences that say it
_CLAIMS = (
    ("firm", "participatesIn", "brand", {},
        (0, "远峰泵业通过“淮字标”认证。"), (2, "远峰泵业持有“淮字标”证书。")),
    ("firm", "leads", "plant", {"date": "2023-02"}, (0, "远峰泵业\t“智能泵站”项目开工 <一期>。")),
    ("forge", "participatesIn", "second", {}, (2, "砺川锻造入选名匠计划第二批名单。")),
    ("gear", "participatesIn", "round", {}, (2, "云澜齿轮通过名匠计划第二批复核。")),
    ("gear", "participatesIn", "brandplus", {}, (0, "云澜齿轮参与淮字标提升行动。")),
    ("gear", "participatesIn", "brand", {"modality": "planned"}, (0, "云澜齿轮拟申请“淮字标”认证。")),
    ("forge", "participatesIn", "brand", {"modality": "denied"}, (0, "砺川锻造未通过“淮字标”认证。")),
    ("forge", "participatesIn", "masters", {"former": True}, (2, "砺川锻造曾参加名匠计划。")),
    ("guild", "leads", "brand", {}, (0, "市机械协会推出“淮字标”。")),
    ("city", "participatesIn", "masters", {}, (2, "淮州市实施名匠计划。")),
    ("second", "partOf", "masters", {}, (2, "名匠计划第二批名单公布。")),
    ("round", "partOf", "second", {}, (2, "第二批复核结束。")),
    ("rules", "implements", "brand", {}, (0, "《淮字标管理办法》印发。")),
    ("shen", "participatedIn", "fair", {"role": ("chair", "speaker"), "date": "2023-03-16"},
        (1, "沈望舒主持对接会并致辞。")),
    ("luo", "participatedIn", "fair", {"role": ("attendee",)}, (1, "罗青岚出席。")),
    ("gear", "participatedIn", "fair", {}, (1, "云澜齿轮等参加。")),
    ("firm", "participatedIn", "fair", {"modality": "planned", "role": ("attendee",)},
        (1, "远峰泵业将参加。")),
    ("luo", "participatedIn", "signing", {"role": ("speaker",)}, (1, "罗青岚在签约仪式上发言。")),
    ("guild", "organized", "fair", {"role": ("host",)}, (1, "市机械协会主办。")),
    ("fair", "heldIn", "city", {}, (1, "对接会在淮州举行。")),
    ("shen", "holdsPosition", "guild", {"role": ("会长",)},
        (1, "市机械协会会长沈望舒主持。"), (2, "市机械协会会长沈望舒说。")),
    ("shen", "holdsPosition", "firm", {"role": ("总经理", "董事"), "former": True},
        (1, "远峰泵业原总经理、董事沈望舒。")),
    ("luo", "holdsPosition", "press", {"role": ("记者",), "date": "2023-06"}, (2, "本报记者罗青岚。")),
    ("luo", "holdsPosition", "guild", {"role": ("副会长",), "modality": "planned"},
        (2, "罗青岚拟任副会长。")),
    ("luo", "memberOf", "guild", {}, (2, "罗青岚加入市机械协会。")),
    ("firm", "received", "prize", {"grade": ("一等奖",), "count": (2,)},
        (0, "远峰泵业获淮州质量奖一等奖2项。")),
    ("firm", "cooperatesWith", "gear", {"kind": ("agreement", "supply")},
        (1, "远峰泵业与云澜齿轮签订供货协议。")),
    ("firm", "locatedIn", "park", {}, (0, "位于淮州经济开发区的远峰泵业。")),
)  # fmt: skip


def entity_id(key: str) -> str:
    """The id of an entity by its key above."""
    return content_id("entity", key)


def small_graph() -> Graph:
    """The graph: 2 documents, 3 articles, 19 entities, 28 claims."""
    texts: dict[str, str] = dict.fromkeys(_DOCUMENTS, "")
    starts: dict[int, int] = {}
    places: dict[tuple[int, str], int] = {}
    for number, (name, _, title, _, _) in enumerate(_ARTICLES):
        starts[number] = len(texts[name])
        texts[name] += title + "\n"
        for *_, said in ((claim[0], piece) for claim in _CLAIMS for piece in claim[4:] if piece[0] == number):
            places[said] = len(texts[name])
            texts[name] += said[1] + "\n"
    documents = {name: replace(document, text=texts[name]) for name, document in _DOCUMENTS.items()}
    articles = tuple(
        Article(
            content_id("article", name, number), documents[name].id, number, title, section, source,
            starts[place], len(texts[name]), documents[name].date,
        )
        for place, (name, number, title, section, source) in enumerate(_ARTICLES)
    )  # fmt: skip
    names = {key: (kind, name) for key, kind, name, _ in _ENTITIES}
    statements: list[Statement] = []
    claims = []
    mentioned: dict[str, set[str]] = {key: set() for key in names}
    for subject, predicate, object_, said, *pieces in _CLAIMS:
        own = []
        for place, sentence in pieces:
            start = places[place, sentence]
            ends = (
                Argument(*names[key], names[key][1], start, start + len(key)) for key in (subject, object_)
            )
            first, second = ends
            single = {name: said[name][0] for name in ("kind", "grade", "count") if name in said}
            rule, confidence, page = f"{predicate}-rule", 0.9 if place else 0.75, None if place else "1"
            statement = Statement(
                articles[place].document, articles[place].id, first, predicate, second, sentence, start,
                start + len(sentence), rule, confidence, page, **{**said, **single},
            )  # fmt: skip
            own.append(statement)
            mentioned[subject].add(articles[place].id)
            mentioned[object_].add(articles[place].id)
        statements.extend(own)
        claims.append(
            _claim(subject, predicate, object_, said, own, [articles[place].date for place, _ in pieces])
        )
    entities = tuple(
        Entity(
            entity_id(key),
            kind,
            name,
            aliases,
            tuple(sorted(mentioned[key])),
            "2023-03-16" if key == "fair" else None,
        )
        for key, kind, name, aliases in _ENTITIES
    )
    facts = [
        Fact(article, "mentions", entity.id, "resolution")
        for entity in entities
        for article in entity.articles
    ]
    facts += [
        Fact(entity_id("city"), "identifier", "GB/T 2260:399900", "list:GB/T 2260"),
        Fact(entity_id("retired"), "sameAs", entity_id("gear"), "decisions"),
        Fact(entity_id("park"), "within", entity_id("city"), "list:GB/T 2260"),
        Fact(entity_id("brandplus"), "candidateFor", entity_id("brand"), "resolution", 0.62),
    ]
    return Graph(
        tuple(documents.values()),
        articles,
        tuple(sorted(statements, key=lambda one: (documents_of(one, documents), one.start, one.id))),
        tuple(sorted(entities, key=lambda entity: entity.id)),
        tuple(sorted(claims, key=lambda claim: claim.id)),
        tuple(sorted(facts, key=lambda fact: (fact.predicate, fact.subject, fact.object))),
    )


def small_folder(path: Path, graph: Graph | None = None) -> GraphFolder:
    """The graph as a folder."""
    return write_graph(
        path, graph or small_graph(), base=BASE, inputs={name: content_id(name) for name in _DOCUMENTS}
    )


def documents_of(statement: Statement, documents: dict[str, Document]) -> str:
    """The name of the document that a statement stands in."""
    return next(name for name, document in documents.items() if document.id == statement.document)


def _claim(
    subject: str,
    predicate: str,
    object_: str,
    said: dict[str, object],
    statements: list[Statement],
    dates: list[str | None],
) -> Claim:
    evidence = tuple(
        Evidence(
            one.id,
            one.document,
            one.article,
            one.sentence,
            one.start,
            one.end,
            one.rule,
            one.confidence,
            one.page,
        )
        for one in statements
    )
    seen = sorted(date for date in dates if date)
    return Claim(
        entity_id(subject),
        predicate,
        entity_id(object_),
        evidence,
        first_seen=seen[0],
        last_seen=seen[-1],
        **said,
    )  # type: ignore[arg-type]
