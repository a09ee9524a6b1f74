"""docs/nation.json is of the model as it is, and a small nation is lived by the same command."""

import json
from pathlib import Path

import pytest

from tools import nation
from tools.pages.proofs import inputs

AGAIN = "run: python -m tools.nation FOLDER --citizens "


def test_every_nation_that_is_kept_is_of_the_model_as_it_is() -> None:
    known = nation.kept()
    assert {citizens for citizens, of in known.items() if of["inputs"] != inputs()} == set(), AGAIN
    assert int(max(known, key=int)) >= 20_000_000, f"{AGAIN}2e7"
    assert all(of["peak"] < 21 * 2**30 for of in known.values())


def test_a_run_goes_on_and_is_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nation, "KEPT", tmp_path / "nation.json")
    monkeypatch.setattr(nation, "EVERY", 0.05)
    folder = tmp_path / "lived"
    monkeypatch.setattr("sys.argv", ["nation", str(folder), "--citizens", "2e4", "--kills", "1"])
    assert nation.main() == 0
    of = json.loads((tmp_path / "nation.json").read_text())["20000"]
    assert (of["kills"], of["starts"], of["inputs"]) == (1, 1, inputs())
    assert of["processor"] > 0
    assert of["peak"] > of["predicted"] / 2
    assert nation.printed().splitlines()[1].split()[0] == "20,000"
