"""`underheaven ablate`: what each safeguard avoids, alone, added last, and in pairs."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, replace
from pathlib import Path

from underheaven.commands.console import output, print_json, unbroken
from underheaven.commands.page import require_page
from underheaven.commands.placing import misplaced
from underheaven.commands.progress import at_work
from underheaven.commands.weighed import Plan, Request, planned, runs_of
from underheaven.documents.gathering import Gathered
from underheaven.documents.problems import InputError
from underheaven.record.disk import whole
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.report.guarded import ran, summary
from underheaven.report.guarding import page, pictures
from underheaven.report.reproduce import asked_by
from underheaven.study.ablate import ablate
from underheaven.study.ablation import Ablation
from underheaven.study.harms import harm_called


@dataclass(frozen=True)
class Files:
    """Where what was found is written, and whether what is there is replaced."""

    csv: Path | None
    html: Path | None
    png: Path | None
    replace: bool

    def check(self) -> None:
        """Refuse what could not be written, before any work."""
        problems = []
        for file, ending in ((self.csv, ".csv"), (self.png, ".png")):
            if file is not None:
                problems += misplaced(file, (ending,), "it", self.replace)
        if problems:
            raise InputError(problems)
        if self.html is not None:
            require_page(self.html, self.html.parent / "no run")


def ablate_command(request: Request, files: Files, harm: str, pairs: bool) -> None:
    """Weigh safeguards, and print or write what was found; exits with 130 when interrupted."""
    found = Gathered()
    found.take(files.check)
    found.take(lambda: harm_called(harm))
    plan = planned(request, found)
    with runs_of(request, plan.pool) as (known, on_run):
        result = ablate(
            plan.world, plan.seeds, plan.safeguards, pairs=pairs, pool=plan.pool, known=known,
            on_run=on_run,
        )  # fmt: skip
    written = _written(request, files, plan, result, harm)
    if request.as_json:
        print_json({**result.to_dict(), "files": [*map(str, written)]})
        return
    output().print(summary(result, harm))
    for file in written:
        output().print(unbroken(f"Written: {file}"))


def _written(request: Request, files: Files, plan: Plan, found: Ablation, harm: str) -> list[Path]:
    made = []
    with at_work("Drawing", request.as_json):
        stamp = _stamp(request, plan, found)
        if files.csv is not None:
            made.append(Frame("What each safeguard avoids", found.singles(), stamp).save(files.csv))
        if files.png is not None:
            for drawn in pictures(found, harm):
                if drawn.wide is not None:
                    first = drawn.name == "safeguards"
                    name = files.png if first else files.png.with_stem(f"{files.png.stem}-pairs")
                    made.append(Figure(drawn, stamp).save(name))
        if files.html is not None:
            with whole(files.html) as out:
                out.write(page(found, harm, stamp).encode())
            made.append(files.html)
    return made


def _stamp(request: Request, plan: Plan, found: Ablation) -> Stamp:
    """The caption: what ran, and the line that makes it again; folders say nothing of the runs."""
    world = plan.world
    policy, society = asked_by(request.policy), asked_by(request.society)
    words = [
        "underheaven", "ablate", policy, "--society", society, "--citizens", str(world.citizens),
        "--from", str(world.start), "--to", str(world.end), "--seeds", str(plan.seeds),
        "--seed", str(world.seed),
    ]  # fmt: skip
    if plan.safeguards is not None:
        words += ["--safeguards", ",".join(plan.safeguards)]
    days = (f"dt.date({each.year}, {each.month}, {each.day})" for each in (world.start, world.end))
    python = (
        "import datetime as dt",
        "from underheaven.engine.world import World",
        "from underheaven.policy.loading import load_policy",
        "from underheaven.society.loading import load_society",
        "from underheaven.study.ablate import ablate",
        f"people, rules = load_society({society!r}), load_policy({policy!r})",
        f"world = World(rules, people, {world.seed}, {', '.join(days)}, {world.citizens})",
        f"ablate(world, {plan.seeds}, {list(plan.safeguards) if plan.safeguards else None})",
    )
    stamp = Stamp.of(world, {"policy": policy, "society": society})
    return replace(
        stamp, about=f"{world.policy.title}: {ran(found)}", command=(shlex.join(words),), python=python
    )
