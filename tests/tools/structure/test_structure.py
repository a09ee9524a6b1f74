"""The uncertainty of structure: what is kept is current, on its page, and comes out when lived again."""

import json
from pathlib import Path
from typing import Any

import pytest

from tools.pages.proofs import inputs
from tools.structure import living, told
from tools.structure.living import BESIDE, GAMED, PEOPLE, PRESETS, THREE, WHOLE, Values, values, variants
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy, policy_names
from underheaven.study.harms import HARMS
from underheaven.study.structure import ALL, rules

AGAIN = "run: python -m tools.structure FOLDER"
SMALL = 400


def kept() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told.KEPT.read_text(encoding="utf-8"))
    return found


def test_what_is_kept_is_of_the_model_as_it_is_and_on_the_page() -> None:
    of = kept()
    assert of["inputs"] == inputs(PEOPLE), AGAIN
    assert of["presets"].keys() == PRESETS.keys()
    assert told.page() == told.PAGE.read_text(encoding="utf-8"), AGAIN


def test_the_differences_are_those_of_the_runs() -> None:
    of = kept()
    again = json.loads(json.dumps(told.found(of["runs"], of["citizens"])))
    assert {**again, "made": of["made"]} == of


@pytest.mark.parametrize(
    ("policy", "name"), [("none", THREE), ("rongcheng-2016", "without lasting differences")]
)
def test_rows_that_are_lived_again_come_out_as_they_are_kept(policy: str, name: str) -> None:
    of = kept()
    for number, said in list(enumerate(of["runs"][policy][name], 1))[1:2]:
        found = values(variants(policy, number, of["citizens"])[name])
        assert {harm: found[harm] for harm in said} == said


def test_every_preset_has_its_years_and_harms() -> None:
    assert set(PRESETS) == set(policy_names())
    for preset in PRESETS.values():
        assert preset.last == preset.first + 1
        assert set(preset.harms) <= set(HARMS)


@pytest.mark.parametrize("policy", PRESETS)
def test_a_preset_is_lived_without_each_rule_that_it_says_it_uses(policy: str) -> None:
    """The people are the same in all of them, and the whole one has every rule of its society."""
    worlds = variants(policy, 1, SMALL)
    structure = load_policy(policy).structure
    assert structure is not None
    named = [f"without {rules()[each]}" for each in rules() if each in structure.uses]
    together = [f"without {ALL}"] if len(named) > 1 else []
    assert list(worlds) == [WHOLE, *named, *together, THREE]
    assert len({world.hash for world in worlds.values()}) == len(worlds)
    assert {world.citizens_of_regions for world in worlds.values()} == {worlds[WHOLE].citizens_of_regions}
    bare = worlds[together[0] if together else named[0]].society.behaviour
    assert not bare.lasting
    if "deterrence" in structure.uses:
        assert bare.deterrence is None


def test_what_was_lived_is_kept_and_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(of: World) -> Values:
        asked.append(of.hash)
        return {WHOLE: float(len(asked))}

    monkeypatch.setattr(living, "values", counted)
    monkeypatch.setattr(living, "PRESETS", {"none": PRESETS["none"]})
    once = living.lived(tmp_path, 2, SMALL, 1, lambda _seed, _policy: None)
    assert list(once["none"]) == [WHOLE, "without lasting differences", THREE]
    assert {len(of) for of in once["none"].values()} == {2}
    assert len(set(asked)) == len(asked) == 6
    more = living.lived(tmp_path, 3, SMALL, 1, lambda _seed, _policy: None)
    assert len(asked) == 9
    assert {name: of[:2] for name, of in more["none"].items()} == once["none"]


def test_only_the_part_with_people_who_answer_makes_what_is_kept_old() -> None:
    assert inputs(PEOPLE) not in (inputs(), inputs("acts"))


def made(whole: float, today: float, noise: tuple[float, ...] = (0.0, 0.01, -0.01, 0.005)) -> Any:
    """Values of a preset of four seeds, of which the first harm is so large with all rules and today."""
    harms = (*PRESETS["article-2019"].harms, *BESIDE)
    still: Values = dict.fromkeys(harms, 1.0)
    of = {
        WHOLE: [{**still, "sanctioned": whole} for _ in noise],
        "without perceived risk": [{**still, "sanctioned": whole + 2 + each} for each in noise],
        THREE: [{**still, "sanctioned": today + each, GAMED: 0.0} for each in noise],
    }
    return told.found({"article-2019": of}, SMALL)["presets"]["article-2019"]


def test_a_headline_says_what_is_sure_and_on_which_rule_it_hangs() -> None:
    said = told.headline(made(20, 30))
    assert "20 with all rules and 30 with version 3's people. This difference is sure." in said
    assert "it is 22 without perceived risk." in said
    assert f"Surely otherwise than with version 3's people too: {GAMED}, 1 with all rules and 0 with" in said
    unsure = told.headline(made(20, 20.001))
    assert "This difference may be chance." in unsure


def test_a_table_says_what_the_rules_add() -> None:
    harms = made(20, 30)
    rows = "\n".join(told._table("sanctioned", harms["sanctioned"]))
    assert f"{told.MINUS}10" in rows
    assert harms["sanctioned"][THREE]["mean"] == pytest.approx(-10, abs=0.01)
    nothing = {name: {**row, "with": 0.0, "without": 0.0} for name, row in harms["sanctioned"].items()}
    assert "0 in every one of these worlds" in "\n".join(told._table("sanctioned", nothing))
