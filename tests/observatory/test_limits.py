"""Thresholds and stretches of scores on the page: in the package's words, and as people are counted."""

from __future__ import annotations

import json
import subprocess
from decimal import Decimal
from typing import Any

from tools.site_policies import node
from underheaven.observatory.building import PAGES
from underheaven.policy.words import said_above, said_below

FIRST, LAST = -40, 40
MODULE = (PAGES / "scripts" / "limits.js").as_uri()


def said(code: str) -> Any:
    code = f'import {{ limit, stretch }} from "{MODULE}"; console.log(JSON.stringify({code}))'
    words = [node(), "--input-type=module", "-e", code]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.replace("−", "-"))


def test_thresholds_are_said_as_the_package_says_them() -> None:
    every = range(FIRST, LAST + 1)
    found = said(f"{[*every]}.map((at) => ['above', 'below'].map((side) => limit(side, at)))")
    assert found == [[side(Decimal(at) / 16) for side in (said_above, said_below)] for at in every]


def test_a_stretch_holds_the_scores_that_are_counted_in_it_and_no_other() -> None:
    for first, last, words in said(
        f"[...Array({LAST})].flatMap((_, first) => [...Array({LAST} - first)].map((_, more) =>"
        " [first, first + more, stretch(first, first + more)]))"
    ):
        head, _, tail = words.partition(" to ")
        low, high = Decimal(head.removeprefix("above ")), Decimal((tail or head).removeprefix("under "))
        for score in range(LAST + 2):
            at = Decimal(score) / 16
            begun = at > low if head.startswith("above") else at >= low
            over = at >= high if tail.startswith("under") else at > high
            assert (begun and not over) == (first <= score <= last), words
