"""The audit of a run as frames."""

from __future__ import annotations

from functools import cached_property

from underheaven.measure.audit import SYNTHETIC
from underheaven.measure.audit import Audit as Found
from underheaven.measure.audit import audit as audit_folder
from underheaven.notebook.tables import Tables
from underheaven.record.query import RunFolder
from underheaven.report.audit_pictures import pictures
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.run import unknown
from underheaven.report.exports.stamp import Stamp
from underheaven.report.findings import Finding, findings
from underheaven.report.picture import Picture


class Audit(Tables):
    """Validity, calibration, equalised odds, disparity and the watch's errors: a frame for each subject.

    Everything is of one calendar year; nothing in it is a verdict. `found` is the audit itself.
    """

    def __init__(self, found: Found, stamp: Stamp) -> None:
        self.found = found
        self._before = stamp
        made = stamp.then(
            f"underheaven audit runs/{found.world.hash[:12]} --year {found.year}",
            f"audit = run.audit({found.year})",
        )
        frames = {
            subject: Frame.of_table(
                f"Audit of {found.period}: {subject}",
                table,
                made.with_python(f"audit[{subject!r}].save('audit.csv')"),
            )
            for subject, table in found.frames.items()
            if table.num_rows
        }
        said = [f"{each.text} [{each.sure}]" for each in findings(found)]
        super().__init__(frames, made, [SYNTHETIC, *said])

    @property
    def findings(self) -> list[Finding]:
        """What it comes to in sentences, each with how sure it is."""
        return findings(self.found)

    @cached_property
    def pictures(self) -> dict[str, Picture]:
        """Name -> picture, for `plot`."""
        return {each.name: each for each in pictures(self.found)}

    def plot(self, name: str = "ratios") -> Figure:
        """A picture of the audit: `ratios`, `odds` or `calibration`; InputError for another name."""
        if name not in self.pictures:
            raise unknown("picture", name, tuple(self.pictures))
        run = f"runs/{self.found.world.hash[:12]}"
        command = f"underheaven export {run} --picture {name} --out {name}.png"
        return Figure(
            self.pictures[name], self._before.then(command, f"run.audit().plot({name!r}).save('{name}.png')")
        )


def audit_of(folder: RunFolder, year: int | None, stamp: Stamp) -> Audit:
    """The audit of a run over a year, by default its last complete one; InputError if it has none."""
    return Audit(audit_folder(folder, year=year), stamp)
