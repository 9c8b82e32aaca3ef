"""The network against a slow reference written from its definition, and what its readers rely on."""

import importlib.util
import itertools
import random
import struct
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from kg.errors import ReadError
from kg.recognise import lanes, network
from kg.recognise.lanes import lay
from kg.recognise.network import load_network
from kg.recognise.weights import SEPARATORS, load_weights

LAC = Path(importlib.util.find_spec("jieba").origin).parent / "lac_small"

PERSONS = ["钱知远", "苏明澈", "贺兰舟", "孟庆棠", "罗予安", "傅承泽"]
BODIES = ["宁波恒岳精密机械有限公司", "绍兴澄湖纺织集团", "江西省工业和信息化厅", "浙江省商务厅"]
SENTENCES = [
    f"{month}月{month + 9}日，{body}{title}{person}{verb}。"
    for month, (person, body, title, verb) in enumerate(
        itertools.product(
            PERSONS,
            BODIES,
            ["总经理", "副厅长", "董事长"],
            ["出席会议并讲话", "介绍了“未来工厂”建设情况", "在杭州市调研（第3次），强调要降低成本"],
        ),
        1,
    )
] + ["好", "。", "、，", "2021年产值1,200万元，同比增长12.5%", "𠮷田商会ABC-3型", "甲 乙\u3000丙\t丁"]


def surfaces(text, tag):
    (tokens,) = load_network().tag([text])
    return [text[token.start : token.end] for token in tokens if token.tag == tag]


@cache
def tensor(name):
    raw = (LAC / "model_baseline" / name).read_bytes()
    (length,) = struct.unpack_from("<i", raw, 16)
    return np.frombuffer(raw, "<f4", offset=20 + length).astype(np.float64)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def reference_states(text):
    """One character at a time, in 64 bits, with the weights as they are."""
    ids = {}
    for line in (LAC / "word.dic").read_text("utf-8").split("\n"):
        number, _, word = line.partition("\t")
        ids[word] = number
    x = tensor("word_emb").reshape(-1, 128)[[int(ids.get(char, ids["OOV"])) for char in text]]
    for layer in (0, 1):
        ways = []
        for way in (0, 1):
            part = 2 * layer + way
            enter = x @ tensor(f"fc_{part}.w_0").reshape(-1, 384)
            enter += tensor(f"fc_{part}.b_0") + tensor(f"gru_{part}.b_0")
            recurrent = tensor(f"gru_{part}.w_0")
            gates = recurrent[: 128 * 256].reshape(128, 256)
            candidate = recurrent[128 * 256 :].reshape(128, 128)
            h, states = np.zeros(128), np.zeros((len(text), 128))
            for place in range(len(text)) if way == 0 else reversed(range(len(text))):
                both = sigmoid(enter[place, :256] + h @ gates)
                update, reset = both[:128], both[128:]
                h = (1 - update) * h + update * np.tanh(enter[place, 256:] + (reset * h) @ candidate)
                states[place] = h
            ways.append(states)
        x = np.concatenate(ways, axis=1)
    return x


def reference_tokens(text):
    """The best path by plain Viterbi; marks stand alone, and no word goes on that has not begun."""
    tags = [line.split("\t")[1] for line in (LAC / "tag.dic").read_text("utf-8").splitlines()]
    scores = reference_states(text) @ tensor("fc_4.w_0").reshape(256, 57) + tensor("fc_4.b_0")
    crf = tensor("crfw").reshape(59, 57)

    def allowed(before, tag):
        return not tag.endswith("-I") or before in (tag, tag[:-1] + "B")

    best = {}
    for place, char in enumerate(text):
        now = {}
        for number, tag in enumerate(tags):
            if char in SEPARATORS and tag != "w-B":
                continue
            gain = 0 if char in SEPARATORS else scores[place, number]
            if place == 0:
                if not tag.endswith("-I"):
                    now[number] = (crf[0, number] + gain, [number])
                continue
            paths = [
                (total + crf[2 + before, number], path)
                for before, (total, path) in best.items()
                if allowed(tags[before], tag)
            ]
            if paths:
                total, path = max(paths)
                now[number] = (total + gain, [*path, number])
        best = now
    _, path = max((total + crf[1, number], path) for number, (total, path) in best.items())
    starts = [place for place, number in enumerate(path) if not tags[number].endswith("-I")]
    ends = [*starts[1:], len(text)]
    return [(a, b, tags[path[a]].split("-")[0]) for a, b in zip(starts, ends, strict=True)]


REFERENCE = [*SENTENCES[::12], "好", "、，", "𠮷田商会ABC-3型"]


@pytest.mark.parametrize("text", REFERENCE)
def test_states_are_those_of_the_definition(text):
    (states,) = load_network().states([text])
    assert np.abs(states - reference_states(text)).max() < 0.06


