"""Who is better off in a category and who worse, in the page's modules: all are counted, few are not told."""

from __future__ import annotations

import json
from typing import Any

from tests.observatory.test_measured_in_node import module, run

APART = {"group": {"categories": ["many", "few"], "of_cell": [0, 1]}}
KIND = {"name": "denied", "title": "", "unit": "acts", "harm": True, "row": 0}
TOLD = {"outcomes": [KIND], "apart": APART, "other_scale": "another scale", "nobody": "nobody"}
MANY, FEW = 60, 49


def changed(few: int) -> list[dict[str, Any]]:
    """What two runs of the same people come to; a few are of the second group, and one is not scored."""
    found: list[dict[str, Any]] = run(f"""
        import {{ outcomesBy, outcomesOf }} from {module("outcomes.js")};
        const [few, told] = [{few}, {json.dumps(TOLD)}];
        const people = (counted) => ({{ people: {{
          told, scale: [], minutes: 10080, shown: new Int16Array({MANY} + few + 1),
          scored: Uint8Array.from({{ length: {MANY} + few + 1 }}, (_, i) => Number(i < {MANY} + few)),
          cells: Uint8Array.from({{ length: {MANY} + few + 1 }}, (_, i) => Number(i >= {MANY})),
          counted: [Uint32Array.from({{ length: {MANY} + few + 1 }}, counted)],
        }} }});
        const pairs = [{{ a: people(() => 3), b: people((_, i) => (i < 30 ? 1 : i < {MANY} ? 3 : 7)) }}];
        console.log(JSON.stringify([outcomesOf(pairs), ...outcomesBy(pairs, "group")]));
    """)
    return found


def sides(of: dict[str, Any]) -> list[float | None]:
    """Shares better off, the same and worse off, and the mean change."""
    (outcome,) = of["outcomes"]
    return [outcome[part]["mean"] for part in ("better", "same", "worse", "mean")]


def test_everybody_who_is_scored_is_counted_in_one_category() -> None:
    everyone, many, few = changed(FEW + 1)
    assert [each["people"] for each in (everyone, many, few)] == [MANY + FEW + 1, MANY, FEW + 1]
    assert sides(many) == [0.5, 0.5, 0, -1]
    assert sides(few) == [0, 0, 1, 4]
    assert sides(everyone)[0] == 30 / (MANY + FEW + 1)


def test_of_few_people_nothing_is_told_but_why() -> None:
    _, many, few = changed(FEW)
    assert sides(many) == [0.5, 0.5, 0, -1]
    assert sides(few) == [None] * 4
    assert few["outcomes"][0]["mean"]["missing"] == "fewer than 50 people"
