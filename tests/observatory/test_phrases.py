"""The tree of phrases says of every event what the package says of it: filled here, in another language."""

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from tests.observatory.small_site import world_of
from underheaven.observatory.lives import told_of_life
from underheaven.observatory.phrases import OTHER, phrases, unasked
from underheaven.record.lives.life import Event
from underheaven.report.lives.words import Words, matters
from underheaven.report.words import listed, number, percent, plain

LEVELS: dict[str, Any] = {
    "own": 0.0, "shown": 0.0, "clean_own": 0.0, "clean": 0.0, "dread": 0, "hardship": 0, "standing": (),
}  # fmt: skip
WRITTEN: dict[str, Callable[[Any], str]] = {
    "count": lambda value: f"{value:,}",
    "signed": lambda value: f"{value:+g}",
    "number": number,
    "percent": percent,
}


@cache
def trees() -> tuple[list[Any], list[Any]]:
    return phrases(), unasked()


def leaf(tree: list[Any], event: Event) -> Any:
    """Where an event leads."""
    at = tree[-1]
    while isinstance(at, dict):
        value = getattr(event, at["by"])
        if isinstance(value, tuple):
            text = OTHER if value else ""
        elif isinstance(value, bool) or value is None:
            text = {True: "true", False: "false", None: "null"}[value]
        else:
            text = str(value)
        sort = text.partition(".")[0]
        at = tree[at["of"].get(text, at["of"].get(sort or OTHER, at["of"].get(OTHER)))]
    return at


def filled(phrase: str, event: Event, titles: dict[str, dict[str, str]]) -> str:
    def one(place: re.Match[str]) -> str:
        sort, field = place[1], place[2]
        value: Any = event.aim.partition(".")[2] if field == "aim" else getattr(event, field)
        if sort in WRITTEN:
            return WRITTEN[sort](value)
        if sort:
            names = value if isinstance(value, tuple) else value.split(", ")
            return listed([str(titles[sort].get(name, name)) for name in names])
        return plain(value) if field == "source" else str(value)

    return re.sub(r"\{(?:(\w+):)?(\w+)\}", one, phrase)


def made(**given: Any) -> Event:
    return Event(step=0, day=dt.date(2020, 1, 1), minute=0, **LEVELS, **given)


def acts() -> Iterator[Event]:
    """Acts and games with all that words depend on, a few of each."""
    wholes = itertools.product(
        ("act", "game"), ("done", "not done", "held back", "refused"), ("", "dread", "reckoning", "climate"),
        (False, True), ((), ("no_plane", "no_loan")),
    )  # fmt: skip
    for what, outcome, why, brought_on, brings in wholes:
        for source, record, chance in (
            ("", "", None),
            ("credit_history", "true", 0.0625),
            ("tax", "struck out", 1.0),
        ):
            yield made(
                what=what, of="loan", outcome=outcome, why=why, brought_on=brought_on, brings=brings,
                lane="slow", source=source, record=record, answerable=bool(record), chance=chance,
                loss=1_234.5, cost=0.5, counts=chance is None, appealed=record == "true",
                steps=1 + brought_on, repaid=None if chance is None else chance == 1.0,
                aim="privilege.travel_deals" if brought_on else "",
            )  # fmt: skip


def others() -> Iterator[Event]:
    """All else that can happen."""
    yield from (made(what=what, of="", outcome="") for what in ("enrolled", "replaced"))
    yield from (
        made(what="act", of="loan", outcome=how, why="no_loan, no_plane") for how in ("denied", "prevented")
    )
    yield from (made(what="left", of="no_loan", why=why) for why in ("rule", "redress", "score"))
    yield from (
        made(what="entered", of="no_loan", why=why) for why in ("own record", "rule", "wrong records, ties")
    )
    yield from (made(what=what, of="loan", outcome="no rule") for what in ("false match", "clerical mistake"))
    yield from (
        made(what=what, of="loan", source="cameras", record="wrong", why="recorded 2020-01-01", waits=True)
        for what in ("false match", "appeal upheld", "appeal rejected", "takes effect", "expires")
    )
    yield from (made(what="place", of="school", outcome="not placed", why=why) for why in ("", "displaced"))
    yield from (made(what="associates", number=many) for many in (1, 2_000))
    yield made(what="sanction", of="no_loan, no_plane, no_train")
    yield made(what="news", of="viral_video")
    yield made(what="firm", of="blacklisted", outcome="employee")
    for role, record, score in (
        ("representative", "true", 81.25),
        ("employee", "", None),
        ("employee", "true", None),
    ):
        for outcome in ("done", "held back", "not done"):
            yield made(
                what="firm act", of="pollution", outcome=outcome, role=role, record=record, firm_score=score,
                firm_points=-2.5,
            )  # fmt: skip
    for why, uses, outcome in itertools.product(
        ("looked", "was seen"), ((), ("no_deposit",)), ("matched", "")
    ):
        yield made(what="meeting", of="dating", why=why, uses=uses, outcome=outcome, whom=17)


@pytest.mark.parametrize("events", [acts, others])
def test_every_event_is_told_as_the_package_tells_it(events: Any) -> None:
    world = world_of()
    words, titles, (said, told) = Words(world), told_of_life(world)["titles"], trees()
    for event in events():
        assert filled(leaf(said, event), event, titles) == words.sentence(event)
        assert leaf(told, event) == matters(event)


def test_a_tree_grows_from_what_stands_before() -> None:
    for tree in trees():
        for at, each in enumerate(tree):
            if isinstance(each, dict):
                assert all(number < at for number in each["of"].values())
