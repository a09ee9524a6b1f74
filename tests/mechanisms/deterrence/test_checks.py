"""What a society may say of gains and of reckoning, and what it may not."""

from typing import Any

import pytest

from tests.mechanisms.deterrence.test_kernel import WORLD
from underheaven.documents.problems import InputError
from underheaven.society.checks import check_society
from underheaven.verify import small

RECKONING = {"point": 1, "chance": {"guess": 0}}
GAIN = {"exponential": 10}


def society(deterrence: Any, **act: Any) -> Any:
    behaviour = {} if deterrence is None else {"deterrence": deterrence}
    return small.society({"offence": small.act(1, **act)}, behaviour=behaviour)


@pytest.mark.parametrize(
    ("of", "where", "says"),
    [
        ((RECKONING, {}), "behaviour.deterrence", "no kind of act has a gain"),
        ((None, {"gain": GAIN}), "acts.offence.gain", "nobody weighs it"),
        (
            (RECKONING, {"gain": GAIN, "kind": "credit", "repayment": 1}),
            "acts.offence.gain",
            "credit, and has a gain",
        ),
    ],
)
def test_what_has_no_effect_is_refused_with_its_place(of: Any, where: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        check_society(society(of[0], **of[1]))
    problem = next(each for each in caught.value.problems if says in each.what + each.why)
    assert where in str(problem.where)
    assert problem.remedy


def test_a_society_that_reckons_is_sound() -> None:
    check_society(WORLD.society)


@pytest.mark.parametrize(
    ("deterrence", "says"),
    [
        ({"point": -1, "chance": {"guess": 0}}, "a point is worth between 0"),
        ({"point": 1, "chance": {"guess": 2}}, "a share lies between 0 and 1"),
        ({"point": 1, "chance": {"guess": 0}, "certainty": 0}, "an exponent lies between"),
        ({"point": 1, "chance": {"guess": 0}, "horizon_days": 40_000}, "at most 36,500 days"),
    ],
)
def test_numbers_that_cannot_be_are_refused(deterrence: Any, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        society(deterrence, gain=GAIN)
