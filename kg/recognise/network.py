"""Words, persons, bodies, places and times by ``lac_small``, whose weights the ``jieba`` package carries.

Two layers of bidirectional GRU over characters and a linear-chain CRF (Baidu LAC, Apache-2.0; laid out as in
``jieba/lac_small/nets.py``), here in numpy alone. Two departures from the original:

* a punctuation mark is always a token of its own, where the original lets names swallow it;
* sums are exact. Weights and states are rounded to grids on which every dot product fits into the 24 bits of
  a float, so that the order of summation is without effect; all else works element by element. A sentence
  therefore has the same states and tokens alone or in any batch, with any BLAS and any number of threads.
  About three tokens in a thousand differ from the original's, nearly all in the part of speech.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from kg.recognise.lanes import Lanes, code_points, lay
from kg.recognise.weights import NEVER, STATE_BITS, UNITS, Floats, Layer, Weights, load_weights

__all__ = ["Network", "Token", "load_network"]

Ints = NDArray[np.intp]

BLOCK = 48 << 10
"""Characters that are worked on at once, which bounds the memory (4 KB a character)."""
_SNAP = np.float32(1.5 * 2 ** (23 - STATE_BITS))
"""Added and subtracted again, it rounds a float below 2**11 to a multiple of 2**-10."""


class Token(NamedTuple):
    """A word or name at code points ``start`` to ``end``, with LAC's tag (PER, ORG, LOC, TIME, n, v, w …)."""

    start: int
    end: int
    tag: str


def _squash(x: Floats, limit: float, above: Floats, below: Floats) -> None:
    """Make of ``x`` ``limit * tanh(x)``, within 6e-5; the other arrays are scratch.

    A rational function (minimax fit) as a continued fraction: a third of the time of ``np.tanh`` and,
    being sums, products and quotients alone, the same bits on every machine.
    """
    np.multiply(x, x, out=below)
    below += 12.02557
    np.divide(-194.2277, below, out=above)
    below += above
    below += 10.80936
    np.divide(6.340594 * limit, below, out=below)
    below += 0.05110026 * limit
    x *= below
    np.clip(x, -limit, limit, out=x)


@dataclass(frozen=True)
class _Entrance:
    """What enters the first layer's gates, computed once for each different character.

    ``row`` (65536,) gives a code point's row in ``ahead`` and ``back`` (characters, 384).
    """

    row: Ints
    ahead: Floats
    back: Floats

    def steps(self, lanes: Lanes) -> Iterator[tuple[Floats, Floats]]:
        order = self.row[lanes.codes]
        for forward, backward in zip(order, order[::-1], strict=True):
            yield self.ahead.take(forward, axis=0), self.back.take(backward, axis=0)


def _entrance(weights: Weights, texts: Iterable[str]) -> _Entrance:
    """Computed in float64 from vectors on a grid of 2**-14, and so exactly."""
    seen = np.zeros(0x10000, np.bool_)
    seen[0] = True
    seen[code_points("".join(texts))] = True
    chars = np.flatnonzero(seen)
    row = np.cumsum(seen) - 1
    vectors = np.rint(weights.embedding[weights.characters[chars]].astype(np.float64) * 2**14) / 2**14
    layer = weights.layers[0]
    ahead, back = (
        (vectors @ layer.enter[way].astype(np.float64) + layer.bias[way]).astype(np.float32) for way in (0, 1)
    )
    return _Entrance(row, ahead, back)


def _projected(layer: Layer, states: Floats) -> Iterator[tuple[Floats, Floats]]:
    """What enters the second layer's gates at each step, from the states (steps, lanes, 256) of the first."""
    stride = 8  # steps at once: so few that the product is still in the cache when it is used
    shape = (stride, states.shape[1], 3 * UNITS)
    ahead, back = np.empty(shape, np.float32), np.empty(shape, np.float32)
    for start in range(0, len(states), stride):
        count = min(stride, len(states) - start)
        ways = ((ahead, states[start : start + count]), (back, states[::-1][start : start + count]))
        for way, (entering, given) in enumerate(ways):
            flat = np.ascontiguousarray(given).reshape(-1, 2 * UNITS)
            np.matmul(flat, layer.enter[way], out=entering[:count].reshape(len(flat), -1))
            entering += layer.bias[way]
        yield from zip(ahead[:count], back[:count], strict=True)


