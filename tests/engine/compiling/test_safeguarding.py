"""What safeguards leave of a policy, and the numbers of redress."""

import datetime as dt
from decimal import Decimal
from math import floor
from typing import Any

import numpy as np
import pytest

from tests.engine.small import NEW_YEAR, REDRESS, guarded, shipped, with_policy
from underheaven.engine.compiling import compile_tables
from underheaven.engine.compiling.safeguarding import points_on, secrecy_on
from underheaven.engine.compiling.schedule import Segments
from underheaven.life.tables import Tables
from underheaven.policy.matching import over

WORLD = shipped()
KINDS = list(WORLD.society.acts)
DAY = dt.timedelta(days=1)


def _tables(**safeguards: Any) -> Tables:
    return compile_tables(guarded(WORLD, **safeguards))


def test_a_scheme_is_over_from_its_last_day_on() -> None:
    policy = guarded(WORLD, sunset=NEW_YEAR + 9 * DAY).policy
    assert [over(policy, NEW_YEAR + n * DAY) for n in (0, 8, 9, 400)] == [False, False, True, True]
    assert not over(WORLD.policy, dt.date(9_999, 1, 1))


def test_after_the_sunset_nothing_dated_is_left() -> None:
    world = guarded(WORLD, sunset=NEW_YEAR + 9 * DAY)
    tables, days = compile_tables(world), Segments.of(world).days
    assert NEW_YEAR + 9 * DAY in days
    for z, day in enumerate(days):
        gone = day >= NEW_YEAR + 9 * DAY
        assert tables.ruled[z].any() != gone
        assert tables.points[:, z].any() != gone
        assert tables.seen[z].any() != gone
        assert tables.weights[z].any() != gone
        assert (tables.mistakes.rate[z] > 0).any(axis=(0, 1)).tolist() == [not gone] * len(
            tables.mistakes.stream
        )
        assert (tables.below[z] > tables.low).any() != gone
        assert (tables.privileges.above[z] <= tables.high).any() != gone
        assert tables.firms.points[z].any() != gone
        assert secrecy_on(world.policy, day) == (0 if gone else world.policy.secrecy.on(day))


def test_a_published_method_is_no_secret() -> None:
    secret = with_policy(WORLD, secrecy=0.7)
    assert secrecy_on(secret.policy, NEW_YEAR) == Decimal("0.7")
    assert secrecy_on(with_policy(secret, safeguards={"published_method": True}).policy, NEW_YEAR) == 0
    published = compile_tables(with_policy(secret, safeguards={"published_method": True}))
    assert np.array_equal(
        published.dread_response, compile_tables(with_policy(secret, secrecy=0)).dread_response
    )


@pytest.mark.parametrize("guard", ["no_speech", "no_purchases"])
def test_rules_about_what_is_protected_are_void_and_all_others_hold(guard: str) -> None:
    policy = with_policy(WORLD, safeguards={guard: True}).policy
    voided = 0
    for kind, act in WORLD.society.acts.items():
        protected = act.speech != "none" if guard == "no_speech" else act.kind == "purchase"
        before = points_on(WORLD.policy, kind, act, NEW_YEAR)
        assert points_on(policy, kind, act, NEW_YEAR) == ((0, 0) if protected else before)
        voided += protected and any(before)
    assert voided > 0


def test_what_is_essential_is_neither_denied_nor_prevented() -> None:
    everything = {"title": "All", "below": 400, "denies": KINDS, "confines": True}
    world = with_policy(WORLD, consequences={"all": everything})
    guarded_one = compile_tables(with_policy(world, safeguards={"essential_services": True}))
    plain = compile_tables(world)
    essential = np.array([act.essential for act in WORLD.society.acts.values()])
    assert essential.any()
    assert not guarded_one.denying[essential].any()
    assert not guarded_one.preventable[essential].any()
    assert np.array_equal(guarded_one.denying[~essential], plain.denying[~essential])
    assert np.array_equal(guarded_one.preventable[~essential], plain.preventable[~essential])
    assert plain.denying.all()


def test_within_contexts_nobody_is_confined() -> None:
    tables = _tables(same_context=True)
    assert tables.same_context == 1
    assert not tables.preventable.any()


def test_ties_that_are_forbidden_weigh_nothing() -> None:
    assert not _tables(no_association=True).weights.any()


def test_chances_are_of_wrong_records_first() -> None:
    redress = _tables(**REDRESS).redress
    assert (redress.kept, redress.reviewed, redress.appealing, redress.suspensive) == (1, 1, 1, 1)
    assert redress.strikes.tolist() == [floor(2**32 * Decimal(c)) for c in ("0.4", "0.1")]
    assert redress.appeals.tolist() == [floor(2**32 * Decimal(c)) for c in ("0.9", "0.4")]
    assert redress.upheld.tolist() == [floor(2**32 * Decimal(c)) for c in ("0.8", "0.3")]
    assert (redress.notice, redress.appeal_minutes, redress.expiry) == (2_880, 4_320, 17_280)
    assert redress.expiry_of_all == 1


def test_what_is_served_in_a_step_grows_with_the_region() -> None:
    served = _tables(**REDRESS).redress.served.tolist()
    for number, citizens in zip(served, WORLD.citizens_of_regions, strict=True):
        assert number == floor(Decimal(2**20) * 20_000 * citizens / 1_000 * 10_080 / 525_960)


def test_without_redress_nothing_is_kept() -> None:
    redress = compile_tables(WORLD).redress
    assert (redress.kept, redress.reviewed, redress.notice, redress.expiry) == (0, 0, 0, 0)
    reviewed = _tables(review={"strikes_wrong": 1, "strikes_true": 0}).redress
    assert (reviewed.kept, reviewed.reviewed) == (0, 1)
