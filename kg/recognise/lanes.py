"""Sentences laid end to end in lanes of about equal length, so that a network steps through all at once."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WIDTH = 128
"""Lanes at most: more no longer pay, since the states of a step should stay in the processor's cache."""


def code_points(text: str) -> NDArray[np.intp]:
    r"""The code points of a text; those beyond the first plane, unknown to the network, all as 0xFFFF.

    >>> code_points("甲\U00020000").tolist()
    [30002, 65535]
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.intp)
    np.minimum(points, 0xFFFF, out=points)
    return points


@dataclass(frozen=True)
class Lanes:
    """Texts in lanes.

    ``codes``, ``opens`` and ``closes`` have shape (steps, lanes): the code points, and where a text begins
    and ends. ``places`` holds, for the texts in the order given, where each code point lies in
    ``codes.ravel()``. What fills a lane up is code point 0.
    """

    codes: NDArray[np.intp]
    opens: NDArray[np.bool_]
    closes: NDArray[np.bool_]
    places: NDArray[np.intp]


def lay(texts: Sequence[str]) -> Lanes:
    """Lay the texts, none of them empty, the longest first, each into the lane that is shortest so far.

    >>> lay(["甲乙丙", "丁", "戊己"]).places.tolist()
    [0, 2, 4, 5, 1, 3]
    """
    lengths = [len(text) for text in texts]
    total, longest = sum(lengths), max(lengths)
    width = min(WIDTH, -(-total // longest), len(texts))
    ends = [(0, lane) for lane in range(width)]
    starts = [(0, 0)] * len(texts)
    for text in sorted(range(len(texts)), key=lambda text: (-lengths[text], text)):
        end, lane = ends[0]
        starts[text] = (end, lane)
        heapq.heapreplace(ends, (end + lengths[text], lane))
    steps = max(end for end, _ in ends)
    size = np.array(lengths)
    base = np.array([step * width + lane for step, lane in starts])
    past = np.cumsum(size)
    within = np.arange(total) - np.repeat(past - size, size)
    places = np.repeat(base, size) + within * width
    codes = np.zeros(steps * width, np.intp)
    codes[places] = code_points("".join(texts))
    opens, closes = np.zeros(steps * width, np.bool_), np.zeros(steps * width, np.bool_)
    opens[places[past - size]] = True
    closes[places[past - 1]] = True
    # The filling of a lane is one more text, so that it reaches into no other.
    for end, lane in ends:
        if 0 < end < steps:
            opens[end * width + lane] = closes[(steps - 1) * width + lane] = True
    shape = (steps, width)
    return Lanes(codes.reshape(shape), opens.reshape(shape), closes.reshape(shape), places)
