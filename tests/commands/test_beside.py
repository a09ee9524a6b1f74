"""What is done beside a run is done wholly, or the run says why not."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.engine.small import shipped
from underheaven.commands import asked
from underheaven.commands.asked import Plan, Request
from underheaven.commands.beside import Beside
from underheaven.measure.lived.beside import LivingBeside
from underheaven.report.gathering import Gathering
from underheaven.study import limits
from underheaven.study.running import run_world
from underheaven.study.watching import Watch

REQUEST = Request(
    "article-2019", "riverton", None, "2021-01-01", None, "1", None, "cpu", None, None, "10080",
    resume=False, replace=False, final=False, as_json=False,
)  # fmt: skip


@pytest.mark.parametrize("of", [Gathering, LivingBeside])
def test_a_record_that_is_not_gathered_is_not_passed_over(
    of: type[Gathering] | type[LivingBeside], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where all that come after it are."""
    world, seen = shipped(days=28, citizens=600), list[object]()
    add: Any = of.add

    def failing(self: object, record: object) -> None:
        seen.append(record)
        if len(seen) == 2:
            raise MemoryError
        add(self, record)

    monkeypatch.setattr(of, "add", failing)
    beside = Beside(REQUEST, Plan(world, 1, tmp_path / "run", 1))
    run_world(world, tmp_path / "run", watch=Watch(beside.begin, on_record=beside.take))
    with pytest.raises(MemoryError):
        beside.gathered()
    beside.end()
    assert len(seen) == 2


def test_nothing_is_gathered_where_memory_is_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run goes on: it is read from its folder afterwards."""
    request = replace(REQUEST, out=tmp_path / "run", end="2021-01-14", citizens="2000", threads="1")
    needed = limits.memory_needed(asked.planned(request).world, 1, lives=True)
    for there, gathers in ((needed.beside, True), (needed.beside - 1, False)):
        for module in (limits, asked):
            monkeypatch.setattr(module, "memory_there", lambda there=there: there)
        assert asked.planned(request).beside is gathers
