"""What each safeguard does, against a run without it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from underheaven.verify.counted import SCORE, UNDER, all_of, of_kinds
from underheaven.verify.shipped import Changes
from underheaven.verify.switched import FALLS, RISES, Effects, Mechanism

ROLLOUT = ("outline", "first_pilots", "more_pilots", "nationwide")
JOINING = {"policy.joining": {"share": Decimal("0.4")}}


def safeguard(name: str, value: Any, effects: Effects, given: Changes | None = None) -> Mechanism:
    """A safeguard alone."""
    off = False if value is True else None
    on = {f"policy.safeguards.{name}": value}
    about = f"safeguard: {name.replace('_', ' ')}"
    return Mechanism(about, on, {f"policy.safeguards.{name}": off}, effects, given or {})


SAFEGUARDS = (
    safeguard(
        "notice", {"days": 90},
        {"points lost": (FALLS, all_of("person.points_lost")), "mean score": (RISES, SCORE)},
    ),
    safeguard(
        "review", {"strikes_wrong": Decimal("0.8"), "strikes_true": Decimal("0.02")},
        {
            "wrong records": (FALLS, all_of("source.*.wrong")),
            "wrong records struck out": (RISES, all_of("person.struck_wrong")),
            "weeks under a consequence in error": (FALLS, all_of("person.any_in_error")),
        },
    ),
    safeguard(
        "appeal",
        {"appeals_wrong": Decimal("0.8"), "appeals_true": Decimal("0.1"), "upheld_wrong": Decimal("0.9"),
         "upheld_true": Decimal("0.1"), "days": 14, "capacity_per_1000_year": 5_000, "suspensive": False},
        {
            "points given back": (RISES, all_of("person.points_returned")),
            "weeks under a consequence in error": (FALLS, all_of("person.any_in_error")),
            "mean score": (RISES, SCORE),
        },
    ),
    safeguard(
        "expiry", {"days": 150, "records": "bad"},
        {
            "records that ended": (RISES, all_of("person.records_expired")),
            "share under a consequence": (FALLS, UNDER),
            "consequences left by redress": (RISES, all_of("consequence.*.left_by_redress")),
        },
    ),
    safeguard(
        "published_method", True,
        {
            "doctor visits held back": (FALLS, all_of("act.doctor_visit.held_back")),
            "acts gamed": (RISES, all_of("act.*.gamed")),
        },
        {"society.behaviour.dread.secrecy_spread": 1, "society.acts.doctor_visit.dread_response": 1},
    ),
    safeguard("no_association", True, {"pull of ties": (FALLS, all_of("person.pull_sum"))}),
    safeguard(
        "no_speech", True,
        {
            "records of critical posts": (FALLS, all_of("act.critical_post.recorded")),
            "critical posts": (RISES, all_of("act.critical_post.done")),
        },
    ),
    safeguard(
        "no_purchases", True,
        {"records of purchases": (FALLS, of_kinds(lambda act: act.kind == "purchase", "recorded"))},
    ),
    safeguard(
        "no_biometric_only", True,
        {
            "records of cameras": (FALLS, all_of("source.cameras.*")),
            "wrong records": (FALLS, all_of("source.*.wrong")),
        },
    ),
    safeguard(
        "essential_services", True, {"trains denied": (FALLS, all_of("act.ordinary_rail.denied"))},
        {
            "policy.consequences.no_train.denies": ("high_speed_rail", "ordinary_rail"),
            "policy.consequences.no_train.below": 560,
        },
    ),
    safeguard(
        "same_context", True, {"acts denied": (FALLS, all_of("act.*.denied"))},
        {
            "policy.consequences.house_arrest.confines": False,
            "policy.consequences.house_arrest.denies": ("rental",),
        },
    ),
    Mechanism(
        "safeguard: opt in",
        {
            "policy.safeguards.opt_in": True, **JOINING,
            **{f"policy.rollout.{entry}.joining": "voluntary" for entry in ROLLOUT},
        },
        {}, {"people in the scheme": (FALLS, all_of("person.enrolled"))},
    ),
    safeguard(
        "sunset", dt.date(2020, 7, 1),
        {
            "records": (FALLS, all_of("source.*.true", "source.*.wrong")),
            "share under a consequence": (FALLS, UNDER),
        },
    ),
)  # fmt: skip