def test_tokens_are_those_of_the_definition():
    found = [tuple(token) for tokens in load_network().tag(REFERENCE) for token in tokens]
    expected = [token for text in REFERENCE for token in reference_tokens(text)]
    assert len(set(found) ^ set(expected)) <= len(expected) // 50


def test_tokens_tile_the_text():
    for text, tokens in zip(SENTENCES, load_network().tag(SENTENCES), strict=True):
        assert [token.start for token in tokens] == [0, *(token.end for token in tokens[:-1])]
        assert tokens[-1].end == len(text)
        assert all(token.start < token.end for token in tokens)


@pytest.mark.parametrize("person", PERSONS)
def test_persons_are_found(person):
    assert surfaces(f"会上，市商会会长{person}致辞。", "PER") == [person]


@pytest.mark.parametrize("body", BODIES)
def test_bodies_are_found(body):
    assert surfaces(f"近日，{body}召开座谈会。", "ORG") == [body]


def test_marks_stand_alone():
    for text, tokens in zip(SENTENCES, load_network().tag(SENTENCES), strict=True):
        for token in tokens:
            word = text[token.start : token.end]
            if any(char in SEPARATORS for char in word):
                assert len(word) == 1 and token.tag == "w", word


def test_names_in_a_list_are_parted():
    assert surfaces("会上，钱知远、苏明澈、贺兰舟先后发言。", "PER") == ["钱知远", "苏明澈", "贺兰舟"]


def test_the_colon_of_a_time_does_not_part_it():
    assert surfaces("会议于10:30开始", "TIME") == ["10:30"]
    assert surfaces("主持人:苏明澈", "PER") == ["苏明澈"]


def test_alone_or_together_in_any_order():
    reader = load_network()
    together = reader.tag(SENTENCES)
    assert [reader.tag([text])[0] for text in SENTENCES[::2]] == together[::2]
    order = list(range(len(SENTENCES)))
    random.Random(7).shuffle(order)
    assert reader.tag([SENTENCES[place] for place in order]) == [together[place] for place in order]


@pytest.mark.parametrize(("width", "block"), [(1, 1 << 15), (3, 500), (7, 1), (256, 1 << 20)])
def test_states_to_the_last_bit_in_any_layout(monkeypatch, width, block):
    expected = load_network().states(SENTENCES)
    monkeypatch.setattr(lanes, "WIDTH", width)
    monkeypatch.setattr(network, "BLOCK", block)
    for found, wanted in zip(load_network().states(SENTENCES), expected, strict=True):
        assert np.array_equal(found, wanted)


def test_states_to_the_last_bit_with_any_number_of_threads(monkeypatch):
    expected = load_network().states(SENTENCES)

    class Free:
        def limit(self, **_):
            return threadpool_limits(2, "blas")

    monkeypatch.setattr(network, "_blas", Free)
    for found, wanted in zip(load_network().states(SENTENCES), expected, strict=True):
        assert np.array_equal(found, wanted)


def test_sums_are_exact():
    weights = load_weights()
    for matrix, axis in [
        *((getattr(layer, name), 1) for layer in weights.layers for name in ("gates", "candidate")),
        (weights.layers[1].enter, 1),
        (weights.emit, 1),
    ]:
        # The step of a column's grid is the least power of two that divides all its weights.
        whole = np.abs(matrix.astype(np.float64)).sum(axis=axis, keepdims=True)
        unit = np.exp2(np.ceil(np.log2(whole)) - 14)
        assert np.array_equal(np.rint(matrix / unit) * unit, matrix)
        assert (whole * 2**10 / unit <= 2**24).all()


def test_states_lie_on_their_grid():
    for states in load_network().states(SENTENCES[:20]):
        assert np.array_equal(np.rint(states * 1024) / 1024, states)
        assert np.abs(states).max() <= 1


def test_empty_and_repeated_texts():
    reader = load_network()
    assert reader.tag([]) == [] and reader.states([]) == []
    assert reader.tag(["", "好", "", "好"]) == [[], *reader.tag(["好"]), [], *reader.tag(["好"])]


def test_lanes_hold_each_text_once():
    texts = ["甲乙丙丁", "戊", "己庚辛", "壬癸"]
    laid = lay(texts)
    assert "".join(map(chr, laid.codes.ravel()[laid.places])) == "".join(texts)
    assert len(set(laid.places.tolist())) == sum(map(len, texts))


def test_a_package_without_the_network_is_told(monkeypatch, tmp_path):
    class Found:
        origin = str(tmp_path / "__init__.py")

    monkeypatch.setattr(importlib.util, "find_spec", lambda name: Found)
    load_weights.cache_clear()
    try:
        with pytest.raises(ReadError, match="no weights of lac_small"):
            load_weights()
    finally:
        load_weights.cache_clear()
