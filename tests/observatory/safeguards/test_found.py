"""Sets of safeguards as they are kept, and as the page is told them: what was weighed and no more."""

import datetime as dt
import itertools
import json
from dataclasses import replace
from pathlib import Path
from statistics import fmean

import pytest

from tools.safeguard_figures import make, printed, world
from underheaven.observatory.safeguards.found import kept, weighed, written
from underheaven.observatory.safeguards.told import told
from underheaven.policy.loading import load_policy
from underheaven.study.ablation import MEASURES, Ablation
from underheaven.study.design import NONE
from underheaven.study.harms import HARMS
from underheaven.study.harms import weighed as lived
from underheaven.study.safeguards import guarded, owned
from underheaven.study.weighing import FILE

SMALL = world(300, dt.date(2020, 2, 29))
NAMES = ("notice", "review", "no_speech", "opt_in")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("safeguards")
    made = folder / "found.json"
    make(folder / "lived", SMALL, 2, made, NAMES)
    return made


@pytest.fixture(scope="module")
def found(file: Path) -> Ablation:
    return weighed(kept(file))


def test_what_was_kept_is_what_was_weighed(found: Ablation) -> None:
    n = len(NAMES)
    assert found.safeguards == NAMES
    assert len(found.values) == 2 + 2 * n + n * (n - 1) // 2
    one = lived(replace(SMALL, policy=guarded(SMALL.policy, ["review", "no_speech"]), seed=2))
    assert found.values[frozenset({"review", "no_speech"})][1] == one
    assert weighed(written(found)).values == found.values


def test_made_again_it_goes_on_and_comes_to_the_same(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "lived"
    folder.mkdir()
    (folder / FILE).write_bytes((file.parent / "lived" / FILE).read_bytes())
    make(folder, SMALL, 2, tmp_path / "again.json", NAMES)
    done, of = capsys.readouterr().err.split("\r")[1].split()[::2][:2]
    assert done == of, "nothing was lived"
    assert {**kept(tmp_path / "again.json"), "made": ""} == {**kept(file), "made": ""}


def test_a_set_is_told_with_its_change_and_a_pair_with_what_it_is_beyond_the_sum(found: Ablation) -> None:
    page = told(found, "2020-01-01")
    measures = list(MEASURES)
    at, where = measures.index("speech held back"), list(itertools.combinations(NAMES, 2))

    def mean(*names: str) -> float:
        of = frozenset(names)
        return fmean(each["speech held back"] or 0 for each in found.values[of])

    for number, (one, other) in enumerate(where):
        level, _, _, change, low, high = page["sets"][f"{one},{other}"][at]
        assert level == pytest.approx(mean(one, other), rel=1e-5)
        assert change == pytest.approx(mean(one, other) - mean(), rel=1e-4, abs=1e-6)
        assert low <= change <= high
        beyond = page["pairs"]["speech held back"][number][0]
        alone = 2 * mean() - mean(one) - mean(other)
        assert beyond == pytest.approx(mean() - mean(one, other) - alone, rel=1e-4, abs=1e-6)
    assert set(page["pairs"]) == set(HARMS)
    assert page["sets"][""][at][3:] == [0, 0, 0]
    assert page["of_model"] == [name for name in NAMES if name in owned(load_policy("rights-respecting"))]
    assert ",".join(page["of_model"]) in page["sets"], "the button's set was lived"


def test_what_a_switch_costs_is_what_gets_worse(found: Ablation) -> None:
    page = told(found, "2020-01-01")
    for name, each in page["safeguards"].items():
        told_costs = [line.partition(":")[0] for line in each["costs"]]
        for measure, harm in MEASURES.items():
            before, after = (
                [values[measure] for values in found.values[of]] for of in (NONE, frozenset({name}))
            )
            worse = measure in told_costs
            if worse:
                moved = fmean(
                    y - x for x, y in zip(before, after, strict=True) if x is not None and y is not None
                )
                assert moved * (1 if harm.worse == "more" else -1) > 0, (name, measure)
            if before == after:
                assert not worse


def test_what_is_told_is_json_and_short(found: Ablation) -> None:
    assert len(json.dumps(told(found, "2020-01-01"), allow_nan=False)) < 40_000


def test_a_line_is_printed_for_each_safeguard(file: Path) -> None:
    lines = printed(file).splitlines()
    assert [line.split()[0] for line in lines[2:-1]] == list(NAMES)
    assert lines[-1].startswith("all together")
