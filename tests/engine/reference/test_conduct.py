"""Gaming, credit, voices, attention and hours: single decisions against what common sense expects."""

import dataclasses
from decimal import Decimal, localcontext
from typing import Any

import pytest

from tests.worlds import random_world
from underheaven.documents.quantity import DatedPoints, DatedQuantity, Quantity
from underheaven.engine.reference.acting import Considering, Deciding
from underheaven.engine.reference.attention import Attention
from underheaven.engine.reference.credit import Credit
from underheaven.engine.reference.decimals import CERTAIN, CONTEXT
from underheaven.engine.reference.differing import Differing, Habits
from underheaven.engine.reference.gaming import Gaming
from underheaven.engine.reference.known import ONE
from underheaven.engine.reference.people import Archetype, Attributes
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.reference.smoothing import Smoothing
from underheaven.engine.reference.stakes import Stakes
from underheaven.engine.reference.voices import Voices
from underheaven.engine.reference.watching import Watching
from underheaven.engine.world import World
from underheaven.mechanisms.attention.model import Learning
from underheaven.mechanisms.gaming.model import Gaming as Games
from underheaven.mechanisms.rules.model import Rule
from underheaven.mechanisms.speech.model import SpeechThreshold
from underheaven.policy.schema import Hours, Source

BARE: frozenset[str] = frozenset()


def _number(value: str) -> Quantity:
    return Quantity(value=Decimal(value))


def _points(value: int) -> DatedPoints:
    return DatedQuantity(value=Decimal(value))


def _world(seed: int = 3, **changes: Any) -> World:
    """A plain world with some parts of its policy, society and behaviour replaced, by those names."""
    world, _ = random_world(seed, frozenset({"sources"}))
    behaviour = world.society.behaviour.model_copy(update=changes.get("behaviour", {}))
    society = world.society.model_copy(update={"behaviour": behaviour, **changes.get("society", {})})
    policy = world.policy.model_copy(update=changes.get("policy", {}))
    return dataclasses.replace(world, policy=policy, society=society)


def test_a_game_is_played_when_it_is_worth_its_effort() -> None:
    """One point is worth 2, so 3 points are worth an effort below 6; one class finds it half as hard."""
    acts = dict(_world().society.acts)
    first, second, *_ = acts
    acts = {name: act.model_copy(update={"effort": None}) for name, act in acts.items()}
    acts[second] = acts[second].model_copy(update={"effort": _number("6"), "kind": "conduct"})
    games = Games.model_validate(
        {
            "per_year": 1,
            "worth": 2,
            "efforts": [{"share": Decimal("0.5"), "factor": f} for f in (1, Decimal("0.5"))],
        }
    )
    world = _world(
        behaviour={"gaming": games},
        society={"acts": acts},
        policy={
            "rules": {second: Rule(points=_points(3))},
            "secrecy": DatedQuantity(value=Decimal("0.25")),
        },
    )
    with localcontext(CONTEXT):
        scheme = Scheme(world)
        attributes, differing = Attributes(world.society), Differing(world)
        considering = Considering(world, attributes, differing)
        stakes = Stakes(world, scheme, considering, Deciding(world, attributes, scheme, differing))
        gaming = Gaming(world, scheme, considering, attributes, stakes)
        segment = scheme.segments[0]
        kind, who = list(acts).index(second), Habits(Archetype(0, 0, 0, 0, 0, 0, 0), ())
        assert considering.occasions(who)[second] > 0
        assert gaming.kind(who, segment, 0) == gaming.kind(who, segment, CERTAIN - 1) == kind
        half, open_word = CERTAIN // 2, CERTAIN * 3 // 4
        low = scheme.maximum - 1
        assert not gaming.plays(who, kind, segment, low, half - 1, 0)
        assert gaming.plays(who, kind, segment, low, half, 0)
        assert gaming.plays(who, kind, segment, low, half, open_word - 1)
        assert not gaming.plays(who, kind, segment, low, half, open_word)
        assert not gaming.plays(who, kind, segment, scheme.maximum, half, 0)
        assert not gaming.plays(who, list(acts).index(first), segment, low, half, 0)


