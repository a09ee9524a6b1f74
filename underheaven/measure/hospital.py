"""The hospital: who waits how long, who is refused, and what the fast lane takes from those outside it."""

from __future__ import annotations

import numpy as np

from underheaven.measure.counts import Counts, Floats, ratio
from underheaven.measure.denial import THOUSAND
from underheaven.measure.frame import SIXTEENTHS, Frame
from underheaven.measure.specification import EVERYWHERE, NO_VISITS, Specification, bound, one, when

SECTION = "specification, section 17"
NO_PEOPLE = "there is nobody"


def refused(counts: Counts) -> Floats:
    """Acts refused for lack of room, per thousand person-years of everybody."""
    return ratio(THOUSAND * counts.acts("refused", counts.frame.kinds), counts.person_years)


def wait(counts: Counts, lane: str) -> Floats:
    """Minutes waited per visit of the `fast` or the `slow` class."""
    return ratio(counts[f"person.{lane}_minutes"] / SIXTEENTHS, counts[f"person.{lane}_visits"])


def longer(counts: Counts, lane: str) -> Floats:
    """Minutes per visit that a class waits longer than all would in one line; below 0 where it waits less."""
    more = counts[f"person.{lane}_minutes"] - counts[f"person.{lane}_minutes_one_line"]
    return ratio(more / SIXTEENTHS, counts[f"person.{lane}_visits"])


def saved(counts: Counts) -> Floats:
    """Minutes per visit that the fast lane saves those in it."""
    return np.asarray(-longer(counts, "fast"))


def queue(frame: Frame) -> tuple[str, ...]:
    """The breakdowns in which people share the queue of a hospital, if there is one: all."""
    return EVERYWHERE if _there(frame) else ()


def _there(frame: Frame) -> bool:
    return frame.world.society.hospital is not None


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
        bind=when(_there, one(refused)),
        shared=queue,
    ),
    Specification(
        name="wait_slow",
        title="Wait of those in no fast lane",
        unit="minutes a visit",
        formula="Σ minutes waited / visits, of the slow class",
        source="Cobham 1954",
        direction="more: they wait longer",
        label="emergent",
        undefined=NO_VISITS,
        bind=when(_there, one(bound(wait, "slow"))),
        shared=queue,
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
        bind=when(lambda frame: frame.fast_lane, one(bound(wait, "fast"))),
        shared=queue,
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
        bind=when(lambda frame: frame.fast_lane, one(bound(longer, "slow"))),
        lowest=None,
        shared=queue,
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
        bind=when(lambda frame: frame.fast_lane, one(saved)),
        lowest=None,
        shared=queue,
    ),
)
