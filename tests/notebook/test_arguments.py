"""The law of the interface: whatever is given for an argument that it is not, an InputError names it."""

import datetime as dt
import inspect
import math
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import underheaven as uh
from tests.study.calibrating.asked import found_of
from underheaven.report.calibrated import stamp_of
from underheaven.study.calibrating.file import calibration_path
from underheaven.study.calibrating.planning import plan_of

pytestmark = pytest.mark.filterwarnings("ignore::underheaven.NoEffectWarning")
"""Runs are short here, and what a shipped policy reports of another year is forgotten when they begin."""

GONE = "no such thing"
"""What stands for policy and society: they are refused too, so that nothing is ever lived here."""
COMMON = [
    True,
    math.nan,
    math.inf,
    1.5,
    Decimal("0.5"),
    b"1",
    {},
    {"a": 1},
    [],
    object(),
    1j,
    np.array([1, 2]),
    len,
]
JUNK: dict[str, list[Any]] = {
    "whole": [*COMMON, "1", "", None, -1, dt.date(2020, 1, 1), np.bool_(True)],
    "some whole": [*COMMON, "1", "", -1, dt.date(2020, 1, 1)],
    "wholes": [*COMMON[:-3], "1", "", None, -1, [True], [1.5], ["1"], [1, 1, -1], np.array([0.5])],
    "day": [*COMMON, 20200101, None, "", "2019-02-30", "yesterday", np.datetime64("NaT")],
    "some day": [*COMMON, 20200101, "", "2019-02-30", "yesterday", np.datetime64("NaT")],
    "flag": [*COMMON[1:], 1, 0, "no", "", None],
    "some flag": [*COMMON[1:], 1, 0, "no", ""],
    "document": [*COMMON, 3, None, "", " ", "a\0b", {"policy": 3}],
    "some document": [*COMMON[:6], 3, "", " ", "a\0b"],
    "change": [*COMMON[:6], *COMMON[8:], 3, "x", {"secrecy": object()}, {"": 1}, {3.5: 1}, {"x": math.nan}],
    "path": [*COMMON, 3, None, "", " ", "a\0b"],
    "some path": [*COMMON, 3, "", " ", "a\0b"],
    "name": [*COMMON, 3, None, "", GONE],
    "some name": [*COMMON, 3, "", GONE],
    "names": [*COMMON[:6], *COMMON[8:9], 3, "", GONE, [GONE], [3]],
    "limits": [*COMMON, 3, None, "", GONE, [GONE], ["sanctioned in error >= 5"], ["denied <= x"]],
    "by": [*COMMON, 3, "", GONE, [GONE], [3], [[]], [["group", 3]]],
    "run": [*COMMON, 3, None, "", "a\0b"],
    "some run": [*COMMON, 3, "", GONE],
    "life": [*COMMON, 3, None, ""],
    "keys": [*COMMON[:7], *COMMON[8:], 3, None, "", {"a": object()}, {"a": [True]}, {3: 1}, {"a": []}],
    "outcomes": [*COMMON[:6], 3, None, "", [3], [""]],
}  # fmt: skip
SETTINGS = {"society": "document", "seed": "whole", "start": "day", "end": "day"}
STUDY = {
    **SETTINGS, "policy": "document", "seeds": "whole", "citizens": "whole", "safeguards": "names",
    "threads": "some whole", "folder": "some path", "progress": "some flag",
}  # fmt: skip
MANY = {
    **{name: kind for name, kind in STUDY.items() if name != "safeguards"}, "keys": "keys",
    "points": "some whole", "outcomes": "outcomes", "runs": "whole",
}  # fmt: skip
ARGUMENTS: dict[str, dict[str, str]] = {
    "World": {**SETTINGS, "policy": "document", "change": "change", "citizens": "some whole",
              "step_minutes": "whole", "community_size": "whole", "renewal": "flag"},
    "World.run": {"folder": "some path", "threads": "some whole", "replace": "flag", "final": "flag",
                  "progress": "some flag"},
    "World.save_policy": {"path": "path"},
    "World.save_society": {"path": "path"},
    "Run": {"path": "path"},
    "Run.picture": {"name": "name", "theme": "name"},
    "Run.table": {"name": "name"},
    "Run.sql": {"query": "name"},
    "Run.life": {"citizen": "whole"},
    "Run.lives": {"where": "name", "limit": "whole", "communities": "some whole"},
    "Run.cohorts": {"day": "some day", "year": "some whole", "communities": "some whole"},
    "Run.observe": {"port": "whole", "threads": "some whole"},
    "Run.audit": {"year": "some whole", "by": "by", "deeds": "some whole"},
    "Run.brief": {"path": "path", "against": "some run"},
    "Run.report": {"path": "path"},
    "Run.save_policy": {"path": "path"},
    "Run.save_society": {"path": "path"},
    "RunMeasure.by": {"dimension": "name"},
    "RunEffect.by": {"dimension": "name"},
    "AuditFigure.by": {"dimension": "name"},
    "Effects.__getitem__": {"name": "name"},
    "RunMeasures.__getitem__": {"name": "name"},
    "Breakdown.__getitem__": {"name": "name"},
    "Frame.__getitem__": {"column": "name"},
    "Audit.__getitem__": {"name": "name"},
    "Frame.save": {"path": "path"},
    "Frame.to_csv": {"path": "path"},
    "Frame.to_json": {"path": "path"},
    "Frame.to_parquet": {"path": "path"},
    "Figure.save": {"path": "path"},
    "Audit.figure": {"name": "name", "subject": "some name", "basis": "some name"},
    "Audit.plot": {"name": "name"},
    "Audit.page": {"path": "path"},
    "Audit.csv": {"path": "path"},
    "Audit.form": {"path": "path"},
    "Audit.table": {"name": "name"},
    "Life.page": {"path": "path"},
    "Life.parts": {"twin": "life"},
    "Comparison.effects_of": {"policy": "some name"},
    "Comparison.plot": {"policy": "some name", "measure": "some name"},
    "Comparison.page": {"path": "path", "measure": "some name"},
    "Ablation.plot": {"name": "name", "harm": "name"},
    "ablate": {**STUDY, "pairs": "flag"},
    "seek": {**STUDY, "limits": "limits", "runs": "whole"},
    "sensitivity": {**MANY, "method": "name"},
    "sweep": {**MANY, "design": "some name"},
    "audit": {"runs": "run", "year": "some whole", "by": "by", "deeds": "some whole"},
    "bench": {"citizens": "whole", "steps": "whole", "repeats": "whole", "rows": "names", "largest": "whole",
              "progress": "some flag"},
    "calibrate": {"file": "path", "citizens": "some whole", "threads": "some whole", "folder": "some path",
                  "progress": "some flag"},
    "Calibration.save_society": {"path": "path"},
    "check": {"what": "document", "society": "some document"},
    "compare": {**SETTINGS, "policies": "document", "seeds": "wholes", "citizens": "some whole",
                "step_minutes": "whole", "renewal": "flag", "paths": "flag", "threads": "some whole",
                "progress": "some flag"},
    "new": {"kind": "name", "name": "name", "of": "some name"},
    "open": {"path": "path"},
    "schema": {"what": "name"},
    "screen": {"policy": "document", "society": "document", "change": "change"},
    "evidence": {"what": "document"},
    "show": {"what": "document", "citizens": "some whole", "seed": "whole"},
    "under": {"run": "run", "policy": "document", "folder": "some path", "threads": "some whole",
              "change": "change", "progress": "some flag"},
    "verified": {"names": "names", "quick": "flag", "progress": "some flag"},
}  # fmt: skip
del ARGUMENTS["compare"]["seed"]
CALLS = [(call, argument) for call, arguments in ARGUMENTS.items() for argument in arguments]
MADE = {"of_rows", "of_table"}
"""Makers of what is given to people and not made by them."""


