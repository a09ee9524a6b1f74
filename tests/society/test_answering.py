"""People who answer, as a shared part: what it says, whom it changes, and in which directions they act."""

import datetime as dt
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.engine.small import policy_of
from underheaven.counted.columns import Life
from underheaven.documents.problems import InputError
from underheaven.documents.reading import read_document
from underheaven.engine.world import World
from underheaven.measure.concentration import concentration
from underheaven.policy.fitness import check_fit
from underheaven.policy.loading import policy_names
from underheaven.society.loading import society_from_text, society_names, society_path
from underheaven.society.parts import BUILDS_ON, FOLDER
from underheaven.society.schema import Society
from underheaven.study.lived import Lived, live

PART: dict[str, Any] = read_document(FOLDER / "answering.yaml").data  # type: ignore[assignment]
ANSWERS = ("dread_response", "gain", "forgone")


@cache
def answering(name: str) -> Society:
    return society_from_text(f"society_of: {name}\nbehaviour: answering\n", "own.yaml")


@cache
def before(name: str) -> Society:
    """The same with the parts on which this one builds."""
    return society_from_text(f"society_of: {name}\nbehaviour: behaviour\nacts: acts\n", "own.yaml")


@pytest.mark.parametrize("name", society_names())
def test_one_line_of_a_society_gives_it_people_who_answer(name: str) -> None:
    """In the file itself as in a difference to it; whatever the part does not speak of stays."""
    text = society_path(name).read_text(encoding="utf-8")
    inside = society_from_text(
        re.sub("^behaviour: .*$", "behaviour: answering", text, flags=re.M), "own.yaml"
    )
    assert inside == answering(name)
    plain = before(name)
    assert inside.acts.keys() == plain.acts.keys()
    for kind, act in inside.acts.items():
        said = PART["acts"].get(kind, {})
        assert act.model_dump(exclude=set(said)) == plain.acts[kind].model_dump(exclude=set(said))
        assert {key for key in ANSWERS if getattr(act, key) != getattr(plain.acts[kind], key)} == set(said)
    changed = {"acts", "behaviour", "sources"}
    assert inside.model_dump(exclude=changed) == plain.model_dump(exclude=changed)


def test_a_part_that_builds_on_another_is_the_difference_to_it() -> None:
    assert PART[BUILDS_ON] == "behaviour"
    now, then = answering("riverton").behaviour, before("riverton").behaviour
    kept = {"dread", "hardship", "climate", "speech_thresholds", "employed_ages", "workplace_size"}
    assert now.model_dump(include=kept) == then.model_dump(include=kept)
    assert now.gaming is not None
    assert (now.gaming.aims, now.gaming.worth) == ("thresholds", None)


def test_a_difference_may_answer_otherwise_than_its_part() -> None:
    text = "society_of: riverton\nbehaviour: answering\nacts: {jaywalking: {gain: {exponential: 5}}}\n"
    mine = society_from_text(text, "own.yaml")
    gain = mine.acts["jaywalking"].gain
    assert gain is not None
    assert gain.exponential is not None
    assert gain.exponential.value == 5
    # Of kinds that a society does not have the part says nothing.
    few = society_from_text("society_of: riverton\nbehaviour: answering\nacts: {alcohol: null}\n", "own.yaml")
    assert "alcohol" not in few.acts


@pytest.mark.parametrize("kind", sorted({*PART["acts"], *answering("riverton").acts}))
def test_a_society_may_lack_a_kind_of_act_that_people_answer(kind: str) -> None:
    """What people differ in, reckon with and game for is then said of the kinds that are left."""
    needed = {"doctor_visit": "hospital: null\n", "dating": "dating: null\n"}
    text = f"society_of: riverton\nbehaviour: answering\nacts: {{{kind}: null}}\n{needed.get(kind, '')}"
    less, whole = society_from_text(text, "own.yaml"), answering("riverton")
    assert kind not in less.acts
    gaming, all_of_it = less.behaviour.gaming, whole.behaviour.gaming
    assert gaming is not None
    assert gaming.goods is not None
    assert all_of_it is not None
    assert all_of_it.goods is not None
    assert gaming.goods.acts == {name: worth for name, worth in all_of_it.goods.acts.items() if name != kind}
    for name, factor in whole.behaviour.lasting.items():
        if left := tuple(each for each in factor.kinds if each != kind):
            assert less.behaviour.lasting[name].kinds == left
        else:
            assert name not in less.behaviour.lasting


