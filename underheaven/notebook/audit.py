"""The audit of a run as frames."""

from __future__ import annotations

from underheaven.measure.audit import SYNTHETIC
from underheaven.measure.audit import Audit as Found
from underheaven.measure.audit import audit as audit_folder
from underheaven.notebook.tables import Tables
from underheaven.record.query import RunFolder
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp


class Audit(Tables):
    """Validity, calibration, equalised odds, disparity and the watch's errors: a frame for each subject.

    Everything is of one calendar year; nothing in it is a verdict. `found` is the audit itself.
    """

    def __init__(self, found: Found, stamp: Stamp) -> None:
        self.found = found
        made = stamp.then(
            f"underheaven audit runs/{found.world.hash[:12]} --year {found.year}",
            f"audit = run.audit({found.year})",
        )
        frames = {
            subject: Frame.of_table(
                f"Audit of {found.year}: {subject}",
                table,
                made.with_python(f"audit[{subject!r}].save('audit.csv')"),
            )
            for subject, table in found.frames.items()
            if table.num_rows
        }
        super().__init__(frames, made, [SYNTHETIC])


def audit_of(folder: RunFolder, year: int | None, stamp: Stamp) -> Audit:
    """The audit of a run over a year, by default its last complete one; InputError if it has none."""
    return Audit(audit_folder(folder, year=year), stamp)
