"""Calibration from Python: what people do, fitted to observed totals, as frames that show themselves."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from underheaven.documents import taking
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.taking import Whole
from underheaven.documents.writing import as_yaml
from underheaven.notebook.progress import progress as progress_of
from underheaven.notebook.tables import Tables
from underheaven.notebook.telling import told
from underheaven.notebook.writing import plain
from underheaven.record.disk import whole
from underheaven.report.calibrated import READ, rows_of_totals, stamp_of
from underheaven.report.calibrated import told as met
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.report.posterior import picture
from underheaven.study.calibrating.file import calibration_path
from underheaven.study.calibrating.found import Calibration as Found
from underheaven.study.calibrating.found import calibrate as fit
from underheaven.study.calibrating.overlay import FILE as OVERLAY
from underheaven.study.calibrating.overlay import overlay_of
from underheaven.study.calibrating.planning import plan_of
from underheaven.study.limits import MOST_THREADS, require_renewal
from underheaven.study.pool import on_threads


class Calibration(Tables):
    """The frames `parameters`, `totals`, `rounds` and `draws`.

    `found` is the calibration itself. A name that is no frame is an InputError with the nearest that is.
    """

    def __init__(self, found: Found, stamp: Stamp) -> None:
        self.found = found
        rows: dict[str, tuple[str, Sequence[Mapping[str, Any]]]] = {
            "parameters": ("Fitted parameters", [asdict(each) for each in found.marginals]),
            "totals": ("Predicted and observed totals", rows_of_totals(found)),
            "rounds": ("Rounds of a calibration", [asdict(each) for each in found.fitted.rounds]),
        }
        frames = {
            name: Frame.of_rows(title, each, _with(stamp, name)) for name, (title, each) in rows.items()
        }
        table = Frame.of_table("Draws of a calibration", found.table(), _with(stamp, "draws"))
        super().__init__({**frames, "draws": table}, stamp, [met(found), READ])

    @told
    def plot(self) -> Figure:
        """The picture of the posterior, and of predicted totals beside observed ones."""
        *before, command = self.stamp.command
        made = replace(self.stamp, command=(*before, f"{command} --png calibration.png"))
        return Figure(picture(self.found), made.with_python("found.plot().save('calibration.png')"))

    @told
    def save_society(self, path: str | os.PathLike[str]) -> Path:
        """Write the society with the fitted numbers, as a difference. InputError where it cannot be."""
        file = taking.path("path", path)
        with whole(file) as written:
            written.write(overlay_text(self.found).encode())
        return file

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values: what `underheaven calibrate --json` prints, without its files."""
        return self.found.to_dict()


@told
def calibrate(
    file: str | os.PathLike[str],
    *,
    citizens: Whole | None = None,
    threads: Whole | None = None,
    folder: str | os.PathLike[str] | None = None,
    progress: bool | None = None,
) -> Calibration:
    """Fit what people do to observed totals, by sequential approximate Bayesian computation.

    `file` is the name of a shipped calibration, such as "defaulter-list-2017", or a file that asks for one.
    With a `folder` every run is kept there, and gone on from. Keys of a policy are refused: what is fitted is
    how people are and act. Raises InputError, before anything is lived, for what cannot be, and once the
    prior was lived for targets that it does not reach.
    """
    found = Gathered()
    name = found.take(lambda: str(taking.path("file", file)))
    many = found.take(lambda: taking.some_whole("citizens", citizens, 1))
    number = found.take(lambda: taking.some_whole("threads", threads, 1, MOST_THREADS))
    kept = found.take(lambda: taking.some_path("folder", folder))
    shown = found.take(lambda: taking.some_flag("progress", progress))
    found.settle()
    plan = plan_of(calibration_path(had(name)), many)
    pool = on_threads(number)
    require_renewal(plan.world)
    pool.require(plan.world)
    with progress_of("Calibrating", shown) as on_run:
        made = fit(plan, pool=pool, folder=kept, on_run=on_run)
    return Calibration(made, stamp_of(plan, had(name)))


def overlay_text(found: Found) -> str:
    """The society with the fitted numbers as YAML, with how to use it above."""
    policy = found.plan.world.policy.policy
    command = shlex.join(["underheaven", "run", policy, "--society", OVERLAY])
    head = (
        "# Numbers that were fitted to observed totals, as a difference to a society. To live with them:\n"
        f"#   {command}\n"
        "# To lay them over another society, copy them into a file whose `society_of` is its name.\n"
    )
    return head + as_yaml(plain("society", overlay_of(found)))


def _with(stamp: Stamp, name: str) -> Stamp:
    return stamp.with_python(f"found[{name!r}].save('{name}.csv')")
