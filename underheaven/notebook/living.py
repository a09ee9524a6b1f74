"""Living a world into a folder, and the same people under another policy."""

from __future__ import annotations

import os
from dataclasses import replace as with_changes
from pathlib import Path

from underheaven.documents import taking
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.taking import Whole
from underheaven.engine.world import World as Model
from underheaven.notebook.given import Change, Given, PolicyLike, policy_given
from underheaven.notebook.idle import warn, without_effect
from underheaven.notebook.progress import progress as progress_of
from underheaven.notebook.run import Run, run_given
from underheaven.notebook.telling import told
from underheaven.policy.fitness import check_fit
from underheaven.record.checkpoint import kept_step
from underheaven.record.provenance import is_ours, read_provenance
from underheaven.record.resuming import require_resumable
from underheaven.report.reproduce import CHANGE
from underheaven.study.limits import MOST_THREADS, threads_or_default
from underheaven.study.running import day_of, run_world
from underheaven.study.watching import Watch


def lived(
    model: Model,
    given: dict[str, str],
    folder: Path | None,
    threads: int | None,
    *,
    replace: bool = False,
    final: bool = False,
    shown: bool | None = None,
) -> Run:
    """The run of a world: as it lies in `folder`, gone on with, or made; see `World.run`."""
    place = Path("runs") / model.hash[:12] if folder is None else folder
    there = None if replace or not is_ours(place) else read_provenance(place)
    if there is not None and there.world_hash == model.hash and there.status == "finished":
        return Run(place)
    same = there is not None and there.world_hash == model.hash
    # A run that was killed before it kept anything is begun again: there is nothing to go on with.
    resume = there is not None and not (same and kept_step(place) is None)
    if resume:
        require_resumable(place, model)
    with progress_of("Living", shown, place=lambda done: f"{day_of(model, done):%-d %B %Y}") as on_step:
        run_world(
            model, place, threads_or_default(threads), replace=replace or (same and not resume),
            resume=resume, final=final, extra={"given": given}, watch=Watch(on_step=on_step),
        )  # fmt: skip
    return Run(place)


@told
def under(
    run: Run,
    policy: PolicyLike,
    folder: str | os.PathLike[str] | None = None,
    threads: Whole | None = None,
    *,
    change: Change | None = None,
    progress: bool | None = None,
) -> Run:
    """The run of the same people, time and chances under another policy, by default kept in `runs/`.

    Arguments are those of `World` and `World.run`, and so are warnings. Raises InputError where the policy
    cannot be read, or asks for what the society has not.
    """
    found = Gathered()
    before = found.take(lambda: run_given("run", run))
    rules = found.take(lambda: policy_given("policy", policy, change))
    place = found.take(lambda: taking.some_path("folder", folder))
    many = found.take(lambda: taking.some_whole("threads", threads, 1, MOST_THREADS))
    shown = found.take(lambda: taking.some_flag("progress", progress))
    found.settle()
    model, given = beside(had(before), had(rules))
    warn(without_effect(model, had(rules).document))
    return lived(model, given, place, many, shown=shown)


def beside(run: Run, rules: Given) -> tuple[Model, dict[str, str]]:
    """The world of a run under another policy, and how it is given. InputError where the two do not fit."""
    world = run.folder.world
    check_fit(rules.policy, world.society, rules.document)
    society = {key: text for key, text in run.given.items() if not key.startswith("policy") and key != CHANGE}
    return with_changes(world, policy=rules.policy), {**rules.words, **society}
