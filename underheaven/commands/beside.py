"""What tells of a run, made ready while its engine's threads need no interpreter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar, cast

from underheaven.commands.asked import Plan, Request
from underheaven.engine.records import StepRecord, YearRecord

if TYPE_CHECKING:
    from underheaven.measure.lived.beside import LivingBeside
    from underheaven.measure.lived.lived import Lived
    from underheaven.report.gathering import Gathering


T = TypeVar("T")
LARGE = 1 << 30
"""Bytes of memory from which on a run is large: it says what it needs."""


class Beside:
    """Imports what a finished run is told with, and gathers what it is told from, in a thread of its own.

    It also lives the communities again of which it is told how their people fare week by week. A run that
    goes on with an earlier one, or ends where it has settled, is read from its folder; and so is a large one,
    and one for which memory is scarce.
    """

    def __init__(self, request: Request, plan: Plan) -> None:
        self._request, self._plan = request, plan
        self._thread = ThreadPoolExecutor(1)
        self._gathering: Gathering | None = None
        self._living: LivingBeside | None = None
        self._failure: BaseException | None = None
        self._last: Future[None] | None = None
        self._reliving: Future[Lived | None] | None = None
        self._gathers = not request.resume and not plan.until_settled and plan.needed < LARGE and plan.beside
        self._last_year = plan.world.year_of(plan.world.steps - 1)

    def begin(self) -> None:
        """Begin, with what takes long to import."""
        self._last = self._next(self._import)

    def take(self, record: StepRecord | YearRecord) -> None:
        """Gather the next record of the run."""
        if self._gathers:
            self._last = self._next(partial(self._gather, record))
            if isinstance(record, YearRecord) and record.year == self._last_year:
                # While the run's folder is closed.
                self._last = self._next(self._measure)
                self._reliving = self._next(self._lived)

    def gathered(self) -> Gathering | None:
        """What was gathered of the whole run; None where it is to be read from its folder.

        Raises what the gathering of any record has raised.
        """
        if self._last is not None:
            self._last.result()
        return self._gathering

    def lived(self) -> Future[Lived] | None:
        """What came of communities that were lived again beside a whole run, once that is gathered.

        None where they are to be lived again of its folder.
        """
        return None if self._living is None else cast("Future[Lived] | None", self._reliving)

    def end(self) -> None:
        """Take no more; what was taken is gathered still."""
        self._thread.shutdown(wait=False)

    def leave_off(self) -> None:
        """Gather no more: nothing will be told."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _next(self, work: Callable[[], T]) -> Future[T]:
        """Do this after what is being done; once something has failed, all that follows fails of it."""

        def done() -> T:
            if self._failure is not None:
                raise self._failure
            try:
                return work()
            except BaseException as failure:
                self._failure = failure
                raise

        return self._thread.submit(done)

    def _import(self) -> None:
        import_module("underheaven.commands.finished")
        if self._request.html is not None:
            import_module("underheaven.report.html").template()
        if self._request.brief is not None:
            import_module("underheaven.report.brief.page")
        if self._gathers:
            from underheaven.report.gathering import Gathering

            self._gathering = Gathering(self._plan.world)
            from underheaven.measure.lived.beside import LivingBeside

            if LivingBeside.can(self._plan.world):
                self._living = LivingBeside(self._plan.world)

    def _gather(self, record: StepRecord | YearRecord) -> None:
        if self._gathering is not None:
            self._gathering.add(record)
        if self._living is not None and isinstance(record, StepRecord):
            self._living.add(record)

    def _measure(self) -> None:
        if self._gathering is not None:
            _ = self._gathering.measured

    def _lived(self) -> Lived | None:
        return None if self._living is None else self._living.lived()


@contextmanager
def telling(request: Request, plan: Plan) -> Iterator[Beside]:
    """Within, a run is lived of which will be told."""
    beside = Beside(request, plan)
    try:
        yield beside
    except BaseException:
        beside.leave_off()
        raise
    beside.end()
