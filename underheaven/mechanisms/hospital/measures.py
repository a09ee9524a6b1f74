"""The hospital: who waits how long, who is refused, and what the fast lane takes from those outside it."""

from __future__ import annotations

from underheaven.measure.expression import Data, sixteenths
from underheaven.measure.specification import EVERYWHERE, NO_PEOPLE, NO_VISITS, Specification

SUBJECT, PLACE = "The hospital", 40

SECTION = "specification, section 17"


def longer(lane: str) -> Data:
    """Minutes per visit that a class waits longer than all would in one line; below 0 where it waits less."""
    more = sixteenths(f"person.{lane}_minutes", f"-person.{lane}_minutes_one_line")
    return {"ratio": [more, [f"person.{lane}_visits"]]}


SPECIFICATIONS = (
    Specification(
        name="refused",
        title="Refused for lack of room",
        unit="per thousand person-years of everybody",
        formula="1000 × refused / person-years of everybody; what standing denies is not in it",
        source=SECTION,
        direction="more: more people go without, whatever their standing",
        label="emergent",
        undefined=NO_PEOPLE,
        expression={"per_thousand_years": [["act.*.refused"], ["person.person_minutes"]]},
        where="hospital",
        shared=EVERYWHERE,
    ),
    Specification(
        name="wait_slow",
        title="Wait of those outside the fast lane",
        unit="minutes a visit",
        formula="Σ minutes waited / visits, of the slow class",
        source="Cobham 1954",
        direction="more: they wait longer",
        label="emergent",
        undefined=NO_VISITS,
        expression={"ratio": [sixteenths("person.slow_minutes"), ["person.slow_visits"]]},
        where="hospital",
        shared=EVERYWHERE,
    ),
    Specification(
        name="wait_fast",
        title="Wait of those in the fast lane",
        unit="minutes a visit",
        formula="Σ minutes waited / visits, of the fast class",
        source="Cobham 1954",
        direction="more: they wait longer",
        label="emergent",
        undefined=NO_VISITS,
        expression={"ratio": [sixteenths("person.fast_minutes"), ["person.fast_visits"]]},
        where="fast_lane",
        shared=EVERYWHERE,
    ),
    Specification(
        name="wait_cost",
        title="What the fast lane costs those who are not in it",
        unit="minutes a visit",
        formula="Σ (minutes waited − minutes in one line with all) / visits, of the slow class",
        source="Cobham 1954",
        direction="more: standing takes more from those without it",
        label="emergent",
        undefined=NO_VISITS,
        expression=longer("slow"),
        where="fast_lane",
        lowest=None,
        shared=EVERYWHERE,
    ),
    Specification(
        name="wait_saved",
        title="What the fast lane saves those in it",
        unit="minutes a visit",
        formula="Σ (minutes in one line with all − minutes waited) / visits, of the fast class",
        source="Cobham 1954",
        direction="more: standing gives more to those who have it",
        label="emergent",
        undefined=NO_VISITS,
        expression={"times": [-1, longer("fast")]},
        where="fast_lane",
        lowest=None,
        shared=EVERYWHERE,
    ),
)
