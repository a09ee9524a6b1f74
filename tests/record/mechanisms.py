"""Every mechanism for the made world, and counts of it that could be: no part above its whole."""

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.counted.columns import Person, labels
from underheaven.engine.world import World

Columns = dict[str, NDArray[np.int64]]
HALF = Decimal("0.5")


def society(plain: dict[str, Any]) -> dict[str, Any]:
    """The made society with a hospital, two goods, partners to find, firms, gaming, deterrence, a loan and
    incomes."""
    need = {**plain["acts"]["train"], "title": "Doctor"}
    loan = {**need, "title": "Loan", "kind": "credit", "repayment": Decimal("0.9")}
    acts = {
        **plain["acts"],
        "doctor": need,
        "date": {**need, "title": "Date"},
        "loan": loan,
        "volunteer": {**need, "title": "Volunteering", "kind": "conduct", "effort": 4},
        "jaywalk": {**plain["acts"]["jaywalk"], "gain": {"exponential": 20}},
    }
    return {
        **plain,
        "acts": acts,
        "behaviour": {
            **plain["behaviour"],
            "gaming": {
                "per_year": 6, "worth": 1, "count_effort": True, "efforts": [{"share": 1, "factor": 1}],
            },
            "deterrence": {"point": 2, "chance": {"guess": HALF, "by_record": HALF}},
        },
        "hospital": {
            "kind": "doctor", "visits_per_person_year": 4, "minutes_per_visit": 12, "variation": 1,
            "usual_load": Decimal("0.8"),
        },
        "places": {
            "school": {
                "title": "The better school", "families": "with_small_child", "share": HALF, "yuan": 30_000,
                "hardship": 20,
            },
            "flat": {"title": "A cheaper flat", "families": "all", "share": HALF, "yuan": 90_000},
        },
        "dating": {"kind": "date", "rounds": 2, "acceptance": HALF},
        "firms": {
            "sizes": {"8": 1},
            "sectors": {"trade": HALF, "building": HALF},
            "acts": {
                "late_wages": {
                    "title": "Wages paid late", "per_year": 2, "propensity": HALF, "dread_response": HALF
                },
            },
        },
        "renewal": {"per_year": {"adult": Decimal("0.02")}},
        "income": {f"q{number}": 9_000 * number for number in range(1, 6)},
    }  # fmt: skip


def policy(plain: dict[str, Any]) -> dict[str, Any]:
    """The made policy with privileges, goods by rank, firms, all that gives redress, and two waves."""
    clerks = plain["sources"]["clerks"]
    sees = {**clerks["sees"], "volunteer": HALF, "loan": HALF}
    return {
        **plain,
        # Expiry gives points back, so recovery does not; each rule has a source.
        "score": {**plain["score"], "recovery": 0},
        "sources": {**plain["sources"], "clerks": {**clerks, "sees": sees}},
        "rules": {**plain["rules"], "volunteer": {"points": 10}, "loan": {"repaid": 5, "defaulted": -30}},
        "privileges": {
            "deposit": {"title": "No deposits", "above": 650, "yuan_per_year": 400},
            "tickets": {
                "title": "Cheaper tickets", "above": 620, "kinds": ["train"], "yuan_per_use": 25,
            },
            "front": {"title": "No waiting", "above": 650, "fast_lane": True},
            "shown": {"title": "Shown more often", "above": 700, "visibility": 3},
        },
        "positional": {"school": {"since": dt.date(2017, 6, 1)}},
        "firms": {
            "score": {"minimum": 0, "maximum": 100, "start": 80},
            "rules": {"late_wages": {"points": -10, "caught": HALF}},
            "consequences": {
                "listed": {
                    "title": "On the list", "below": 50, "wage_cut": Decimal("0.1"),
                    "representative_points": -20, "employees_hardship": 10,
                }
            },
        },
        "consequences": {
            **plain["consequences"],
            "no_office": {"title": "No office", "below": 400, "bars_representative": True},
        },
        "safeguards": {
            "review": {"strikes_wrong": HALF, "strikes_true": Decimal("0.1")},
            "appeal": {
                "appeals_wrong": HALF, "appeals_true": HALF, "upheld_wrong": HALF, "upheld_true": HALF,
                "days": 30, "capacity_per_1000_year": 5, "suspensive": False,
            },
            "expiry": {"days": 365},
        },
        "rollout": {
            "first_pilots": {"since": dt.date(2017, 3, 1), "share": HALF},
            "everywhere": {"since": dt.date(2018, 1, 1), "share": 1},
        },
    }  # fmt: skip


