"""kg.resolve: who is who, over invented documents."""

from __future__ import annotations

from itertools import permutations

import pytest
from cases import resolve_texts

from kg.resolve import Resolution

CHAIR = "江苏省染织联合会会长陈立群出席第二届中国纱线发展大会。"
CHAIR_AGAIN = "江苏省染织联合会会长陈立群出席第三届中国纱线发展大会。"
MANAGER = "苏州远岚纺织有限公司总经理陈立群出席第三届中国纱线发展大会。"


def names(resolution: Resolution, *types: str) -> dict[str, tuple[str, ...]]:
    """Entities with their aliases, of these classes."""
    return {entity.name: entity.aliases for entity in resolution.entities if entity.type in types}


def claims(resolution: Resolution) -> list[str]:
    """Claims as lines with the number of their pieces of evidence."""
    called = {entity.id: entity.name for entity in resolution.entities}
    return sorted(
        f"{called[claim.subject]} {claim.predicate} {called[claim.object]} {len(claim.evidence)}"
        for claim in resolution.claims
    )


# one document, the only entities of these classes that it speaks of
@pytest.mark.parametrize(("text", "types", "expected"), [
    pytest.param("江苏省染织工业联合会成立于1985年。江苏省染织联合会会长陈立群表示祝贺。", "Association",
        {"江苏省染织工业联合会": ("江苏省染织联合会",)}, id="a contraction of an association"),
    pytest.param("江苏省染织联合会（以下简称“省染织联”）换届。省染织联会长陈立群讲话。", "Association",
        {"江苏省染织联合会": ("省染织联",)}, id="a declared short form"),
    pytest.param("苏州远岚纺织有限公司（以下简称“远岚”）开工。远岚总经理陈立群讲话。", "Company",
        {"苏州远岚纺织有限公司": ("远岚",)}, id="a declared brand"),
    pytest.param("苏州远岚纺织集团有限公司成立于1998年。苏州远岚纺织集团总经理陈立群讲话。", "Company",
        {"苏州远岚纺织集团有限公司": ("苏州远岚纺织集团",)}, id="a firm without its legal form"),
    pytest.param("苏州远岚纺织有限公司成立于1998年。远岚纺织总经理陈立群讲话。", "Company",
        {"苏州远岚纺织有限公司": ("远岚纺织",)}, id="a firm without its place"),
    pytest.param("江苏省染织联合会成立于1985年。\n\n我会会长陈立群讲话。", "Association",
        {"江苏省染织联合会": ()}, id="a reference is no alias"),
    pytest.param("第二届中国纱线发展大会在绍兴市举行。第三届中国纱线发展大会在苏州市举行。", "Meeting",
        {"第二届中国纱线发展大会": (), "第三届中国纱线发展大会": ()}, id="two editions are two meetings"),
    pytest.param("第二届中国纱线发展大会在绍兴市举行。陈立群出席中国纱线发展大会。", "Meeting",
        {"第二届中国纱线发展大会": ("中国纱线发展大会",)}, id="a meeting without its edition"),
    pytest.param("浙江大学与浙江工业大学签订合作协议。", "ResearchInstitution",
        {"浙江大学": (), "浙江工业大学": ()}, id="no contraction of a university"),
    pytest.param("苏州市纺织商会走访无锡市纺织商会。", "Association",
        {"苏州市纺织商会": (), "无锡市纺织商会": ()}, id="two places, two associations"),
    pytest.param("远岚纺织总经理陈立群讲话。苏州远岚纺织有限公司、常州远岚纺织有限公司参加培训。", "Company",
        {"远岚纺织": (), "苏州远岚纺织有限公司": (), "常州远岚纺织有限公司": ()},
        id="a short form of two is neither"),
    pytest.param("陈立群住在苏州。莫维舟住在苏州市。", "Place",
        {"苏州市": ("苏州",)}, id="a place by its short name"),
])  # fmt: skip
def test_names_of_one_document(text: str, types: str, expected: dict[str, tuple[str, ...]]) -> None:
    assert names(resolve_texts(text), types) == expected


def test_namesakes_without_a_shared_body_stay_apart_and_become_candidates() -> None:
    resolution = resolve_texts(CHAIR, MANAGER)
    people = {entity.id for entity in resolution.entities if entity.name == "陈立群"}
    pairs = [{fact.subject, fact.object} for fact in resolution.facts if fact.predicate == "candidateFor"]
    assert len(people) == 2
    assert pairs == [people]
    assert all(0 < fact.score < 1 for fact in resolution.facts if fact.score is not None)