def public() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function, and every public method of a public class that takes an argument."""
    for name in dir(uh):
        thing = getattr(uh, name)
        if inspect.isfunction(thing):
            yield name, thing
        elif inspect.isclass(thing) and not issubclass(thing, Exception):
            yield from (
                (f"{name}.{method}", function)
                for method, function in inspect.getmembers(thing)
                if callable(function) and not method.startswith("_") and method not in MADE
            )


def taken(function: Callable[..., Any]) -> set[str]:
    return set(inspect.signature(function).parameters) - {"self"}


def test_every_argument_of_the_interface_is_in_the_table() -> None:
    functions = dict(public())
    named = {name: functions[name] for name in ARGUMENTS if name in functions}
    for name, function in functions.items():
        # Mapping's own ask `__getitem__`, which is in the table.
        if name.partition(".")[2] in ("get", "keys", "values", "items"):
            continue
        # A method that is inherited stands there once.
        known = next((ARGUMENTS[each] for each, same in named.items() if same is function), {})
        assert taken(function) == set(known), name
    constructors = (("World", uh.World), ("Run", uh.Run))
    assert all(taken(of) == set(ARGUMENTS[name]) for name, of in constructors)


@cache
def world() -> uh.World:
    return uh.World("none", citizens=300, start="2020-01-01", end="2020-12-31")


@cache
def found() -> uh.Comparison:
    return uh.compare("article-2019", "none", citizens=300, start="2020-01-01", end="2020-12-31", seeds=1)


@cache
def weighed() -> uh.Ablation:
    return uh.ablate(
        "article-2019", citizens=300, start="2020-01-01", end="2020-12-31", seeds=2, safeguards=["notice"]
    )


@cache
def fitted() -> uh.Calibration:
    plan = plan_of(calibration_path("defaulter-list-2017"))
    return uh.Calibration(found_of(plan), stamp_of(plan, "defaulter-list-2017"))


def checked(**words: Any) -> None:
    """`check`, which returns the problems of what it checks, raising them."""
    if problems := uh.check(**words).problems:
        raise uh.InputError(problems)


def call(name: str, run: uh.Run) -> Callable[..., Any]:
    """The callable of that name with everything but the junk given, so that nothing is ever lived."""
    owner: dict[str, Callable[[], Any]] = {
        "World": world,
        "Run": lambda: run,
        "RunMeasures": lambda: run.measures,
        "RunMeasure": lambda: run.measures["records"],
        "Breakdown": lambda: run.measures["records"].by("group"),
        "Frame": lambda: run.table("main"),
        "Figure": lambda: run.picture("scores"),
        "Audit": run.audit,
        "AuditFigure": lambda: run.audit().figure("selected"),
        "Life": lambda: run.life(0),
        "Comparison": found,
        "Effects": lambda: found().effects,
        "RunEffect": lambda: found().effects["records"],
        "Ablation": weighed,
        "Calibration": fitted,
    }
    if name == "check":
        return checked
    place, _, method = name.partition(".")
    function: Callable[..., Any] = getattr(owner[place](), method) if method else getattr(uh, place)
    return function


GIVEN: dict[str, dict[str, Any]] = {
    "World": {"policy": GONE, "society": GONE},
    "World.run": {"threads": GONE},
    "Run.lives": {"where": "most denied"},
    "Run.picture": {"name": "scores"},
    "Run.brief": {"path": "brief.txt"},
    "ablate": {"policy": GONE, "society": GONE},
    "seek": {"policy": GONE, "society": GONE, "limits": "sanctioned in error <= 5"},
    "sensitivity": {"policy": GONE, "society": GONE, "keys": {"policy.secrecy": "0..1"}},
    "sweep": {"policy": GONE, "society": GONE, "keys": {"policy.secrecy": "0..1"}},
    "calibrate": {"file": GONE},
    "compare": {"society": GONE},
    "check": {"what": "none"},
    "new": {"kind": GONE, "name": "Mine"},
    "screen": {"policy": "none", "society": GONE},
    "evidence": {"what": GONE},
    "show": {"what": GONE},
    "under": {"policy": GONE},
    "Audit.figure": {"name": "selected"},
    "Comparison.page": {"path": "page.html"},
}


NAMES_THE_KIND = (
    "Run.picture", "Run.table", "RunMeasure.by", "RunEffect.by", "AuditFigure.by", "Audit.figure",
    "Audit.plot", "Audit.table", "Comparison.plot", "Comparison.effects_of", "Comparison.page",
    "Ablation.plot", "schema", "new",
)  # fmt: skip
"""Where a name that is none is answered with the kind of thing that has no such name."""


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(CALLS), st.data())
def test_junk_is_refused_by_name(
    year: uh.Run, nowhere: Path, where: tuple[str, str], data: st.DataObject
) -> None:
    name, argument = where
    junk = data.draw(st.sampled_from(JUNK[ARGUMENTS[name][argument]]))
    words = {**GIVEN.get(name, {}), argument: junk}
    star: list[Any] = []
    if name == "under":
        words.setdefault("run", year)
    elif name == "compare":
        star = [words.pop("policies", GONE), GONE]
    elif name == "audit":
        star = [words.pop("runs", year)]
    elif name.endswith("__getitem__"):
        star = [words.pop(argument)]
    with pytest.raises(uh.InputError) as refused:
        call(name, year)(*star, **words)
    said = str(refused.value)
    # Of a name or a file, `check` says what the command says of it.
    named = argument in said or (name == "check" and isinstance(words.get("what"), str))
    assert named or name in NAMES_THE_KIND or name.endswith("__getitem__"), said
    assert all(problem.remedy for problem in refused.value.problems)
    assert not any(nowhere.iterdir())