def test_loans_are_paid_back_by_band() -> None:
    """The lower half of the scale pays back half as often as the upper one."""
    acts = dict(_world().society.acts)
    name = next(iter(acts))
    acts[name] = acts[name].model_copy(
        update={
            "kind": "credit",
            "repayment": _number("0.5"),
            "repayment_by": {},
            "repayment_by_band": (_number("1"), _number("2")),
        }
    )
    world = _world(society={"acts": acts})
    with localcontext(CONTEXT):
        attributes, scheme = Attributes(world.society), Scheme(world)
        credit, who = Credit(world, attributes, scheme), attributes.decode(0)
        assert credit.granted(0)
        assert credit.repaid(who, 0, scheme.minimum, CERTAIN // 2 - 1)
        assert not credit.repaid(who, 0, scheme.minimum, CERTAIN // 2)
        assert credit.repaid(who, 0, scheme.maximum, CERTAIN - 1)


def test_voices_fall_silent_below_their_threshold() -> None:
    half = _number("0.5")
    classes = (SpeechThreshold(share=half, climate=half), SpeechThreshold(share=half, climate=_number("0")))
    voices = Voices(_world(behaviour={"speech_thresholds": classes}))
    assert [voices.silent(0, climate) for climate in (0, ONE // 2 - 1, ONE // 2)] == [True, True, False]
    assert not voices.silent(CERTAIN - 1, 0)
    assert not Voices(_world()).silent(0, 0)


def _source(**parts: Any) -> dict[str, Source]:
    world = _world()
    name, source = next(iter(world.policy.sources.items()))
    return {name: source.model_copy(update=parts)}


def test_hours_may_pass_midnight_and_the_first_that_fits_counts() -> None:
    hours = (
        Hours(first=22, last=1, share=_number("0.5")),
        Hours(first=1, last=3, share=_number("0")),
    )
    world = _world(policy={"sources": _source(hours=hours)})
    with localcontext(CONTEXT):
        scheme = Scheme(world)
        watching, who = Watching(world, scheme), Attributes(world.society).decode(0)
        kind = next(kind for kind, slots in watching.slots.items() if slots)
        whole = watching.seen(scheme.segments[0], 0, who, kind, 12, [ONE])[0]
        seen = {
            hour: watching.seen(scheme.segments[0], 0, who, kind, hour, [ONE])[0]
            for hour in (21, 22, 23, 0, 1, 2, 3, 4)
        }
        assert seen == {
            hour: whole >> 1 if hour in (22, 23, 0, 1) else 0 if hour in (2, 3) else whole for hour in seen
        }
        assert watching.seen(scheme.segments[0], 0, who, kind, 12, [ONE // 2])[0] == whole >> 1


def _attending(**parts: Any) -> Attention:
    """Three regions, and two sources: `s` has these parts, `t` only reports."""
    seed = next(seed for seed in range(99) if len(random_world(seed, BARE)[0].society.regions) == 3)
    world, _ = random_world(seed, BARE)
    source = next(iter(_source(attention=DatedQuantity(value=Decimal(1))).values()))
    both = {"s": source.model_copy(update=parts), "t": source}
    return Attention(dataclasses.replace(world, policy=world.policy.model_copy(update={"sources": both})))


def _learning(**parts: Any) -> Learning:
    return Learning.model_validate(parts)


@pytest.mark.parametrize(("share", "followed"), [("1", 1), ("0.5", 0.5), ("0", 0)])
def test_attention_follows_what_was_found_and_keeps_its_mean(share: str, followed: float) -> None:
    attention = _attending(attention=DatedQuantity(value=Decimal(share)))
    levels, citizens = [40_000, 10_000, 0], attention.citizens
    found = attention.of(0, levels)
    mean = sum(level * n for level, n in zip(levels, citizens, strict=True)) / sum(citizens)
    for each, level in zip(found, levels, strict=True):
        assert each / ONE == pytest.approx(1 - followed + followed * level / mean, rel=0.001)
    assert attention.of(0, [0, 0, 0]) == [ONE, ONE, ONE]
    assert attention.level(0, 0, 7, ONE, [5, 0], 0) == 7


def test_a_finding_counts_by_the_chance_of_having_looked() -> None:
    """Half the findings with half the attention say as much; reports of others count whole."""
    plain, corrected = _attending(), _attending(learning=_learning(correction=1))
    whole = plain.level(0, 0, 0, ONE, [40, 0], 1_000)
    assert corrected.level(0, 0, 0, ONE, [40, 0], 1_000) == whole
    assert corrected.level(0, 0, 0, ONE // 2, [20, 0], 1_000) == pytest.approx(whole, abs=2)
    assert plain.level(0, 0, 0, ONE // 2, [20, 0], 1_000) == pytest.approx(whole / 2, abs=2)
    assert corrected.level(0, 0, 99, 0, [0, 0], 1_000) == 99
    half = _attending(learning=_learning(correction=Decimal("0.5")))
    assert half.level(0, 0, 0, ONE // 2, [30, 0], 1_000) == pytest.approx(whole, abs=2)
    fed = _attending(learning=_learning(correction=1, fed_by={"t": Decimal("0.25")}))
    assert fed.level(0, 0, 0, ONE // 2, [0, 160], 1_000) == pytest.approx(whole, abs=2)


def test_a_prior_has_the_mean_that_it_says_and_a_memory_forgets_as_fast_as_it_says() -> None:
    prior = {"per_person_year": Decimal("5.2596"), "levels": {"r0": 3, "r1": 0}}
    attention = _attending(learning=_learning(prior=prior, memory_days=28))
    levels, citizens = attention.before(0), attention.citizens
    mean = sum(level * n for level, n in zip(levels, citizens, strict=True)) / sum(citizens)
    assert mean == pytest.approx(2**24 * 5.2596 * attention.step_minutes / 525_960, rel=1e-6)
    assert levels[0] == pytest.approx(3 * levels[2], abs=3)
    assert levels[1] == 0
    left = attention.level(0, 0, 1 << 30, ONE, [0, 0], 10) / (1 << 30)
    assert left == pytest.approx(28 * 1_440 / (28 * 1_440 + attention.step_minutes), abs=1e-4)


def test_smoothing_forgets_half_in_about_eight_weeks() -> None:
    for minutes in (1_440, 5_040, 10_080):
        smoothing, level = Smoothing(minutes), 1 << 20
        for _ in range(80_640 // minutes):
            level = smoothing.smooth(level, 0)
        assert 0.3 < level / (1 << 20) < 0.42
        assert smoothing.smooth(1 << 20, 1 << 20) == 1 << 20
