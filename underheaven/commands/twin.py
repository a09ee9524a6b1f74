"""The twin of a run: the same society, seed and dates under another policy; lived where it was not yet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from underheaven.commands.compiling import tell_of_compiling
from underheaven.commands.console import INTERRUPTED, leave, messages
from underheaven.commands.progress import progress_of
from underheaven.commands.run import interruption
from underheaven.engine.world import World
from underheaven.policy.fitness import check_fit
from underheaven.policy.named import policy_called
from underheaven.record.checkpoint import kept_step
from underheaven.record.lives.twins import require_twins
from underheaven.record.provenance import is_ours, read_provenance
from underheaven.record.query import RunFolder
from underheaven.report.reproduce import asked_by
from underheaven.study.limits import threads_or_default
from underheaven.study.running import run_world
from underheaven.study.watching import Watch


def twin_of(run: RunFolder, named: str, threads: int | None, quiet: bool) -> RunFolder:
    """The run that `named` is, if it is a folder, or that of the policy with this name or in this file.

    InputError for a run that differs in more than the policy, and for a policy that does not fit.
    """
    if Path(named).is_dir():
        other = RunFolder(Path(named))
        require_twins(run.world, other.world)
        return other
    policy, document = policy_called(named)
    check_fit(policy, run.world.society, document)
    world = replace(run.world, policy=policy)
    if world.hash == run.world.hash:
        messages().print("The twin lives under the same policy: it is the run itself.")
        return run
    folder = Path("runs") / world.hash[:12]
    if is_ours(folder) and read_provenance(folder).status == "finished":
        messages().print(f"The twin is kept in {folder}.", markup=False)
    else:
        given = {**run.provenance.extra.get("given", {}), "policy": asked_by(named)}
        _live(world, folder, given, threads, quiet)
    return RunFolder(folder)


def _live(world: World, folder: Path, given: dict[str, str], threads: int | None, quiet: bool) -> None:
    """Live the twin, or go on with it; exits with 130 when interrupted."""
    begun = is_ours(folder)
    resume = begun and kept_step(folder) is not None
    messages().print(f"Living the twin in {folder}, where it is kept.", markup=False)
    tell_of_compiling()
    with interruption() as asked, progress_of(world, quiet) as on_step:
        outcome = run_world(
            world, folder, threads_or_default(threads), replace=begun and not resume, resume=resume,
            extra={"given": given}, watch=Watch(asked.wait, on_step, lambda: asked.stop),
        )  # fmt: skip
    if not outcome.finished:
        messages().print("Interrupted. The same command goes on with the twin.")
        leave(INTERRUPTED)
