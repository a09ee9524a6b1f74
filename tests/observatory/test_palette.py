"""Colours of the pages: text and marks stand out, and what the policy does is told apart by every eye.

Contrast is WCAG 2.2's. Colours are apart by their distance in OKLab (Björn Ottosson, "A perceptual color
space for image processing", 2020), as they are and as three kinds of colour blindness see them (G. M.
Machado, M. M. Oliveira and L. A. F. Fernandes, "A physiologically-based model for simulation of color
vision deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6), 2009: their matrices
of severity 1, for linear light).
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest

from underheaven.observatory.building import PAGES

STYLES = PAGES / "styles"
TOKEN = re.compile(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
FOUND = TOKEN.findall((STYLES / "tokens.css").read_text(encoding="utf-8"))
SCHEMES = {name: {token: pair[at] for token, *pair in FOUND} for at, name in enumerate(("light", "dark"))}
DATA = ("low", "mid", "high", "wrong", "voice")
"""For marks, never for text. Blue and orange are where somebody stands, and never who somebody is."""
RAMP = [f"ramp{step}" for step in range(1, 6)]
APART, STEP = 0.11, 0.06
"""Distances in OKLab, where black and white are 1 apart: of any two data colours, and from step to step."""
SEEN = {
    "as it is": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protanopia": [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900],
    ],
}  # fmt: skip
CONES = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
]
LAB = [
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
]


def linear(colour: str) -> Any:
    """Linear light of red, green and blue, float64[3] from 0 to 1, of a colour such as `#ff0000`."""
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    dark, light = sorted(float(linear(each) @ [0.2126, 0.7152, 0.0722]) for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lab(colour: str, eye: str = "as it is") -> Any:
    """OKLab of a colour as an eye sees it: lightness, and twice a hue, float64[3]."""
    light = np.clip(np.array(SEEN[eye]) @ linear(colour), 0, 1)
    return np.array(LAB) @ np.cbrt(np.array(CONES) @ light)


def apart(one: str, other: str, eye: str) -> float:
    return float(np.linalg.norm(lab(one, eye) - lab(other, eye)))


def test_the_measure_gives_what_is_known() -> None:
    """White and red in OKLab, by its author; greys are what they were to every eye; black on white is 21."""
    assert lab("#ffffff") == pytest.approx([1, 0, 0], abs=1e-6)
    assert lab("#ff0000") == pytest.approx([0.627955, 0.224863, 0.125846], abs=1e-5)
    for eye in SEEN:
        assert lab("#808080", eye) == pytest.approx(lab("#808080"), abs=1e-5)
    assert apart("#ff0000", "#00ff00", "deuteranopia") < apart("#ff0000", "#00ff00", "as it is") / 1.5
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_and_marks_stand_out(scheme: str) -> None:
    """WCAG 2.2: 4.5 for text, 3 for marks, for the edge of a control, and for what shows the focus."""
    colour = SCHEMES[scheme]
    for ground in ("paper", "surface", "sunken"):
        for text in ("ink", "ink2", "ink3", "link", "error"):
            assert contrast(colour[text], colour[ground]) >= 4.5, (text, ground)
        for mark in (*DATA, "edge", "link"):
            assert contrast(colour[mark], colour[ground]) >= 3, (mark, ground)
    assert contrast(colour["notice-ink"], colour["notice"]) >= 4.5
    for step in RAMP:
        on = colour.get(f"on-{step}", colour["ink"])
        assert contrast(on, colour[step]) >= 4.5, step


@pytest.mark.parametrize("eye", SEEN)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_data_colours_are_apart_for_every_eye(scheme: str, eye: str) -> None:
    colour = SCHEMES[scheme]
    near = {pair: apart(colour[pair[0]], colour[pair[1]], eye) for pair in combinations(DATA, 2)}
    assert min(near.values()) >= APART, min(near, key=near.__getitem__)


@pytest.mark.parametrize("eye", SEEN)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_steps_of_the_ramp_are_apart_and_in_one_order_of_light(scheme: str, eye: str) -> None:
    steps = [SCHEMES[scheme][step] for step in RAMP]
    assert min(apart(*pair, eye) for pair in pairwise(steps)) >= STEP
    lights = [lab(step, eye)[0] for step in steps]
    assert lights == sorted(lights, reverse=scheme == "light")


def test_data_colours_are_of_marks_and_every_colour_has_a_name() -> None:
    text_of = re.compile(rf"(?<![a-z-])color:[^;}}]*var\(--(?:{'|'.join(DATA)})\)")
    for path in sorted(STYLES.glob("*.css")):
        text = path.read_text(encoding="utf-8")
        assert not text_of.search(text), path.name
        assert path.name == "tokens.css" or not re.search(r"#[0-9a-fA-F]{3,8}[;, )]", text), path.name
