"""What of a policy has no effect is warned of, where its run was asked for."""

import warnings
from pathlib import Path

import pytest

import underheaven as uh
from tests.commands.asking import ask

DAYS = {"start": "2020-01-01", "end": "2020-01-14", "citizens": 300}
NOBODY = "reform_of: article-2019\npolicy: nobody\nrollout: null\nnews: null\n"


def _nobody(**given: object) -> uh.World:
    return uh.World(NOBODY, **DAYS, **given)  # type: ignore[arg-type]


def _warned(world: uh.World, folder: Path) -> list[warnings.WarningMessage]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        world.run(folder)
    return [each for each in caught if issubclass(each.category, uh.NoEffectWarning)]


def test_it_is_told_once_for_each_world_where_the_run_was_asked_for(tmp_path: Path) -> None:
    world = _nobody()
    assert len(world.warnings) == 1
    assert world.warnings[0].startswith("nobody is in the scheme. `rollout` says")
    caught = _warned(world, tmp_path / "run")
    assert [str(each.message) for each in caught] == list(world.warnings)
    assert "def _warned" in Path(caught[0].filename).read_text(encoding="utf-8")
    (line,) = Path(caught[0].filename).read_text(encoding="utf-8").splitlines()[caught[0].lineno - 1 :][:1]
    assert line.strip() == "world.run(folder)"
    assert _warned(world, tmp_path / "run") == []
    assert len(_warned(_nobody(seed=2), tmp_path / "other")) == 1


def test_another_policy_for_the_same_people_is_warned_of_as_well(tmp_path: Path) -> None:
    run = uh.World("none", **DAYS).run(tmp_path / "none")  # type: ignore[arg-type]
    with pytest.warns(uh.NoEffectWarning, match="nobody is in the scheme") as caught:
        uh.under(run, NOBODY, tmp_path / "other")
    assert {Path(each.filename).name for each in caught} == {Path(__file__).name}


def test_it_may_be_made_an_error_before_anything_is_written(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", uh.NoEffectWarning)
        with pytest.raises(uh.NoEffectWarning):
            _nobody().run(tmp_path / "run")
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("given", ["name", "file", "text", "mapping", "change"])
def test_it_says_what_the_command_says(given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the line of a file; of what is no file, nobody has seen the lines."""
    monkeypatch.chdir(tmp_path)
    Path("late.yaml").write_text("reform_of: none\npolicy: late\nsafeguards: {sunset: 2022-06-01}\n", "utf-8")
    late = {"reform_of": "none", "policy": "late", "safeguards": {"sunset": "2022-06-01"}}
    worlds = {
        "name": lambda: uh.World("article-2019", **DAYS),  # type: ignore[arg-type]
        "file": lambda: uh.World("late.yaml", **DAYS),  # type: ignore[arg-type]
        "text": lambda: uh.World(Path("late.yaml").read_text("utf-8"), **DAYS),  # type: ignore[arg-type]
        "mapping": lambda: uh.World(late, **DAYS),  # type: ignore[arg-type]
        "change": lambda: uh.World(
            "none", change={"policy": "late", "safeguards.sunset": "2022-06-01"}, **DAYS  # type: ignore[arg-type]
        ),
    }  # fmt: skip
    policy = "article-2019" if given == "name" else "late.yaml"
    days = ("--from", "2020-01-01", "--to", "2020-01-14", "--citizens", "300")
    said = [
        line for line in ask("run", policy, *days, "--out", "run").err.splitlines() if "warning: " in line
    ]
    told = list(worlds[given]().warnings)
    assert said
    if given in ("name", "file"):
        assert told == [line.replace("warning: ", "") for line in said]
    else:
        assert told == [line.partition("warning: ")[2] for line in said]
