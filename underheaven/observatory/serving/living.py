"""Lives a world natively, and gives the page what its own worker would."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from underheaven.documents.problems import InputError, Problem
from underheaven.engine.records import StepRecord
from underheaven.kernels import about_compiling, compiled
from underheaven.observatory.counting import CountingEngine, StoppedError
from underheaven.observatory.filed import length_of, refuse_what_moves
from underheaven.observatory.frames import frame
from underheaven.observatory.serving.kept import Kept
from underheaven.observatory.telling import denied_by, told_of_world


class Living:
    """Lives worlds with so many threads; `digests` are those of runs that were made before, by hash."""

    def __init__(self, threads: int, doors: Sequence[str], digests: Mapping[str, str]) -> None:
        self._threads, self._doors, self._digests = threads, doors, digests

    def __call__(self, kept: Kept, stops: Callable[[], bool]) -> None:
        """Live a world to its end, or until it is to stop; what fails is told to whoever watches."""
        try:
            self._lived(kept, stops)
        except StoppedError:
            pass
        except InputError as error:
            kept.fail("failed", "refused", error.problems[0])
        except MemoryError:
            kept.fail("failed", "memory", Problem(
                "the world could not be lived", "there is not enough memory", "choose fewer citizens",
            ))  # fmt: skip
        except Exception:  # noqa: BLE001  whoever watches is told, and the next world is lived
            traceback.print_exc()
            kept.fail("failed", "fault", Problem(
                "the world could not be lived", "the program has a fault",
                "look at what the command printed, and report it",
            ))  # fmt: skip

    def _lived(self, kept: Kept, stops: Callable[[], bool]) -> None:
        world = kept.world
        refuse_what_moves(world.policy)
        doors = dict.fromkeys([*self._doors, *denied_by([world.policy])])
        said = told_of_world(world, doors)
        if not compiled():
            kept.say("living", about_compiling())
        engine = CountingEngine(world, said["edges"], self._threads, stops)
        try:
            engine.compile()
            segment = [int(each) for each in engine.tables.last_segment]
            plan: dict[str, Any] = {**said, **length_of(world), "seed": world.seed, "segment": segment}
            kept.begin(plan, engine.begins)
            kept.say("living", "The weeks are lived, from the first on.")
            for record in engine.records():
                if isinstance(record, StepRecord):
                    kept.add(frame(engine, record, said))
                if engine.is_to_stop:
                    return
            digest = engine.digests()["run"]
        finally:
            engine.close()
        expected = self._digests.get(world.hash, digest)
        if digest == expected:
            kept.finish(digest)
        else:
            kept.fail("failed", "another_digest", Problem(
                "the run was lived again, and its digest is another",
                f"its folder says {expected}, and now it is {digest}",
                "report it: the same world must give the same digest",
            ))  # fmt: skip
