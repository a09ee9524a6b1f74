"""What the kernel writes of people is what happened to them, and writing it changes nothing."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.engine.small import lived
from tests.worlds import Columns, random_world
from underheaven.counted.columns import FirmAct
from underheaven.counted.events import Cause, Mark, Outcome, Record, Row, What
from underheaven.engine.cpu import Engine
from underheaven.engine.world import World
from underheaven.record import reliving as module
from underheaven.record.lives import Event, Life, tell_all
from underheaven.record.lives import life as told
from underheaven.record.lives.reading import ABOUT, CAUSE, require_all
from underheaven.record.reliving import Reliving

RECORD = Path(module.__file__).parent
SEEDS = range(12)


def _communities(seed: int) -> Iterator[Reliving]:
    """Those of a random world, to be lived again."""
    world, columns = random_world(seed)
    yield from _of(world, columns)


def _of(world: World, columns: Columns) -> Iterator[Reliving]:
    engine = Engine(world, archetypes=columns)
    lived(engine, world.steps)
    knowns, c = np.array(engine.knowns), engine.communities
    engine.close()
    for region, number in zip(c.region.tolist(), c.number.tolist(), strict=True):
        yield Reliving(world, knowns, region, number, columns[region, number], engine.tables)


def _rows(reliving: Reliving) -> Iterator[NDArray[np.int64]]:
    """What is written of everybody in each step."""
    reliving.watch(range(reliving.size))
    for _ in reliving.steps():
        yield reliving.log.rows[: reliving.log.used[0]].copy()


def _parts(reliving: Reliving) -> list[bytes]:
    """All that a community is and has counted, as bytes."""
    used = int(reliving.ledger.used[0])
    ledger = [column[:, :used] for column in reliving.ledger.entries]
    parts: list[NDArray[Any]] = [*reliving.state, *ledger, *reliving.sums]
    return [part.tobytes() for part in parts]


@pytest.mark.parametrize("seed", SEEDS)
def test_watching_people_changes_nothing(seed: int) -> None:
    """Whether nobody's, somebody's or everybody's life is told, state, ledger and counts are the same."""
    for alone, some, all_ in zip(_communities(seed), _communities(seed), _communities(seed), strict=True):
        some.watch(range(0, some.size, 3))
        all_.watch(range(all_.size))
        for _ in zip(alone.steps(), some.steps(), all_.steps(), strict=True):
            assert _parts(alone) == _parts(some) == _parts(all_)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_life_is_told_alike_whoever_else_is_watched(seed: int) -> None:
    for one, all_ in zip(_communities(seed), _communities(seed), strict=True):
        slot = one.size // 2
        assert tell_all(one, [slot]) == [tell_all(all_, range(all_.size))[slot]]


def test_a_log_that_is_full_is_an_answer_and_no_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    """The step is lived again with a longer one: nothing is missing, and nothing happens twice."""
    whole = [(tell_all(each, range(each.size)), _parts(each)) for each in _communities(5)]
    monkeypatch.setattr(module, "ROOM", 1)
    short = [(tell_all(each, range(each.size)), _parts(each)) for each in _communities(5)]
    assert short == whole


def _written(found: Any, column: Row) -> set[int]:
    return set(np.unique(found[:, column]).tolist())


def test_everything_that_can_happen_happens_somewhere() -> None:
    """No word of the vocabulary is never said, and no column never written."""
    found = np.concatenate(
        [rows for seed in range(30) for each in _communities(seed) for rows in _rows(each)]
    )
    assert _written(found, Row.WHAT) == set(What)
    assert _written(found, Row.OUTCOME) == set(Outcome)
    assert _written(found, Row.RECORD) == set(Record)
    why, marks = (int(np.bitwise_or.reduce(found[:, column])) for column in (Row.WHY, Row.MARKS))
    assert why == sum(Cause)
    assert marks == sum(Mark)
    assert set(CAUSE) <= _written(found, Row.WHY)
    assert all(len(_written(found, column)) > 1 for column in Row)


def test_an_event_of_which_nobody_says_what_it_is_about_is_refused_by_name() -> None:
    for what in What:
        with pytest.raises(ValueError, match=f"event {what.name} is about is said nowhere"):
            require_all({each: sort for each, sort in ABOUT.items() if each != what})