def _run(layer: Layer, entering: Iterator[tuple[Floats, Floats]], lanes: Lanes) -> Floats:
    """The states (steps, lanes, 256) of a layer: multiples of 2**-10, starting from 0 at both ends of a text.

    With update u and reset r: c = tanh(x + (r * h) @ candidate), then h + u * (c - h) is the new h.
    """
    steps, width = lanes.codes.shape
    kept = np.stack([~lanes.opens, ~lanes.closes[::-1]], axis=1)[..., None].astype(np.float32)
    states = np.empty((steps, width, 2 * UNITS), np.float32)
    gates, *wide = np.empty((3, 2, width, 2 * UNITS), np.float32)
    candidate, product, *narrow = np.empty((4, 2, width, UNITS), np.float32)
    update, reset = gates[..., :UNITS], gates[..., UNITS:]
    state = np.zeros((2, width, UNITS), np.float32)
    for step, (ahead, back) in enumerate(entering):
        state *= kept[step]
        np.matmul(state, layer.gates, out=gates)
        gates[0] += ahead[:, : 2 * UNITS]
        gates[1] += back[:, : 2 * UNITS]
        _squash(gates, 0.5, *wide)
        gates += 0.5
        np.multiply(reset, state, out=product)
        product += _SNAP
        product -= _SNAP
        np.matmul(product, layer.candidate, out=candidate)
        candidate[0] += ahead[:, 2 * UNITS :]
        candidate[1] += back[:, 2 * UNITS :]
        _squash(candidate, 1, *narrow)
        candidate -= state
        candidate *= update
        state += candidate
        state += _SNAP
        state -= _SNAP
        states[step, :, :UNITS] = state[0]
        states[-1 - step, :, UNITS:] = state[1]
    return states


def _states(weights: Weights, entrance: _Entrance, lanes: Lanes) -> Floats:
    first, second = weights.layers
    return _run(second, _projected(second, _run(first, entrance.steps(lanes), lanes)), lanes)


def _emissions(weights: Weights, states: Floats, lanes: Lanes) -> Floats:
    """The scores (steps, 57, lanes) of each tag; where a mark stands alone, all others are ruled out."""
    scores = weights.emit @ states.transpose(0, 2, 1)
    scores += weights.emit_bias[:, None]
    alone = _alone(weights, lanes)
    np.copyto(scores, NEVER, where=alone[:, None])
    scores[:, weights.tags.index("w-B")][alone] = 0
    return scores


def _alone(weights: Weights, lanes: Lanes) -> NDArray[np.bool_]:
    """Where a mark stands alone; the colon of a time (10:30) does not."""
    codes = lanes.codes
    digit = (codes >= ord("0")) & (codes <= ord("9"))
    inner = np.zeros_like(digit)
    inner[1:-1] = digit[:-2] & digit[2:]
    inner &= (codes == ord(":")) & ~(lanes.opens | lanes.closes)
    return weights.separator[codes] & ~inner


def _decode(weights: Weights, scores: Floats, lanes: Lanes) -> Ints:
    """The best path by the CRF (Viterbi): the tags (steps, lanes)."""
    steps, count, width = scores.shape
    begins = np.array([not tag.endswith("-I") for tag in weights.tags])
    inside = np.flatnonzero(~begins)
    into, onto = weights.step[begins].T[:, :, None], weights.step
    start = onto[inside, inside - 1][:, None]
    stay = onto[inside, inside][:, None]
    new = np.empty((count, width), np.float32)
    paths = np.empty((count, len(into[0]), width), np.float32)
    old = scores[0]
    old += weights.first[:, None]
    for step in range(1, steps):
        np.add(old[:, None], into, out=paths)
        new[begins] = paths.max(axis=0)
        new[inside] = np.maximum(old[inside - 1] + start, old[inside] + stay)
        np.copyto(new, weights.first[:, None], where=lanes.opens[step])
        old = scores[step]
        old += new
    sources = np.concatenate([weights.step, weights.last[None]])
    tags = np.empty((steps, width), np.intp)
    tags[-1] = (scores[-1].T + weights.last).argmax(axis=1)
    for step in range(steps - 1, 0, -1):
        tag = np.where(lanes.opens[step], count, tags[step])
        tags[step - 1] = (scores[step - 1].T + sources[tag]).argmax(axis=1)
    return tags


