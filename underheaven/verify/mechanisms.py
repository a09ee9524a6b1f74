"""What each mechanism does, seen by switching it off.

A pair of runs shares its seed, so that the draws are the same and nothing but the mechanism differs. Where
one side's gain must be the other's loss, the two are compared exactly. The chance of a false alarm is read
off the spread of the moves over other seeds, as for the directions of numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from underheaven.verify.case import Case, Finding
from underheaven.verify.counted import (
    DREAD,
    HARDSHIP,
    SCORE,
    all_of,
    less,
    of_group,
    of_kinds,
    per,
    unevenness,
)
from underheaven.verify.safeguarding import JOINING, SAFEGUARDS
from underheaven.verify.small import SEED
from underheaven.verify.switched import FALLS, FALSE_ALARM, RISES, STAYS, Mechanism, compare, shipped

LOAN = "policy.rules.loan"
MECHANISMS = (
    Mechanism(
        "privileges", **shipped("policy.privileges", {}),
        effects={
            "uses of privileges": (RISES, all_of("privilege.*.uses")),
            "days with a privilege": (RISES, all_of("privilege.*.holders")),
        },
    ),
    Mechanism(
        "fast lane", **shipped("policy.privileges.hospital_fast_lane.fast_lane", False),
        given={"policy.privileges.hospital_fast_lane.yuan_per_year": 1},
        effects={
            "wait of the fast class less that in one line": (
                FALLS, less(all_of("person.fast_minutes"), all_of("person.fast_minutes_one_line"))
            ),
            "wait of the slow class less that in one line": (
                RISES, less(all_of("person.slow_minutes"), all_of("person.slow_minutes_one_line"))
            ),
        },
    ),
    Mechanism(
        "places by rank", **shipped("policy.positional", {}),
        effects={
            "families displaced": (RISES, all_of("place.*.displaced")),
            "families placed": (STAYS, all_of("place.*.placed")),
            "favoured less displaced": (STAYS, less(all_of("place.*.favoured"), all_of("place.*.displaced"))),
            "mean hardship": (RISES, HARDSHIP),
        },
    ),
    Mechanism(
        "house arrest confines", **shipped("policy.consequences.house_arrest.confines", False),
        given={"policy.consequences.house_arrest.below": 480},
        effects={
            "acts prevented": (RISES, all_of("act.*.prevented")),
            "acts outside that were done": (FALLS, of_kinds(lambda act: act.outside, "done")),
            "weeks of employed people at home": (RISES, all_of("person.employed_confined")),
        },
    ),
    Mechanism(
        "hours of less sight", **shipped("policy.sources.cameras.hours", ()),
        effects={"records of cameras": (FALLS, all_of("source.cameras.true"))},
    ),
    Mechanism(
        "attention follows what was found", {"policy.sources.cameras.attention": 1},
        {"policy.sources.cameras.attention": 0},
        {"records of cameras, most in one region": (RISES, unevenness("source.cameras.true"))},
    ),
    Mechanism(
        "dread at what befalls others", {"society.behaviour.dread.associate": 24},
        {"society.behaviour.dread.associate": 0}, {"mean dread": (RISES, DREAD)},
    ),
    Mechanism(
        "thresholds of speech",
        {"society.behaviour.speech_thresholds": [{"share": Decimal("0.5"), "climate": 0},
                                                 {"share": Decimal("0.5"), "climate": Decimal("0.6")}]},
        {"society.behaviour.speech_thresholds": ()},
        {"critical posts": (FALLS, all_of("act.critical_post.done"))},
    ),
    Mechanism(
        "gaming", **shipped("society.behaviour.gaming", None),
        given={"policy.safeguards.published_method": True},
        effects={
            "acts gamed": (RISES, all_of("act.*.gamed")),
            "points gained": (RISES, all_of("person.points_gained")),
            "mean score": (RISES, SCORE),
        },
    ),
    Mechanism(
        "announcements", **shipped("policy.announcements", {}), effects={"mean dread": (RISES, DREAD)},
        given={"policy.news": {}},
    ),
    Mechanism(
        "announcements wear off", **shipped("policy.announcements.train_announcement.half_life_days", None),
        effects={"mean dread": (FALLS, DREAD)},
    ),
    Mechanism(
        "credit moves the score", {}, {LOAN: {"repaid": 0, "defaulted": 0}},
        {
            "records of loans": (RISES, all_of("act.loan.recorded")),
            "points lost": (RISES, all_of("person.points_lost")),
        },
    ),
    Mechanism(
        "loans are paid back", {"society.acts.loan.repayment": Decimal("0.98")},
        {"society.acts.loan.repayment": Decimal("0.7")},
        {
            "share of loans paid back": (RISES, per("act.loan.done", "act.loan.repaid")),
            "points lost": (FALLS, all_of("person.points_lost")),
            "mean score": (RISES, SCORE),
        },
    ),
    Mechanism(
        "a threshold of one group's own", {"policy.consequences.no_loan.below_of_group": {"holm": 590}},
        {"policy.consequences.no_loan.below_of_group": {}},
        {"loans denied to that group": (RISES, of_group("holm", "act.loan.denied"))},
    ),
    Mechanism(
        "firms are scored, where their sanctions come early", {},
        {"policy.firms.rules": {}},
        given={
            "policy.firms.consequences.no_public_orders.below": 590,
            "policy.firms.consequences.no_public_orders.employees_hardship": 16,
        },
        effects={
            "records of firms": (RISES, all_of("firm_act.*.recorded")),
            "mean hardship": (RISES, HARDSHIP),
        },
    ),
    Mechanism(
        "standing bars from leading a firm",
        **shipped("policy.consequences.no_firm_to_lead.bars_representative", False),
        effects={"employees passed over": (RISES, all_of("firm.passed_over"))},
    ),
    Mechanism(
        "joining is voluntary", {**JOINING, "policy.rollout.nationwide.joining": "voluntary"}, {},
        {"people in the scheme": (FALLS, all_of("person.enrolled"))},
    ),
    Mechanism(
        "renewal", {"world.renewal": True}, {"world.renewal": False},
        {
            "people replaced": (RISES, all_of("person.replaced")),
            "mean dread": (FALLS, DREAD),
            "people": (STAYS, all_of("person.persons")),
        },
    ),
    Mechanism(
        "visibility, where nobody looks back", {"policy.privileges.dating_visibility.visibility": 8},
        {"policy.privileges.dating_visibility.visibility": 1},
        {
            "times seen, all": (STAYS, all_of("person.seen")),
            "times seen, of the visible": (RISES, all_of("person.seen_visible")),
            "times seen, of all others": (FALLS, less(all_of("person.seen"), all_of("person.seen_visible"))),
            "lives otherwise: score": (STAYS, all_of("person.shown_sum")),
        },
        {"society.dating.acceptance": 0},
    ),
)  # fmt: skip


def run() -> Sequence[Finding]:
    """Every mechanism and every safeguard."""
    return [finding for of in (*MECHANISMS, *SAFEGUARDS) for finding in compare(of, SEED)]


CASES = (
    Case(
        name="mechanisms",
        title="Mechanisms switched off",
        checks="what follows from each mechanism and each safeguard, against a run without it",
        kind="engine",
        label="emergent",
        source="construction (specification, sections 16 to 27)",
        tolerance="the direction, in paired runs; exact where one side's gain is another's loss",
        false_alarm=FALSE_ALARM,
        run=run,
    ),
)
