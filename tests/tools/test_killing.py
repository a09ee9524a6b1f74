"""A run that is killed, also while it keeps its state, and resumed comes to the digest of one left alone."""

import random
from pathlib import Path

from tools.killing import digest_of, kept, kill
from tools.pages.proofs import inputs

RUN = (
    "article-2019", "--society", "riverton", "--citizens", "2000", "--from", "2019-10-01", "--to",
    "2020-03-31", "--threads", "1", "--json",
)  # fmt: skip


def test_killed_runs_come_to_the_same_digest(tmp_path: Path) -> None:
    chance, killed = random.Random(9), 0
    for during in (False, True, True):
        killed += kill(RUN, tmp_path / "killed", chance, during)
    assert killed >= 2
    assert digest_of(RUN, tmp_path / "killed") == digest_of(RUN, tmp_path / "alone")


def test_a_hundred_kills_are_of_the_model_as_it_is() -> None:
    known = kept()
    assert {citizens for citizens, of in known.items() if of["inputs"] != inputs()} == set()
    assert any(int(citizens) >= 200_000 and of["kills"] >= 100 for citizens, of in known.items())