def _tokens(weights: Weights, tags: Ints, lengths: Ints) -> Iterator[list[Token]]:
    """The tokens of each text, from the tags of all characters and the lengths of the texts."""
    names = [tag.partition("-")[0] for tag in weights.tags]
    begins = np.array([not tag.endswith("-I") for tag in weights.tags])
    starts = np.flatnonzero(begins[tags])
    ends = np.cumsum(lengths)
    counts = np.diff(np.searchsorted(starts, ends), prepend=0)
    origin = np.repeat(ends - lengths, counts)
    past = np.append(starts[1:], ends[-1])
    kinds = [names[tag] for tag in tags[starts].tolist()]
    tokens = map(Token, (starts - origin).tolist(), (past - origin).tolist(), kinds)
    for count in counts.tolist():
        yield list(islice(tokens, count))


def _blocks(texts: Iterable[str]) -> Iterator[list[str]]:
    """The different texts, none empty, the longest first, in blocks of about :data:`BLOCK` characters."""
    block: list[str] = []
    size = 0
    for text in sorted(filter(None, dict.fromkeys(texts)), key=lambda text: (-len(text), text)):
        block.append(text)
        size += len(text)
        if size >= BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block


@dataclass(frozen=True)
class Network:
    """The network, ready to read; texts are best sentences."""

    weights: Weights

    def tag(self, texts: Sequence[str]) -> list[list[Token]]:
        """The tokens of each text, which tile it.

        >>> text = "钱知远在宁波说"
        >>> [(text[token.start : token.end], token.tag) for token in load_network().tag([text])[0]]
        [('钱知远', 'PER'), ('在', 'p'), ('宁波', 'LOC'), ('说', 'v')]
        """
        found: dict[str, list[Token]] = {"": []}
        for block, lanes, states in self._read(texts):
            tags = _decode(self.weights, _emissions(self.weights, states, lanes), lanes).ravel()[lanes.places]
            lengths = np.array([len(text) for text in block])
            found.update(zip(block, _tokens(self.weights, tags, lengths), strict=True))
        return [found[text] for text in texts]

    def states(self, texts: Sequence[str]) -> list[Floats]:
        """The last states of each text, before the CRF: (characters, 256), multiples of 2**-10 in [-1, 1].

        >>> [array.shape for array in load_network().states(["钱知远", ""])]
        [(3, 256), (0, 256)]
        """
        found: dict[str, Floats] = {"": np.empty((0, 2 * UNITS), np.float32)}
        for block, lanes, states in self._read(texts):
            flat = states.reshape(-1, 2 * UNITS)[lanes.places]
            ends = np.cumsum([len(text) for text in block])
            found.update(zip(block, np.split(flat, ends[:-1]), strict=True))
        return [found[text] for text in texts]

    def _read(self, texts: Sequence[str]) -> Iterator[tuple[list[str], Lanes, Floats]]:
        """The different texts by blocks, each with its lanes and their states (steps, lanes, 256).

        Meanwhile BLAS keeps to one thread: the products are so small that on a busy machine its threads spend
        nine tenths of their time waiting for each other.
        """
        with _blas().limit(limits=1, user_api="blas"):
            entrance = _entrance(self.weights, texts)
            for block in _blocks(texts):
                lanes = lay(block)
                yield block, lanes, _states(self.weights, entrance, lanes)


@lru_cache(maxsize=1)
def _blas() -> ThreadpoolController:
    return ThreadpoolController()


@lru_cache(maxsize=1)
def load_network() -> Network:
    """The network of the installed ``jieba`` package; errors as of :func:`load_weights`."""
    return Network(load_weights())
