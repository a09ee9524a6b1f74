"""A life in words and in a picture: everything that happens has its words, and its place."""

import datetime as dt
import io
import json
import re
from dataclasses import replace

import numpy as np
import pytest
import vl_convert
from rich.console import Console

from tests.engine.small import REDRESS, guarded, lived, shipped
from tests.report.specified import validate, views
from tests.worlds import random_world
from underheaven.counted.events import What
from underheaven.engine.cpu import Engine
from underheaven.engine.world import World
from underheaven.measure.ranks import Rank, Ranks, Stood
from underheaven.record.lives import Life, tell_all
from underheaven.record.lives import life as told
from underheaven.record.lives.totals import counts, totals
from underheaven.record.reliving import Reliving
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.stamp import Stamp
from underheaven.report.lives.lanes import LANES, lane_of
from underheaven.report.lives.page import page
from underheaven.report.lives.picture import picture
from underheaven.report.lives.table import beside, table
from underheaven.report.lives.twins import page as twins_page
from underheaven.report.lives.twins import twins
from underheaven.report.lives.walks import HEIGHT, SCORES, scores_panel, thresholds, walk
from underheaven.report.lives.words import Words, matters, rest
from underheaven.report.render import specification
from underheaven.report.scales import timestamp

NO_RANKS = Ranks((), 0)


def ranks(life: Life, exact: bool) -> Ranks:
    """A rank in every step in the scheme, counted or between two ends."""
    rank = Rank(2_443, 1_906.5, 1_906.5) if exact else Rank(1_400_000_000, 912_345_678.0, 912_545_678.0)
    weeks = [week for week in life.weeks if week.enrolled]
    return Ranks(tuple(Stood(week.step, week.day, week.shown, rank, rank) for week in weeks), int(exact))


def _lives(world: World, columns: dict[tuple[int, int], list[int]] | None = None) -> list[Life]:
    """The first community's."""
    engine = Engine(world, archetypes=columns)
    lived(engine, world.steps)
    alone = Reliving(world, np.array(engine.knowns), 0, 0, None if columns is None else columns[0, 0])
    engine.close()
    return tell_all(alone, range(min(alone.size, 60)))


@pytest.fixture(scope="module")
def lives() -> list[Life]:
    """Of worlds in which everything happens."""
    found = _lives(guarded(shipped(days=28, citizens=1_000), **REDRESS))
    for seed in (2, 5, 7, 11, 19, 104):
        found += _lives(*random_world(seed))
    return found


def test_every_event_has_a_sentence_and_only_some_matter(lives: list[Life]) -> None:
    """What matters is told; the rest is counted, and nothing is lost between them."""
    seen = set()
    for life in lives:
        words = Words(life.world)
        for event in life.events:
            assert words.sentence(event)
            seen.add(event.what)
        others = [event for event in life.events if not matters(event)]
        numbers = [int(part.replace(",", "")) for part in rest(others).split() if part[0].isdigit()]
        assert sum(numbers) == len(others)
    assert seen == {what.label for what in What}


def test_records_and_denials_always_matter(lives: list[Life]) -> None:
    for event in (event for life in lives for event in life.events):
        if event.what == told.FIRM_ACT:
            leads = event.role == told.LEADS and event.outcome == told.HELD_BACK
            assert matters(event) == (event.record != "" or leads)
            assert lane_of(event) is None
        elif event.record or event.outcome in ("denied", "prevented", "refused", "held back"):
            assert matters(event)
            assert lane_of(event) in LANES


def test_the_picture_is_one_specification_that_can_be_drawn(lives: list[Life]) -> None:
    """Wide and narrow; synthetic, with what makes it again."""
    life = max(lives, key=lambda each: counts(each)["true records"])
    found = picture(life)
    figure = Figure(found, Stamp.of(life.world).then("underheaven life RUN 0", "run.life(0)"))
    assert "synthetic" in figure.specification["usermeta"]
    assert "underheaven life RUN 0" in str(figure.specification)
    assert found.narrow is not None
    for specified in (figure.specification, specification(found.narrow)):
        validate(specified)
        assert "<svg" in vl_convert.vegalite_to_svg(specified, allowed_base_urls=[])


def test_a_life_without_a_week_has_nothing_to_draw(lives: list[Life]) -> None:

    empty = replace(lives[0], weeks=(), events=())
    assert picture(empty).wide is None
    assert totals(empty)["acts considered"] == 0


def _printed(what: object) -> str:
    console = Console(width=80, file=io.StringIO())
    with console.capture() as captured:
        console.print(what)
    return captured.get()


def test_the_account_fits_80_columns(lives: list[Life]) -> None:
    for life in lives[::20]:
        for of in (NO_RANKS, ranks(life, exact=True), ranks(life, exact=False)):
            text = _printed(table(life, of, True, "underheaven life RUN 0", "article-2019"))
            assert max(map(len, text.splitlines())) <= 80
            assert "synthetic" in text
            assert ("Rank among adults" in text) == bool(of.stood)


