"""Underheaven: a simulation laboratory for social credit systems over wholly synthetic people.

    import underheaven as uh
    run = uh.World("article-2019", society="riverton", seed=1).run()
    run.measures["records"].by("group")["holm"].value

What `dir(underheaven)` names is the public interface, and all of it: the packages inside are the parts that
it is made of, and may change from one version to the next. Whatever is wrong with an argument is an
`InputError` that names the argument and says what to give.

What is named here is loaded when it is asked for, so that the commands start as fast without it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from underheaven.commands.checked import check
    from underheaven.commands.new import new
    from underheaven.documents.problems import InputError
    from underheaven.notebook.ablation import Ablation, ablate
    from underheaven.notebook.audit import Audit
    from underheaven.notebook.audits import audit
    from underheaven.notebook.breakdown import Breakdown
    from underheaven.notebook.calibration import Calibration, calibrate
    from underheaven.notebook.catalogue import Description, evidence, policies, schema, show, societies
    from underheaven.notebook.comparison import Comparison, compare
    from underheaven.notebook.effects import Effects, RunEffect
    from underheaven.notebook.figures import AuditFigure
    from underheaven.notebook.idle import NoEffectWarning
    from underheaven.notebook.lives import Life
    from underheaven.notebook.living import under
    from underheaven.notebook.measures import RunMeasure, RunMeasures
    from underheaven.notebook.opening import open as open  # noqa: A004
    from underheaven.notebook.run import Run
    from underheaven.notebook.screen import Screen, screen
    from underheaven.notebook.search import Search, seek
    from underheaven.notebook.studies import Sensitivity, Sweep, sensitivity, sweep
    from underheaven.notebook.verification import Bench, Verification, bench, verified
    from underheaven.notebook.world import World
    from underheaven.policy.examined import Checked
    from underheaven.report.exports.figure import Figure
    from underheaven.report.exports.frame import Frame

__version__ = "0.4.0"

_PLACES = {
    "Ablation": ("notebook.ablation", "Ablation"),
    "Audit": ("notebook.audit", "Audit"),
    "AuditFigure": ("notebook.figures", "AuditFigure"),
    "Bench": ("notebook.verification", "Bench"),
    "Breakdown": ("notebook.breakdown", "Breakdown"),
    "Calibration": ("notebook.calibration", "Calibration"),
    "Checked": ("policy.examined", "Checked"),
    "Comparison": ("notebook.comparison", "Comparison"),
    "Description": ("notebook.catalogue", "Description"),
    "Effects": ("notebook.effects", "Effects"),
    "Figure": ("report.exports.figure", "Figure"),
    "Frame": ("report.exports.frame", "Frame"),
    "InputError": ("documents.problems", "InputError"),
    "Life": ("notebook.lives", "Life"),
    "NoEffectWarning": ("notebook.idle", "NoEffectWarning"),
    "Run": ("notebook.run", "Run"),
    "RunEffect": ("notebook.effects", "RunEffect"),
    "RunMeasure": ("notebook.measures", "RunMeasure"),
    "RunMeasures": ("notebook.measures", "RunMeasures"),
    "Screen": ("notebook.screen", "Screen"),
    "Search": ("notebook.search", "Search"),
    "Sensitivity": ("notebook.studies", "Sensitivity"),
    "Sweep": ("notebook.studies", "Sweep"),
    "Verification": ("notebook.verification", "Verification"),
    "World": ("notebook.world", "World"),
    "ablate": ("notebook.ablation", "ablate"),
    "audit": ("notebook.audits", "audit"),
    "bench": ("notebook.verification", "bench"),
    "calibrate": ("notebook.calibration", "calibrate"),
    "check": ("commands.checked", "check"),
    "compare": ("notebook.comparison", "compare"),
    "evidence": ("notebook.catalogue", "evidence"),
    "new": ("commands.new", "new"),
    "open": ("notebook.opening", "open"),
    "policies": ("notebook.catalogue", "policies"),
    "schema": ("notebook.catalogue", "schema"),
    "screen": ("notebook.screen", "screen"),
    "seek": ("notebook.search", "seek"),
    "sensitivity": ("notebook.studies", "sensitivity"),
    "show": ("notebook.catalogue", "show"),
    "societies": ("notebook.catalogue", "societies"),
    "sweep": ("notebook.studies", "sweep"),
    "under": ("notebook.living", "under"),
    "verified": ("notebook.verification", "verified"),
}
"""Name -> the module of this package that has it, and its name there."""

# A star that brought `open` would hide Python's own.
__all__ = [
    "Ablation",
    "Audit",
    "AuditFigure",
    "Bench",
    "Breakdown",
    "Calibration",
    "Checked",
    "Comparison",
    "Description",
    "Effects",
    "Figure",
    "Frame",
    "InputError",
    "Life",
    "NoEffectWarning",
    "Run",
    "RunEffect",
    "RunMeasure",
    "RunMeasures",
    "Screen",
    "Search",
    "Sensitivity",
    "Sweep",
    "Verification",
    "World",
    "ablate",
    "audit",
    "bench",
    "calibrate",
    "check",
    "compare",
    "evidence",
    "new",
    "policies",
    "schema",
    "screen",
    "seek",
    "sensitivity",
    "show",
    "societies",
    "sweep",
    "under",
    "verified",
]


def __getattr__(name: str) -> Any:
    """Load what `underheaven.NAME` is."""
    if name not in _PLACES:
        raise AttributeError(f"module 'underheaven' has no attribute {name!r}")
    module, there = _PLACES[name]
    return getattr(import_module(f"underheaven.{module}"), there)


def __dir__() -> list[str]:
    return sorted([*_PLACES, "__version__"])
