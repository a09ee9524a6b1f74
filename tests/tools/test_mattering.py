"""docs/mattering.json is of the model as it is and on its page; what is screened has a range of its own."""

import json
from pathlib import Path

import pytest

from tools import mattering
from tools.pages.proofs import inputs
from underheaven.documents.evidence import numbers
from underheaven.study.harms import HARMS

AGAIN = "run: python -m tools.mattering FOLDER"
PAGE = Path(mattering.__file__).resolve().parents[1] / "docs" / "evidence.md"


def test_what_is_kept_is_of_the_model_as_it_is_and_on_the_page() -> None:
    kept = json.loads(mattering.KEPT.read_text(encoding="utf-8"))
    assert kept["inputs"] == inputs(), AGAIN
    assert len(kept["rows"]) == mattering.MOST
    assert mattering.printed() in PAGE.read_text(encoding="utf-8")


def test_each_of_the_twenty_says_what_the_registry_says() -> None:
    base = mattering.world()
    known = {each.path: each for document in (base.policy, base.society) for each in numbers(document)}
    by_key = {key.path: entry for key, entry in mattering.movable(base)}
    for row in json.loads(mattering.KEPT.read_text(encoding="utf-8"))["rows"]:
        entry = by_key[row["key"]]
        assert entry.path in known
        assert (row["value"], row["unit"], row["range"], row["letter"]) == (
            entry.text, entry.unit, entry.range, entry.kind,
        )  # fmt: skip
        assert row["origin"] == " ".join(entry.origin.split())
        assert row["harm"] in HARMS


def test_only_harms_are_read_and_only_what_states_a_range_is_moved() -> None:
    base = mattering.world()
    found = dict(mattering.movable(base))
    assert set(mattering.HARMS) <= HARMS.keys()
    assert len(found) > 300
    assert all(key.stated is not None and key.stated[0] < key.stated[1] for key in found)
    assert {key.path for key in found} >= {
        "policy.sources.cameras.faces.gallery", "policy.rules.jaywalking.per_day",
        "society.behaviour.dread.record", "society.acts.critical_post.per_year",
    }  # fmt: skip
    assert not [key.path for key in found if key.path.startswith("society.regions")]


def test_what_cannot_move_alone_is_left_out() -> None:
    base = mattering.world()
    keys = {key.path: key for key, _ in mattering.movable(base)}
    assert mattering.ends(base, keys["policy.sources.cameras.faces.persistence.0.share"]) == []
    assert len(mattering.ends(base, keys["society.behaviour.dread.record"])) == 2


def test_a_number_is_put_to_both_ends_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [(key, entry) for key, entry in mattering.movable(mattering.world()) if "dread.record" in key.path]
    monkeypatch.setattr(mattering, "movable", lambda _: iter(keys))
    monkeypatch.setattr(mattering, "CITIZENS", 500)
    kept = mattering.screened(tmp_path, 1)
    (path,) = [key.path for key, _ in keys]
    assert kept.keys() == {"base", "seconds", path}
    assert len(kept[path]["ends"]) == 2
    monkeypatch.setattr(mattering, "ends", lambda *_: pytest.fail("it was lived before"))
    assert mattering.screened(tmp_path, 1) == kept
    (row,) = mattering.mattering(kept)["rows"]
    assert row["key"] == path