def test_a_rank_is_told_with_its_percentile_and_whether_it_was_counted(lives: list[Life]) -> None:
    life = next(life for life in lives if any(week.enrolled for week in life.weeks))
    counted, bounded = (
        " ".join(_printed(table(life, ranks(life, exact), True, "again", "none")).split())
        for exact in (True, False)
    )
    assert "1,906.5 of 2,443 22.0" in counted
    assert "Counted." in counted
    assert "From 64 bins" in bounded
    assert "912,345,678 to" in bounded
    shown = page(life, ranks(life, exact=True), picture(life), Stamp.of(life.world))
    assert "<td>1,906.5 of 2,443</td><td>22.0</td>" in shown


def test_a_life_beside_itself_differs_in_nothing(lives: list[Life]) -> None:
    text = _printed(beside(lives[0], lives[0], "underheaven life RUN 0 --twin RUN", ("none", "none")))
    assert "Nothing differs" in text


def test_the_page_needs_nothing_else_and_escapes_names(lives: list[Life]) -> None:
    life = lives[0]
    text = page(life, NO_RANKS, picture(life), Stamp.of(life.world))
    assert "<script" not in text
    assert "http" not in text
    assert "synthetic" in text


def test_there_is_a_score_only_while_the_citizen_is_in_the_scheme(lives: list[Life]) -> None:
    seen = set()
    for life in lives:
        first = timestamp(life.world.start)
        enrolled = [
            (
                first + week.step * life.world.step_minutes * 60_000,
                first + life.world.end_of(week.step) * 60_000,
            )
            for week in life.weeks
            if week.enrolled
        ]
        for name in SCORES:
            rows = walk(life, name)
            assert all(any(begin <= row["from"] <= end for begin, end in enrolled) for row in rows)
            assert bool(rows) == bool(enrolled)
        seen.add(bool(enrolled))
        labels = json.dumps(specification(scores_panel(life, _days(life), 700, narrow=False)[0]))
        assert ("no score" in labels) != bool(enrolled)
    assert seen == {True, False}


def test_who_was_never_in_the_scheme_has_no_score_anywhere(lives: list[Life]) -> None:
    """In numbers, in the account, beside a twin, in pictures and on pages; a score of some time is kept."""
    scored, unscored = (
        [life for life in lives if any(week.enrolled for week in life.weeks) == there]
        for there in (True, False)
    )
    assert scored
    assert unscored
    for life in scored:
        levels = [row["level"] for row in walk(life, "shown")]
        assert totals(life)["last score"] == levels[-1]
        assert totals(life)["lowest score"] == min(levels)
        assert "never in the scheme" not in picture(life).reading
    for life in unscored[::9]:
        found = totals(life)
        assert (found["lowest score"], found["last score"]) == (None, None)
        start = f"{life.world.policy.score.start.value}.0"
        assert start not in _printed(table(life, NO_RANKS, True, "underheaven life RUN 0", "none"))
        assert f"<td>{start}</td>" not in page(life, NO_RANKS, picture(life), Stamp.of(life.world))
        for text in (
            _printed(beside(life, life, "underheaven life RUN 0 --twin RUN", ("none", "none"))),
            re.sub("<[^>]+>", " ", twins_page(life, life, (Stamp.of(life.world),) * 2)),
        ):
            for name in ("lowest score", "last score"):
                assert re.search(rf"{name} +- +- +-(\s|$)", text), text
        for drawn in (picture(life), twins(life, life)):
            assert drawn.wide is not None
            assert "never in the scheme" in drawn.reading
            assert drawn.reading in twins(life, life).reading


def test_there_is_no_room_in_a_picture_for_scores_that_are_not_there(lives: list[Life]) -> None:
    """A line says so in their place, in a life alone and beside its twin."""
    life = next(each for each in lives if not any(week.enrolled for week in each.weeks))
    for narrow in (False, True):
        (panel,) = scores_panel(life, _days(life), 700, narrow)
        assert specification(panel)["height"] < HEIGHT / 5
        chart = twins(life, life).narrow if narrow else twins(life, life).wide
        assert chart is not None
        heights = [view["height"] for view in views(specification(chart))]
        assert HEIGHT not in heights
        validate(specification(chart))


def test_every_threshold_in_sight_is_labelled_at_its_line(lives: list[Life]) -> None:
    """Beside the plot, with a leader from the height of its line."""
    labelled = 0
    for life in lives[::7]:
        panel = specification(scores_panel(life, _days(life), 700, narrow=False)[0])
        scales = [
            layer["encoding"]["y"]["scale"] for layer in panel["layer"] if "scale" in layer["encoding"]["y"]
        ]
        # Who has no score, under a policy without thresholds, has no scale.
        low, high = scales[0]["domain"] if scales else (0, 0)
        leaders = [
            round(layer["encoding"]["y"]["value"], 6)
            for layer in panel["layer"]
            if layer["mark"]["type"] == "rule" and "value" in layer["encoding"]["y"]
        ]
        for *_, value in thresholds(life, _days(life)):
            if low <= value <= high:
                assert round(HEIGHT * (high - value) / (high - low), 6) in leaders
                labelled += 1
    assert labelled


def _days(life: Life) -> tuple[dt.date, dt.date]:
    world = life.world
    return world.start, world.start + dt.timedelta(minutes=world.end_of(life.weeks[-1].step))
