"""No change of the engine moves a digest: what was written down for 108 worlds comes out again."""

import json

import pytest

from tests.frozen.worlds import DIGESTS, DRAWN, SHIPPED, digests_of, drawn, shipped
from underheaven.engine.world import MODEL_VERSION

FROZEN = json.loads(DIGESTS.read_text())


def test_the_file_is_of_this_version_of_the_model_and_complete() -> None:
    assert FROZEN["model_version"] == MODEL_VERSION
    assert len(FROZEN["digests"]) == 108
    assert set(FROZEN["digests"]) == {*SHIPPED, *(f"drawn {number:02}" for number in range(DRAWN))}
    # Every world has a history of its own.
    assert len({str(digests) for digests in FROZEN["digests"].values()}) == 108


@pytest.mark.parametrize("number", range(DRAWN))
def test_a_drawn_world_gives_its_digests(number: int) -> None:
    assert digests_of(*drawn(number)) == FROZEN["digests"][f"drawn {number:02}"]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_policy_gives_its_digests(name: str) -> None:
    assert digests_of(shipped(name)) == FROZEN["digests"][name]
