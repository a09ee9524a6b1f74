"""A picture of gaming for a threshold: where people began, and where they are in the end.

    python -m tools.bunching docs/pictures/bunching.svg

The world is that of the case `strategic` of verification.
"""

from __future__ import annotations

import argparse
from html import escape
from pathlib import Path

import numpy as np

from underheaven.report.theme import BLUE, FONT, GREY, INK, PAPER
from underheaven.verify.strategic import THRESHOLD, WORTH, Moved, live, world_of

WIDE, HIGH, LEFT, TOP, STEP = 760, 260, 56, 64, 11
"""Pixels: the picture, where its first bar is, and how far the next."""
MOST = 180
"""Pixels of the highest bar."""


def picture(moved: Moved) -> str:
    """Bars of the people at each score, before and after, as SVG."""
    scores = range(int(moved.before.min()), int(moved.before.max()) + 1)
    before, after = (
        np.array([int((of == score).sum()) for score in scores]) for of in (moved.before, moved.after)
    )
    most = int(max(before.max(), after.max()))
    base, shapes = TOP + MOST, []
    for place, score in enumerate(scores):
        x = LEFT + STEP * place
        for number, colour, wide, shift in ((before[place], GREY, 9, 0), (after[place], BLUE, 5, 2)):
            tall = MOST * int(number) / most
            shapes.append(
                f'<rect x="{x + shift}" y="{base - tall:.1f}" width="{wide}" height="{tall:.1f}" '
                f'fill="{colour}"/>'
            )
        if score % 10 == 0:
            shapes.append(f'<text x="{x + 4}" y="{base + 18}" text-anchor="middle">{score}</text>')
    at = LEFT + STEP * (THRESHOLD - scores[0]) - 1
    shapes.append(
        f'<line x1="{at}" x2="{at}" y1="{TOP - 6}" y2="{base}" stroke="{INK}" stroke-dasharray="3 3"/>'
    )
    shapes.append(f'<text x="{at - 6}" y="{TOP + 4}" text-anchor="end">threshold</text>')
    shapes.append(f'<text x="{LEFT - 8}" y="{base - MOST + 4}" text-anchor="end">{most:,}</text>')
    shapes.append(f'<text x="{LEFT - 8}" y="{base}" text-anchor="end">0</text>')
    for number, (colour, said) in enumerate(((GREY, "people at the start"), (BLUE, "people at the end"))):
        x = LEFT + 170 * number
        shapes.append(f'<rect x="{x}" y="30" width="10" height="10" fill="{colour}"/>')
        shapes.append(f'<text x="{x + 16}" y="39">{said}</text>')
    title = (
        f"Whoever is within reach moves to the threshold, and nobody else: {WORTH} to gain, a point costs 1"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {base + 48}" '
        f'font-family="{escape(FONT)}" font-size="12" fill="{INK}">'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>\n'
        f'<text x="{LEFT}" y="18" font-weight="bold">{escape(title)}</text>\n'
        + "\n".join(shapes)
        + f'\n<text x="{LEFT + STEP * 30}" y="{base + 38}" text-anchor="middle">score</text>\n</svg>\n'
    )


def main() -> None:
    """Draw it into a file."""
    parser = argparse.ArgumentParser(prog="python -m tools.bunching", description=__doc__)
    parser.add_argument("file", type=Path)
    moved = live(world_of(WORTH, {"deed": {}}, {"deed": 1}))
    parser.parse_args().file.write_text(picture(moved), encoding="utf-8")


if __name__ == "__main__":
    main()
