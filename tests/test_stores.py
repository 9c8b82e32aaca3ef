"""One contract, two stores."""

from __future__ import annotations

import http.server
import threading
from pathlib import Path

import pytest
from graphs import small_folder, small_graph

from kg.errors import GraphError, QueryError
from kg.folder import GraphFolder
from kg.graph import Graph
from kg.records import to_row
from kg.stores import Store, comparable
from kg.stores.kglite import KgliteStore
from kg.stores.oxigraph import OxigraphStore, bind


@pytest.fixture(scope="module")
def graph() -> Graph:
    return small_graph()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    return small_folder(tmp_path_factory.mktemp("stores") / "graph")


@pytest.fixture(params=["rdf", "property"])
def store(request: pytest.FixtureRequest, folder: GraphFolder) -> Store:
    return getattr(folder, request.param)  # type: ignore[no-any-return]


def in_language(store: Store, sparql: str, cypher: str) -> str:
    return sparql if store.language == "rq" else cypher


def test_a_query_gives_columns_and_rows(store: Store) -> None:
    answer = store.query(
        in_language(
            store,
            "SELECT (STR(?n) AS ?name) (COUNT(?a) AS ?articles)"
            " { ?x a kg:Association ; skos:prefLabel ?n . ?a kg:mentions ?x } GROUP BY ?n",
            "MATCH (a:Article)-[:MENTIONS]->(x:Association) RETURN x.name AS name, count(a) AS articles",
        )
    )
    assert answer.columns == ("name", "articles")
    assert answer.rows == (("淮州市机械行业协会", 3),)


def test_parameters_are_values_and_not_text(store: Store) -> None:
    query = in_language(
        store,
        "SELECT (STR(?n) AS ?name) { VALUES ?given_part { UNDEF } ?x a kg:Company ; skos:prefLabel ?n ."
        " FILTER (!BOUND(?given_part) || CONTAINS(STR(?n), ?given_part)) } ORDER BY ?name",
        "MATCH (x:Company) WHERE $part IS NULL OR x.name CONTAINS $part RETURN x.name AS name ORDER BY name",
    )
    assert len(store.query(query, {"part": None}).rows) == 3
    assert store.query(query, {"part": "砺川"}).rows == (("淮州砺川锻造有限公司",),)
    assert store.query(query, {"part": '") } #\\'}).rows == ()


def test_claims_are_those_of_the_json_lines(store: Store, graph: Graph) -> None:
    assert list(store.claim_rows()) == [comparable(to_row(claim)) for claim in graph.claims]


def test_direct_claims_are_those_of_the_json_lines(store: Store, graph: Graph) -> None:
    direct = {(claim.subject, claim.predicate, claim.object) for claim in graph.claims if claim.direct}
    assert store.direct() == direct
    assert len(direct) < len(graph.claims)


WRITES = {
    "rq": [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "LOAD <file:///etc/hostname>",
    ],
    "cypher": [
        "CREATE (n:Company {id: 'x'})",
        "MATCH (n:Company) SET n.name = 'x' RETURN n",
        "MATCH (n) DETACH DELETE n",
        "MERGE (n:Company {id: 'x'})",
        "MATCH (n:Company) REMOVE n.name",
        "MATCH (n:Company) FOREACH (i IN [1] | CREATE (:Company {id: 'x'}))",
        "CREATE CONSTRAINT FOR (n:Company) REQUIRE n.name IS UNIQUE",
        "PROFILE CREATE (n:Company {id: 'x'})",
    ],
}


def test_writes_are_refused_and_leave_the_store(store: Store, graph: Graph) -> None:
    for text in WRITES[store.language]:
        with pytest.raises(QueryError):
            store.query(text)
    assert len(list(store.claim_rows())) == len(graph.claims)


def test_what_only_looks_like_a_write_is_read(store: Store) -> None:
    answer = store.query(
        in_language(
            store,
            'SELECT ("SERVICE <x> { }" AS ?text) (?service AS ?also) { BIND (1 AS ?service) } # service',
            "RETURN 'LOAD CSV FROM x CREATE (n)' AS text, 1 AS also // LOAD CSV",
        )
    )
    assert len(answer.rows) == 1
    assert answer.rows[0][1] == 1


def test_nonsense_is_one_line(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        store.query("这不是查询")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "LOAD CSV FROM 'file://{secret}' AS row RETURN row",
        "load // a comment\n csv FROM 'file://{secret}' AS row RETURN row",
        "PROFILE LOAD CSV FROM 'file://{secret}' AS row RETURN row",
        "UNWIND ['x'] AS row RETURN row UNION LOAD CSV FROM 'file://{secret}' AS row RETURN row",
        "MATCH (n:Company) RETURN n.name FORMAT CSV",
    ],
)
def test_cypher_reads_no_file(text: str, folder: GraphFolder, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("密")
    with pytest.raises(QueryError):
        folder.property.query(text.format(secret=tmp_path / "secret"))


def test_cypher_may_limit_to_any_number(folder: GraphFolder) -> None:
    assert len(folder.property.query("MATCH (n:Company) RETURN n.name LIMIT 200").rows) == 3


@pytest.fixture(scope="module")
def server() -> object:
    """A server that counts who calls."""
    calls: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_error(500)

        do_POST = do_GET  # noqa: N815, the name that http.server looks for

        def log_message(self, *args: object) -> None:
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}/", calls
    running.shutdown()


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ service SILENT <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERV\\u0049CE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ FILTER(1<2)SERVICE<{url}>{{ ?s ?p ?o }} }}",
        'SELECT * {{ BIND("a\\"" AS ?x) SERVICE <{url}> {{ ?s ?p ?o }} }}',
        "SELECT * {{ ?a <urn:it's> ?b . SERVICE <{url}> {{ ?s ?p 'x' }} }}",
        "PREFIX s: <{url}> SELECT * {{ SERVICE s: {{ ?s ?p ?o }} }}",
        "SELECT * {{ {{ SELECT * {{ # a comment's quote\n SERVICE <{url}> {{ ?s ?p ?o }} }} }} }}",
    ],
)
def test_sparql_calls_nobody(text: str, folder: GraphFolder, server: tuple[str, list[str]]) -> None:
    url, calls = server
    with pytest.raises(QueryError):
        folder.rdf.query(text.format(url=url))
    assert calls == []


def test_sparql_forms(folder: GraphFolder) -> None:
    assert folder.rdf.query("ASK { ?x a kg:Company }").rows == ((True,),)
    answer = folder.rdf.query("CONSTRUCT { ?x a kg:Company } WHERE { ?x a kg:Company }")
    assert answer.columns == ("subject", "predicate", "object")
    assert len(answer.rows) == 3


def test_binding_a_parameter_that_the_text_lacks() -> None:
    with pytest.raises(QueryError, match="no parameter firm"):
        bind("SELECT * { ?s ?p ?o }", {"firm": "x"})


def test_an_untitled_document_has_no_title(folder: GraphFolder) -> None:
    rows = folder.property.query("MATCH (d:Document) RETURN d.name, d.title ORDER BY d.name").rows
    assert rows == (("spring.txt", "淮州机械简报"), ("summer.txt", None))


@pytest.mark.parametrize(("kind", "name"), [(OxigraphStore, "a folder"), (KgliteStore, "a file")])
def test_what_is_no_store(kind: type, name: str, tmp_path: Path) -> None:
    with pytest.raises(GraphError):
        kind(tmp_path / name)