def test_a_kind_that_a_difference_adds_is_one_that_its_part_speaks_of(tmp_path: Path) -> None:
    few = "society_of: riverton\nsociety: few\nbehaviour: answering\nacts: {jaywalking: null}\n"
    (tmp_path / "few.yaml").write_text(few, encoding="utf-8")
    assert "jaywalking" not in society_from_text(few, "few.yaml").behaviour.lasting["rules"].kinds
    acts: Any = read_document(FOLDER / "acts.yaml").data
    jaywalking = json.dumps(acts["acts"]["jaywalking"], default=float)
    more = f"society_of: few.yaml\nbehaviour: answering\nacts: {{jaywalking: {jaywalking}}}\n"
    lasting = society_from_text(more, "own.yaml", tmp_path).behaviour.lasting
    assert lasting["rules"].kinds == answering("riverton").behaviour.lasting["rules"].kinds


def test_a_part_of_behaviour_is_no_part_of_acts() -> None:
    with pytest.raises(InputError, match="no shared part 'answering' for acts"):
        society_from_text("society_of: riverton\nacts: answering\n", "own.yaml")


def test_whoever_weighs_an_act_does_not_dread_it_too() -> None:
    for kind, act in answering("riverton").acts.items():
        assert act.gain is None or act.dread_response.value == 0, kind
        assert act.speech == "none" or act.gain is None, kind


def test_a_worth_is_the_same_to_who_keeps_away_and_to_who_works_for_it() -> None:
    """A fifth of a unit of effort for a yuan: of acts that both reckon with, and of a year of liberty."""
    society = answering("china-2019")
    gaming, deterrence = society.behaviour.gaming, society.behaviour.deterrence
    assert gaming is not None
    assert gaming.goods is not None
    assert deterrence is not None
    a_yuan = gaming.goods.yuan.value
    for kind, worth in gaming.goods.acts.items():
        forgone = society.acts[kind].forgone
        assert forgone is not None
        assert worth.value == a_yuan * forgone.value
    assert gaming.goods.liberty.value == a_yuan * deterrence.confined_year.value


@pytest.mark.parametrize("name", society_names())
@pytest.mark.parametrize("policy", policy_names())
def test_every_preset_fits_people_who_answer(name: str, policy: str) -> None:
    check_fit(policy_of(policy), answering(name))


def world(policy: str, who: Society, first: dt.date, days: int, citizens: int = 4_000) -> World:
    return World(policy_of(policy), who, 7, first, first + dt.timedelta(days=days - 1), citizens)


@cache
def both(policy: str, year: int, days: int) -> tuple[Lived, Lived]:
    """The same citizens, with people who answer and with those of version 3."""
    first = dt.date(year, 1, 1)
    return (
        live(world(policy, answering("riverton"), first, days)),
        live(world(policy, before("riverton"), first, days)),
    )


def counted(of: Lived, *columns: str) -> int:
    """A column of acts, or several, of all kinds together."""
    counts = of.measures.counts
    assert counts is not None
    return sum(int(counts.acts(column, counts.frame.kinds)[0]) for column in columns)


def test_records_concentrate_on_fewer_people() -> None:
    """The worst twentieth have a larger share of the records that cost points."""
    found = [
        concentration(each.lives[Life.COSTLY_RECORDS].astype("int64"))
        for each in both("rongcheng-2016", 2016, 364)
    ]
    answer, then = (each.worst for each in found)
    assert answer is not None
    assert then is not None
    assert answer > then + 0.1


def test_a_published_penalty_deters_before_it_has_struck() -> None:
    """In the first week of a scheme, in which dread has no time to grow, acts are held back already."""
    answer, then = both("rongcheng-2016", 2016, 7)
    assert counted(answer, "held_back") > 10 * counted(then, "held_back")
    assert counted(answer, "held_back") > 50


def test_not_all_that_a_published_score_changes_is_one_gamed_kind() -> None:
    answer, then = both("rongcheng-2016", 2016, 364)
    shares = [
        counted(each, "gamed") / counted(each, "gamed", "held_back", "brought_on") for each in (answer, then)
    ]
    assert 0 < shares[0] < 0.5
    assert shares[1] > 0.95
