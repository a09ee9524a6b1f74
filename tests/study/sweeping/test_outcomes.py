"""The boundary: keys of a policy are read against harms and errors alone. And what is read is right."""

import pytest

from tests.study.sweeping.worlds import RECORD, WORLD
from underheaven.documents.problems import InputError
from underheaven.measure.frame import Frame
from underheaven.measure.results import names_in
from underheaven.study.harms import COSTS, HARMS, weighed
from underheaven.study.lived import live
from underheaven.study.sweeping.keys import key_of
from underheaven.study.sweeping.living import Lived
from underheaven.study.sweeping.outcomes import WHY, outcomes_of

POLICY, SOCIETY = key_of(WORLD, "policy.secrecy"), key_of(WORLD, RECORD)
NAMES = tuple(f"measure.{name}" if name in HARMS else name for name in names_in(Frame.of(WORLD)))
"""The names of all measures; one that a harm has too is told apart."""


@pytest.mark.parametrize("keys", [(POLICY,), (SOCIETY, POLICY), (POLICY, SOCIETY)])
def test_no_measure_is_read_where_a_key_of_a_policy_is_moved(keys: tuple[object, ...]) -> None:
    for name in (*NAMES, *COSTS):
        with pytest.raises(InputError) as refused:
            outcomes_of(WORLD, keys, [name])  # type: ignore[arg-type]
        (problem,) = refused.value.problems
        assert problem.why == WHY
        assert POLICY.path in problem.what
    assert [each.name for each in outcomes_of(WORLD, keys)] == list(HARMS)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["obedience", "silence", "points_lost", "recall", "deterred", "chill"])
def test_the_reason_names_what_nothing_here_looks_for(name: str) -> None:
    with pytest.raises(InputError) as refused:
        outcomes_of(WORLD, [POLICY], [name])
    for word in ("obedient", "silent", "points", "detects"):
        assert word in str(refused.value)


def test_one_forbidden_outcome_among_harms_is_refused_too() -> None:
    with pytest.raises(InputError, match=r"recall\.jaywalking cannot be read"):
        outcomes_of(WORLD, [SOCIETY, POLICY], ["sanctioned", "recall.jaywalking"])


def test_keys_of_a_society_are_read_against_every_measure() -> None:
    assert [each.name for each in outcomes_of(WORLD, [SOCIETY], NAMES)] == list(NAMES)
    for name, words in (("chil", "Did you mean chill?"), ("infringements", "not an outcome here")):
        with pytest.raises(InputError) as refused:
            outcomes_of(WORLD, [SOCIETY], [name])
        assert words in str(refused.value)
    with pytest.raises(InputError, match="asked for twice"):
        outcomes_of(WORLD, [SOCIETY], ["chill", "chill"])


def test_what_is_read_is_what_a_run_has() -> None:
    outcomes = outcomes_of(WORLD, [SOCIETY], [*HARMS, *NAMES])
    ended = Lived(WORLD, outcomes)({}, WORLD.seed, lambda: None)
    run, harms = live(WORLD), weighed(WORLD)
    assert (ended.world, ended.digest) == (WORLD.hash, run.digest)
    assert list(ended.values) == [each.name for each in outcomes]
    for name in HARMS:
        assert ended.values[name] == harms[name], name
    for name in NAMES:
        assert ended.values[name] == run.measures.everyone(name.removeprefix("measure.")), name