def _met(lives: list[Life]) -> Counter[tuple[int, int | None, int, str]]:
    """Who looked at whom in which step, with what outcome, as both of them tell it."""
    found: Counter[tuple[int, int | None, int, str]] = Counter()
    for life in lives:
        for event in life.of(told.MEETING):
            pair = (life.citizen, event.whom) if event.why == told.LOOKED else (event.whom, life.citizen)
            found[(*pair, event.step, event.outcome)] += 1 if event.why == told.LOOKED else -1
            assert event.whom != life.citizen
    return found


def test_whoever_is_met_meets_too() -> None:
    meetings = 0
    for each in (each for seed in SEEDS for each in _communities(seed)):
        found = _met(tell_all(each, range(each.size)))
        assert not any(found.values())
        meetings += len(found)
    assert meetings > 50


def _of_firms(rows: NDArray[np.int64]) -> dict[tuple[int, ...], int]:
    """What each firm did in a step, as one of its people tells it; everybody tells the same."""
    by_citizen: dict[int, dict[int, list[tuple[int, ...]]]] = {}
    for row in rows[rows[:, Row.WHAT] == What.FIRM_ACT].tolist():
        what = tuple(row[column] for column in (Row.OF, Row.OUTCOME, Row.RECORD, Row.FIRM_SCORE, Row.POINTS))
        by_citizen.setdefault(row[Row.FIRM], {}).setdefault(row[Row.SLOT], []).append(what)
    found: Counter[tuple[int, ...]] = Counter()
    for people in by_citizen.values():
        first, *others = people.values()
        assert all(other == first for other in others)
        found.update(what[:3] for what in first)
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_what_firms_do_is_told_by_all_their_people_and_sums_to_the_tallies(seed: int) -> None:
    for each in _communities(seed):
        at, counted = each.layout.blocks, Counter[tuple[int, ...]]()
        for rows in _rows(each):
            counted.update(_of_firms(rows))
        total = each.sums.tallies.sum(axis=(0, 1))
        for kind in range(len(each.layout.firm_kinds)):
            mine = {what[1:]: number for what, number in counted.items() if what[0] == kind}
            first = at.firm_act + len(FirmAct) * kind
            assert total[first + FirmAct.CONSIDERED] == sum(mine.values())
            for outcome, column in ((Outcome.DONE, FirmAct.DONE), (Outcome.HELD_BACK, FirmAct.HELD_BACK)):
                assert total[first + column] == sum(n for (was, _), n in mine.items() if was == outcome)
            recorded = sum(n for (_, record), n in mine.items() if record == Record.TRUE)
            assert total[first + FirmAct.RECORDED] == recorded


def test_one_of_a_firm_at_most_represents_it() -> None:
    leaders = 0
    for each in (each for seed in SEEDS for each in _communities(seed)):
        for rows in _rows(each):
            acts = rows[rows[:, Row.WHAT] == What.FIRM_ACT]
            leading = acts[(acts[:, Row.MARKS] & Mark.LEADS) != 0]
            pairs = set(map(tuple, leading[:, [Row.FIRM, Row.SLOT]].tolist()))
            assert len(pairs) == len({firm for firm, _ in pairs})
            leaders += len(pairs)
    assert leaders > 20


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module


RULES = ("underheaven.life", "underheaven.mechanisms")
NO_RULES = {
    "underheaven.life.tables",
    "underheaven.mechanisms.firms.founding",
    "underheaven.mechanisms.lasting.combining",
    "underheaven.mechanisms.standards.moving",
}
"""What rules read, where firms begin, which factors a combination of lasting classes has, and thresholds as
they are known, of which a census and a search read; a `model` holds the keys of files."""


def test_no_rule_of_the_model_is_written_where_lives_are_told() -> None:
    """Of a rule nothing is imported: what happened is read, and never worked out a second time."""
    for path in RECORD.rglob("*.py"):
        named = {name for name in _imports(path) if name.startswith(RULES)} - NO_RULES
        found = {name for name in named if not name.endswith(".model")}
        assert not found, f"{path.name} imports {found}"


def test_an_event_of_a_step_that_closes_has_the_levels_to_which_it_leads() -> None:
    for each in _communities(7):
        for life in tell_all(each, range(each.size)):
            weeks = {week.step: week for week in life.weeks}
            at_close: list[Event] = [
                event for event in life.events if event.what in (told.SANCTION, told.ENTERED, told.LEFT)
            ]
            for event in at_close:
                week = weeks[event.step]
                assert (event.shown, event.clean, event.standing) == (week.shown, week.clean, week.standing)
