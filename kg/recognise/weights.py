"""The weights of ``lac_small``, from the files that the installed ``jieba`` package carries."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.errors import ReadError

Floats = NDArray[np.float32]

UNITS = 128
"""Units of one GRU direction."""
STATE_BITS = 10
"""States are multiples of 2**-10."""
NEVER = np.float32(-1e6)
"""The score of what must not be."""
SEPARATORS = "，。！？；：、“”‘’（）《》〈〉「」『』【】〔〕［］｛｝…—｜!?;,:()[]{}<>|\"' \t\u3000"
"""Marks that stand alone; · - . % / & may be inside a name or number."""


@dataclass(frozen=True)
class Layer:
    """One bidirectional GRU layer, forward then backward; update and reset come first, the candidate last.

    ``enter`` (2, inputs, 384) and ``bias`` (2, 384) lead from the input, ``gates`` (2, 128, 256) and
    ``candidate`` (2, 128, 128) from the state. Those of update and reset are halved: sigmoid(x) = (1 +
    tanh(x / 2)) / 2.
    """

    enter: Floats
    bias: Floats
    gates: Floats
    candidate: Floats


@dataclass(frozen=True)
class Weights:
    """All that the network has learnt.

    ``characters`` maps a code point below 65,536 to a row of ``embedding`` (20941, 128); ``separator``
    marks those that stand alone. ``emit`` (57, 256) and ``emit_bias`` (57,) lead from states to the scores
    of ``tags``; ``step`` (57, 57) [to, from], ``first`` and ``last`` (57,) are the CRF's, and rule out an
    inside without its begin.
    """

    characters: NDArray[np.uint16]
    separator: NDArray[np.bool_]
    embedding: Floats
    layers: tuple[Layer, Layer]
    emit: Floats
    emit_bias: Floats
    step: Floats
    first: Floats
    last: Floats
    tags: tuple[str, ...]


def _tensor(path: Path) -> Floats:
    """The one tensor of a Paddle LoDTensor file, mapped into memory.

    Sixteen bytes of versions and (no) levels of detail, the length of a protobuf message, that message
    (field 1: type, 5 being float32; field 2, repeated: dimensions, as varints), then the values.
    """
    try:
        values = np.memmap(path, np.uint8, "r")
    except (OSError, ValueError) as error:
        raise ReadError(path, f"no weights of lac_small ({error})") from error
    length = int(values[16:20].view("<i4")[0])
    numbers: list[int] = []
    value = shift = 0
    for byte in values[20 : 20 + length].tolist():
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            numbers.append(value)
            value = shift = 0
    if numbers[:2] != [0x08, 5] or set(numbers[2::2]) != {0x10}:
        raise ReadError(path, "not a LoDTensor of 32-bit floats")
    return np.frombuffer(values, "<f4", offset=20 + length).reshape(numbers[3::2])


def _on_grid(weights: Floats, axis: int) -> Floats:
    """The weights so rounded that sums over ``axis`` with states are exact: at most 2**24 units."""
    bits = np.ceil(np.log2(np.abs(weights).sum(axis=axis, keepdims=True) * 1.01))
    unit = np.exp2(bits - (24 - STATE_BITS))
    return np.ascontiguousarray(np.rint(weights / unit) * unit, np.float32)


def _layer(folder: Path, number: int) -> Layer:
    def both(name: str) -> Floats:
        return np.stack([_tensor(folder / name.format(2 * number + way)).ravel() for way in (0, 1)])

    halved = np.repeat(np.array([0.5, 1], np.float32), [2 * UNITS, UNITS])
    gates, candidate = np.split(both("gru_{}.w_0"), [2 * UNITS * UNITS], axis=1)
    return Layer(
        enter=_on_grid(both("fc_{}.w_0").reshape(2, -1, 3 * UNITS) * halved, 1),
        bias=(both("fc_{}.b_0") + both("gru_{}.b_0")) * halved,
        gates=_on_grid(gates.reshape(2, UNITS, 2 * UNITS) * halved[: 2 * UNITS], 1),
        candidate=_on_grid(candidate.reshape(2, UNITS, UNITS), 1),
    )


def _vocabulary(path: Path) -> tuple[NDArray[np.uint16], NDArray[np.bool_]]:
    rows = [line.partition("\t")[::2] for line in path.read_text("utf-8").split("\n")]
    unknown = next(int(number) for number, word in rows if word == "OOV")
    characters = np.full(0x10000, unknown, np.uint16)
    known = [(ord(word), int(number)) for number, word in rows if len(word) == 1]
    characters[[char for char, _ in known]] = [number for _, number in known]
    separator = np.zeros(0x10000, np.bool_)
    separator[[ord(char) for char in SEPARATORS]] = True
    return characters, separator


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The weights from the installed ``jieba`` package, which is not imported (0.04 s).

    Raises:
        ReadError: the package is absent, lacks the files, or they are no tensors.
    """
    found = importlib.util.find_spec("jieba")
    if found is None or found.origin is None:
        raise ReadError("jieba", "the package is not installed")
    home = Path(found.origin).parent / "lac_small"
    folder = home / "model_baseline"
    crf = _tensor(folder / "crfw")
    characters, separator = _vocabulary(home / "word.dic")
    tags = tuple(line.partition("\t")[2] for line in (home / "tag.dic").read_text("utf-8").splitlines())
    inside = [place for place, tag in enumerate(tags) if tag.endswith("-I")]
    first, last, step = crf[0].copy(), crf[1], crf[2:].T.copy()
    first[inside] = NEVER
    for place in inside:
        step[place, [other for other in range(len(tags)) if other not in (place - 1, place)]] = NEVER
    return Weights(
        characters=characters,
        separator=separator,
        embedding=_tensor(folder / "word_emb"),
        layers=(_layer(folder, 0), _layer(folder, 1)),
        emit=_on_grid(_tensor(folder / "fc_4.w_0").T, 1),
        emit_bias=_tensor(folder / "fc_4.b_0"),
        step=step,
        first=first,
        last=last,
        tags=tags,
    )