def test_namesakes_with_a_shared_body_are_one_person() -> None:
    resolution = resolve_texts(CHAIR, CHAIR_AGAIN)
    assert [entity.name for entity in resolution.entities if entity.type == "Person"] == ["陈立群"]
    assert not [fact for fact in resolution.facts if fact.predicate == "candidateFor"]
    assert "陈立群 holdsPosition 江苏省染织联合会 2" in claims(resolution)


def test_a_short_form_counts_in_its_own_document_only() -> None:
    texts = [f"苏州远岚{trade}有限公司（以下简称“远岚”）开工。" for trade in ("纺织", "机械")]
    assert names(resolve_texts(*texts), "Company") == {
        "苏州远岚纺织有限公司": ("远岚",),
        "苏州远岚机械有限公司": ("远岚",),
    }


@pytest.mark.parametrize(("text", "expected"), [
    pytest.param("苏州远岚纺织有限公司加入江苏省染织联合会。\n\n据悉，苏州远岚纺织有限公司加入江苏省染织联合会。",
        ["苏州远岚纺织有限公司 memberOf 江苏省染织联合会 2"], id="said twice"),
    pytest.param("苏州远岚纺织有限公司加入江苏省染织联合会。\n\n据悉，远岚纺织加入江苏省染织联合会。",
        ["苏州远岚纺织有限公司 memberOf 江苏省染织联合会 2"], id="said again by the short form"),
    pytest.param("苏州远岚纺织有限公司加入江苏省染织联合会。\n\n苏州远岚纺织有限公司拟加入江苏省染织联合会。",
        ["苏州远岚纺织有限公司 memberOf 江苏省染织联合会 1"] * 2, id="done and planned are two claims"),
])  # fmt: skip
def test_statements_fold_into_claims(text: str, expected: list[str]) -> None:
    assert claims(resolve_texts(text)) == expected


def test_the_directions_of_a_symmetric_relation_are_one_claim() -> None:
    text = "苏州远岚纺织有限公司与常州青砺机械有限公司签订战略合作协议。"
    back = "常州青砺机械有限公司与苏州远岚纺织有限公司签订战略合作协议。"
    (claim,) = resolve_texts(f"{text}\n\n{back}").claims
    assert [piece.sentence for piece in claim.evidence] == [text, back]
    assert claim.kind == ("agreement",)


def test_roles_said_in_two_sentences_are_roles_of_one_claim() -> None:
    text = "江苏省染织联合会会长陈立群主持第二届中国纱线发展大会。\n\n陈立群在第二届中国纱线发展大会上讲话。"
    (claim,) = [claim for claim in resolve_texts(text).claims if claim.predicate == "participatedIn"]
    assert claim.role == ("chair", "speaker")
    assert claim.confidence == max(piece.confidence for piece in claim.evidence)


def test_the_order_of_the_documents_is_irrelevant() -> None:
    renewed = "江苏省染织联合会（以下简称“省染织联”）换届。省染织联会长陈立群讲话。"
    texts = (CHAIR, CHAIR_AGAIN, MANAGER, renewed)
    first = resolve_texts(*texts)
    assert len(first.claims) == 5
    assert all(resolve_texts(*order) == first for order in permutations(texts))


def test_places_lie_in_places_by_their_codes() -> None:
    resolution = resolve_texts("第二届中国纱线发展大会在苏州市举行。江苏省派代表参加。")
    called = {entity.id: entity.name for entity in resolution.entities}
    within = [(called[f.subject], called[f.object]) for f in resolution.facts if f.predicate == "within"]
    assert within == [("苏州市", "江苏省")]
    assert "GB/T 2260:320500" in {fact.object for fact in resolution.facts if fact.predicate == "identifier"}


def test_every_claim_joins_two_entities_and_has_evidence() -> None:
    resolution = resolve_texts(CHAIR, CHAIR_AGAIN, MANAGER)
    ids = {entity.id for entity in resolution.entities}
    for claim in resolution.claims:
        assert {claim.subject, claim.object} <= ids
        assert claim.subject != claim.object
        assert claim.evidence
    assert [entity.id for entity in resolution.entities] == sorted(ids)
