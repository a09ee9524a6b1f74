"""The numbers of the page of safeguards: of today's model, lived again in two rows, and as in the docs."""

import re
from dataclasses import replace

import pytest

from tools.pages.proofs import inputs
from tools.pages.session import ROOT
from tools.safeguard_figures import SEEDS, printed, world
from underheaven.observatory.safeguards.found import kept, weighed
from underheaven.study.harms import weighed as lived
from underheaven.study.safeguards import SAFEGUARDS, guarded

AGAIN = "run: python -m tools.safeguard_figures FOLDER"


def test_what_is_kept_is_of_the_model_as_it_is() -> None:
    said = kept()
    assert said["inputs"] == inputs(), AGAIN
    found = weighed(said)
    assert found.world.hash == world().hash, AGAIN
    assert found.seeds == tuple(range(1, SEEDS + 1))
    assert found.safeguards == tuple(SAFEGUARDS)
    assert {*found.values, *found.missing} == set(found.design.sets())


@pytest.mark.parametrize("of", [(), ("appeal", "no_speech")], ids=["none", "a pair"])
def test_a_set_comes_out_as_kept(of: tuple[str, ...]) -> None:
    """To the last digit: a run follows from its inputs alone."""
    found = weighed(kept())
    again = lived(replace(world(), policy=guarded(world().policy, of), seed=2))
    assert found.values[frozenset(of)][1] == again, AGAIN


def test_page_and_docs_agree() -> None:
    """Each safeguard's part of each harm: both tables of the docs beside each other are what is printed."""
    text = (ROOT / "docs" / "safeguards.md").read_text(encoding="utf-8")
    first, second = re.findall(r"^Harm avoided, %.*?\n\n", text, re.MULTILINE | re.DOTALL)

    def rows(block: str) -> dict[str, list[str]]:
        found = (re.split(r"  +", line.strip()) for line in block.strip().splitlines()[1:])
        return {name: cells for name, *cells in found if name != "level without any"}

    expected = {name: cells + rows(second)[name] for name, cells in rows(first).items()}
    lines = (re.split(r"  +", line) for line in printed().splitlines()[2:])
    assert {name: cells for name, *cells in lines} == expected
