"""The numbers of the story: kept of today's model, and lived again for one seed."""

import json

import pytest

from tools.pages.proofs import inputs
from tools.pages.session import ROOT
from tools.story_figures import CITIZENS, MEASURES, SEEDS, policies, printed, told
from underheaven.observatory.story.found import FOUND

AGAIN = "run: python -m tools.story_figures"
KEPT = json.loads(FOUND.read_text(encoding="utf-8"))


def test_what_is_kept_is_of_the_model_as_it_is() -> None:
    assert KEPT["inputs"] == inputs(), AGAIN
    assert list(KEPT["values"]) == list(policies()), AGAIN
    assert KEPT["world"]["citizens"] == CITIZENS
    for values in [*KEPT["values"].values(), KEPT["ties"]]:
        for each in values.values():
            assert len(each["seeds"]) == SEEDS
            assert min(each["seeds"]) <= each["mean"] <= max(each["seeds"])
            assert each["low"] <= each["mean"] <= each["high"]


@pytest.mark.parametrize("name", ["as described", "without ties"])
def test_a_world_comes_out_as_kept(name: str) -> None:
    """To the last digit: a run follows from its inputs alone."""
    found = told(policies()[name], 2)
    assert set(found.measures) <= set(MEASURES)
    assert {key: each["seeds"][1] for key, each in KEPT["values"][name].items()} == found.measures, AGAIN
    side = "with" if name == "as described" else "without"
    assert found.under.sum() == KEPT["ties"][side]["seeds"][1]


def test_what_is_printed_stands_on_the_page_of_the_site() -> None:
    page = (ROOT / "docs" / "observatory.md").read_text(encoding="utf-8")
    lines = [line for line in printed().splitlines() if line.startswith(("Made", "as", "ties"))]
    assert len(lines) > 10
    assert "\n".join(lines) in page


def test_seeds_differ() -> None:
    for key in ("wait_slow", "denied"):
        assert len(set(KEPT["values"]["as described"][key]["seeds"])) == SEEDS
