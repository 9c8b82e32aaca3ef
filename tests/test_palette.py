"""The colours of the classes, as all eyes see them."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from kg.ontology import load

# How much of red, green and blue reaches eyes that lack one kind of cone (Machado, Oliveira & Fernandes 2009,
# severity 1.0), in linear light.
EYES = {
    "normal": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TO_XYZ = [
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.0721750],
    [0.0193339, 0.1191920, 0.9503041],
]


def lab(color: str, eyes: str) -> np.ndarray:
    """A colour in CIELAB as those eyes see it."""
    coded = np.array([int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    light = np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
    x, y, z = np.cbrt(np.array(TO_XYZ) @ np.clip(np.array(EYES[eyes]) @ light, 0, 1) / [0.95047, 1, 1.08883])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("eyes", EYES)
def test_all_eyes_can_tell_the_classes_apart(eyes: str) -> None:
    """Colours 20 apart in CIELAB (2.3 is just noticeable) are told apart in a small dot too."""
    colors = {name: lab(load().classes[name].color or "", eyes) for name in load().entity_classes()}
    for one, other in combinations(colors, 2):
        assert np.linalg.norm(colors[one] - colors[other]) > 20, (one, other)
