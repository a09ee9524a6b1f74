"""Rows of the article switched off: what is kept is current and on its page, and says what was lived."""

import json
import math
from pathlib import Path
from typing import Any

import pytest
from scipy.stats import ttest_rel

from tools.differences import chance
from tools.differences import kept as difference
from tools.pages.proofs import inputs
from tools.switched_off import living, told
from tools.switched_off.living import EVERY_ROW, KEPT, UNDER, Values, rows, values, world
from underheaven.engine.world import World
from underheaven.measure.frame import Frame
from underheaven.measure.results import names_in

ROOT = Path(living.__file__).resolve().parents[2]
AGAIN = "run: python -m tools.switched_off FOLDER"


def test_what_is_kept_is_of_the_model_as_it_is_and_on_the_page() -> None:
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert kept["inputs"] == inputs(), AGAIN
    assert kept["rows"].keys() == rows().keys()
    assert told.page() == (ROOT / "docs" / "switched-off.md").read_text(encoding="utf-8"), AGAIN


def test_each_row_of_the_readme_links_what_it_changes() -> None:
    table = [line for line in (ROOT / "README.md").read_text().splitlines() if line.startswith("| A")]
    linked = {line.split("|")[1].strip() for line in table if "docs/switched-off.md#" in line}
    assert linked == rows().keys()
    for line in table:
        name = line.split("|")[1].strip()
        assert name == "A18" or f"(docs/switched-off.md#{name.lower()})" in line


@pytest.mark.parametrize("name", rows())
def test_a_row_makes_another_world_and_names_measures_that_there_are(name: str) -> None:
    row, base = rows()[name], world(1)
    without = row.without(base)
    assert without.checked().hash != base.hash
    assert (without.seed, without.citizens, without.end) == (base.seed, base.citizens, base.end)
    assert set(row.tells) <= set(names_in(Frame.of(base)))


def test_a_run_is_read_as_it_is_and_nobody_is_under_anything_without_a_score(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(living, "CITIZENS", 400)
    found = values(rows()["A1"].without(world(1)))
    assert found[UNDER] == 0
    assert set(found["of"].values()) == {0.0}
    assert found["mean_hardship"] is None or found["mean_hardship"] >= 0


def test_what_was_lived_is_kept_and_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    two = {name: rows()[name] for name in ("A13", "A16")}
    monkeypatch.setattr(living, "rows", lambda: two)
    asked: list[str] = []

    def counted(of: World) -> Values:
        asked.append(of.hash)
        return {UNDER: len(asked)}

    monkeypatch.setattr(living, "values", counted)
    once = living.lived(tmp_path, 2, lambda _name, _seed: None)
    assert {name: len(of) for name, of in once.items()} == {"": 2, "A13": 2, "A16": 2}
    assert len(set(asked)) == 6
    assert living.lived(tmp_path, 2, lambda _name, _seed: pytest.fail("it was lived before")) == once


def made(shift: float, seeds: int = 6) -> list[Values]:
    """Values of some seeds, of which one measure is off by a shift and some noise."""
    wanted = [*EVERY_ROW, *(each for row in rows().values() for each in row.tells)]
    return [
        {UNDER: 0.1 + shift + math.sin(seed) / 100, **dict.fromkeys(wanted, 1.0),
         "of": {"group: hill": 0.2 + shift + math.sin(seed) / 100, "group: dale": 0.1}}
        for seed in range(seeds)
    ]  # fmt: skip


def test_differences_are_paired_and_as_sure_as_a_paired_test_says() -> None:
    """Against SciPy's, before all are taken together; what all seeds agree on is 0 and not sure."""
    with_it = made(0.02)
    without = {name: made(0.0) for name in rows()}
    for number, each in enumerate(without["A3"]):
        each[UNDER] += number / 1_000
    kept = told.found({"": with_it, **without})
    under = kept["rows"]["A3"]["measures"][UNDER]
    one, other = ([of[UNDER] for of in runs] for runs in (with_it, without["A3"]))
    assert under["mean"] == pytest.approx(sum(one) / 6 - sum(other) / 6)
    alone = chance(other, one, told._estimate(under))
    assert alone == pytest.approx(ttest_rel(one, other).pvalue)
    assert under["p"] >= alone
    still: dict[str, Any] = kept["rows"]["A3"]["whom"]["group: dale"]
    assert (still["mean"], still["p"]) == (0.0, 1.0)


def test_what_is_undefined_is_told_as_missing() -> None:
    found = difference([None, 0.5], [0.25, 0.5])
    assert found == {"without": None, "with": 0.375, "mean": None, "low": None, "high": None, "p": None}
    assert told._line("gamed_share", found)[1:] == ("-", "37.5\N{NO-BREAK SPACE}%", "-", "", "")
