"""An audit as files: every number as CSV, and one HTML page."""

from __future__ import annotations

import shlex
from pathlib import Path

from underheaven.documents.words import quoted
from underheaven.measure.audit import Audit
from underheaven.record.disk import whole
from underheaven.report.audit_page import page
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.study.assuming.found import Ranges, Unknown


def frame_of(audit: Audit) -> Frame:
    """Every line of an audit, with where it comes from."""
    runs = [f"runs/{audit.world.hash[:12]}"] + ["RUN"] * (len(audit.seeds) - 1)
    command = shlex.join(["underheaven", "audit", *runs, "--year", str(audit.year)])
    python = f"run.audit({audit.year}).found.frame"
    title = f"Audit of {quoted(audit.world.policy.title)}, {audit.period}"
    return Frame(title, audit.frame, Stamp.of(audit.world).then(command, python))


def write_csv(audit: Audit, path: Path) -> Path:
    """Write every line of an audit; whole or not at all. Each line says that its people are synthetic."""
    return frame_of(audit).to_csv(path)


def write_audit_page(audit: Audit, ranges: Ranges | Unknown, path: Path) -> Path:
    """Write the page of an audit; whole or not at all."""
    with whole(path) as file:
        file.write(page(audit, ranges).encode())
    return path
