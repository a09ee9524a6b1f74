"""How far a run has come, on a terminal only."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from underheaven.commands.console import messages
from underheaven.engine.world import World
from underheaven.study.running import day_of

WEEK = 10_080
ROOM_FOR_RATE = 60
"""Columns of a terminal below which the rate would take the place of the bar and the time."""


WATCHED = 60.0
"""Seconds after the first step for which steps are watched, or until the next one has been lived."""
LONG = 600.0
"""Seconds from which on it is said how long a run will take."""


def lasting(seconds: float) -> str:
    """A time in minutes or hours."""
    return f"{seconds / 60:.0f} minutes" if seconds < 2 * 3600 else f"{seconds / 3600:.1f} hours"


@contextmanager
def progress_of(world: World, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar with the day that is lived, the rate and the time left; takes the steps done and their number.

    On a narrow terminal the rate is left out, so that there is room for the time.
    """
    console = messages()
    rates = (TextColumn("{task.fields[rate]}"),) if console.width >= ROOM_FOR_RATE else ()
    with Progress(
        TextColumn("{task.fields[day]}"),
        BarColumn(),
        TaskProgressColumn(),
        *rates,
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=quiet or not console.is_terminal,
    ) as progress:
        task = progress.add_task("living", total=world.steps, day="preparing ", rate="")
        begun, quickest, told = list[float](), float("inf"), quiet

        def on_step(done: int, of: int) -> None:
            speed = progress.tasks[0].speed
            rate = f"{(speed or 0) * world.citizens * world.step_minutes / WEEK / 1e6:.1f} M citizen-weeks/s"
            progress.update(task, completed=done, day=str(day_of(world, done)), rate=rate if speed else "")
            nonlocal quickest, told
            begun.append(time.monotonic())
            # The first step is unlike the others: everything is touched for the first time. Others may wait
            # for what is compiled beside the run, so that the quickest tells how long they take.
            if told or len(begun) < 3:
                return
            quickest = min(quickest, begun[-1] - begun[-2])
            if begun[-1] - begun[1] >= WATCHED:
                told = True
                if (left := quickest * (of - done)) >= LONG:
                    console.print(
                        f"About {lasting(left)} to go, at {quickest:,.1f} seconds a step.", markup=False
                    )

        yield on_step


@contextmanager
def at_work(what: str, quiet: bool) -> Iterator[None]:
    """Says on a terminal what is being done, while it is."""
    console = messages()
    if quiet or not console.is_terminal:
        yield
    else:
        with console.status(what):
            yield
