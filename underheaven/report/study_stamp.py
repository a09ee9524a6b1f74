"""Where a study comes from, and the lines that make it again."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from underheaven.report.exports.stamp import Stamp
from underheaven.report.reproduce import asked_by, files, in_python
from underheaven.report.studied import ran
from underheaven.study.sweeping.design import Axis
from underheaven.study.sweeping.sweep import Plan


def text_of(axis: Axis) -> str:
    """What was given to a key, as it is typed: `2..10`, or `2,4,8`."""
    return f"{axis.low:f}..{axis.high:f}" if axis.low is not None else ",".join(f"{v:f}" for v in axis.values)


def stamp_of(what: str, plan: Plan, given: Mapping[str, str], samples: int | None) -> Stamp:
    """The stamp of `sweep` or `sensitivity`; `given` as `policy` and `society` were named."""
    world, design = plan.world, plan.design
    option, argument = ("--design", "design") if what == "sweep" else ("--method", "method")
    names = dict(given)
    for kind in ("policy", "society"):
        names[kind] = asked_by(names[kind])
    words = ["underheaven", what, names["policy"], "--society", names["society"]]
    for axis in design.axes:
        words += ["--key", f"{axis.key.path}={text_of(axis)}"]
    words += [option, design.name]
    keys = {axis.key.path: text_of(axis) for axis in design.axes}
    arguments = [*in_python(names), f"keys={keys!r}", f"{argument}={design.name!r}"]
    if samples is not None:
        words += ["--points", str(samples)]
        arguments.append(f"points={samples}")
    for name, value in (("seeds", len(plan.seeds)), ("seed", world.seed), ("citizens", world.citizens)):
        words += [f"--{name}", str(value)]
        arguments.append(f"{name}={value}")
    words += ["--from", str(world.start), "--to", str(world.end)]
    arguments += [f"start='{world.start}'", f"end='{world.end}'"]
    for outcome in plan.outcomes:
        words += ["--outcome", outcome.name]
    arguments.append(f"outcomes={[outcome.name for outcome in plan.outcomes]!r}")
    python = ("import underheaven as uh", f"found = uh.{what}({', '.join(arguments)})")
    about = f"{world.policy.title}: {ran(plan)}"
    return Stamp(about, (*files(names), shlex.join(words)), python, world.policy.corrections)