def counts(world: World, draw: np.random.Generator, shape: tuple[int, int], names: Columns) -> Columns:
    """The columns of mechanisms, beside those of `names`; 0 for those that a world has not."""
    found = {f"person.{what}": np.zeros(shape, dtype=np.int64) for what in labels(Person)}
    found = {name: zeros for name, zeros in found.items() if name not in names}
    firm = ("firms", "employees", "score_sum", "without_representative", "passed_over")
    found |= {f"firm.{what}": np.zeros(shape, dtype=np.int64) for what in firm}
    if world.society.hospital is None:
        return found
    enrolled, adults = names["person.enrolled"], names["person.adults"]
    for name in world.policy.privileges:
        found[f"privilege.{name}.holders"] = draw.binomial(enrolled, 0.3)
        found[f"privilege.{name}.uses"] = draw.poisson(1, shape)
    for name in world.society.places:
        families = draw.binomial(adults, 0.3)
        placed = draw.binomial(families, 0.5)
        moved = draw.binomial(np.minimum(placed, families - placed), 0.3)
        found |= {
            f"place.{name}.{what}": each
            for what, each in zip(
                ("families", "placed", "displaced", "favoured"), (families, placed, moved, moved), strict=True
            )
        }
    _acts(draw, shape, names, found)
    _firms(world, draw, shape, adults, found)
    _persons(draw, shape, names, found)
    _reckoned(draw, names, found)
    return found


def _acts(draw: np.random.Generator, shape: tuple[int, int], names: Columns, found: Columns) -> None:
    found["act.doctor.refused"] = draw.poisson(1, shape)
    found["act.loan.repaid"] = draw.binomial(names["act.loan.done"], 0.9)
    found["game.volunteer.effort"] = draw.poisson(4 << 16, shape)
    found["game.volunteer.effort_in_error"] = draw.binomial(found["game.volunteer.effort"], 0.1)
    gamed = draw.poisson(2, shape)
    found["act.volunteer.gamed"] = gamed
    found["act.volunteer.answerable"] = names["act.volunteer.answerable"] + gamed


def _reckoned(draw: np.random.Generator, names: Columns, found: Columns) -> None:
    """Of the acts considered most would be done, and are weighed, with a chance of a third in the mean."""
    weighed = draw.binomial(names["act.jaywalk.considered"], 0.9)
    found["reckon.jaywalk.weighed"], found["reckon.jaywalk.chance_sum"] = weighed, weighed * (2**24 // 3)
    found["reckon.jaywalk.held_back"] = draw.binomial(names["act.jaywalk.held_back"], 0.5)


def _firms(
    world: World, draw: np.random.Generator, shape: tuple[int, int], adults: NDArray[np.int64], found: Columns
) -> None:
    firms = draw.poisson(3, shape) + 1
    employees = firms * 2 + draw.binomial(adults, 0.2)
    found |= {
        "firm.firms": firms,
        "firm.employees": employees,
        "firm.score_sum": firms * 16 * 70,
        "firm.without_representative": draw.binomial(firms, 0.05),
        "firm.passed_over": draw.binomial(employees, 0.02),
    }
    assert world.society.firms is not None
    assert world.policy.firms is not None
    for name in world.society.firms.acts:
        done = draw.poisson(2, shape)
        held = draw.poisson(1, shape)
        found[f"firm_act.{name}.considered"] = done + held + draw.poisson(1, shape)
        found[f"firm_act.{name}.done"], found[f"firm_act.{name}.held_back"] = done, held
        found[f"firm_act.{name}.recorded"] = draw.binomial(done, 0.5)
    for name in world.policy.firms.consequences:
        under = draw.binomial(firms, 0.2)
        found[f"firm_consequence.{name}.under"] = under
        found[f"firm_consequence.{name}.entered"] = draw.binomial(under, 0.2)
        found[f"firm_consequence.{name}.left"] = draw.binomial(under, 0.1)
        found[f"firm_consequence.{name}.employees"] = 2 * under


def _persons(draw: np.random.Generator, shape: tuple[int, int], names: Columns, found: Columns) -> None:
    for what in ("points_returned", "records_expired", "struck_true", "struck_wrong"):
        found[f"person.{what}"] = draw.poisson(1, shape)
    for what in ("true", "wrong"):
        found[f"person.appeals_{what}"] = draw.poisson(2, shape)
        found[f"person.upheld_{what}"] = draw.binomial(found[f"person.appeals_{what}"], 0.4)
    for lane, minutes, one in (("fast", 50, 400), ("slow", 900, 400)):
        visits = draw.poisson(2, shape)
        found[f"person.{lane}_visits"] = visits
        found[f"person.{lane}_minutes"] = visits * minutes
        found[f"person.{lane}_minutes_one_line"] = visits * one
    seekers = draw.binomial(names["person.adults"], 0.2)
    visible = draw.binomial(seekers, 0.3)
    for what, share in (("seen", 1.0), ("matched", 0.4)):
        plain, shown = draw.binomial(seekers - visible, share * 0.5), draw.binomial(visible, share)
        found[f"person.{what}"], found[f"person.{what}_visible"] = plain + shown, shown
    found["person.seekers"], found["person.seekers_visible"] = seekers, visible
    # Half of those matched have bin 30 and half bin 50, with partners that are alike more often than not.
    matched = found["person.matched"]
    found["person.match_bins"] = matched * 40
    found["person.match_squares"] = matched * 1_700
    found["person.match_products"] = matched * 1_640
    found["person.employed_confined"] = draw.binomial(names["consequence.confined.under"], 0.6)
    found["person.replaced"] = draw.binomial(names["person.persons"], 0.01)
