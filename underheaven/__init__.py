"""Underheaven: a simulation laboratory for social credit systems over wholly synthetic people.

    import underheaven as uh
    run = uh.World("article-2019", society="riverton", seed=1).run()
    run.measures.chill.by("group")

What is named here is loaded when it is asked for, so that the commands start as fast without it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from underheaven.documents.problems import InputError
    from underheaven.notebook.ablation import ablate
    from underheaven.notebook.comparison import compare
    from underheaven.notebook.run import Run
    from underheaven.notebook.run import open_run as open  # noqa: A004
    from underheaven.notebook.screen import screen
    from underheaven.notebook.world import World, under
    from underheaven.report.exports.figure import Figure
    from underheaven.report.exports.frame import Frame

__version__ = "0.1.0"

__all__ = ["Figure", "Frame", "InputError", "Run", "World", "ablate", "compare", "open", "screen", "under"]

_PLACES = {
    "Figure": ("report.exports.figure", "Figure"),
    "Frame": ("report.exports.frame", "Frame"),
    "InputError": ("documents.problems", "InputError"),
    "Run": ("notebook.run", "Run"),
    "World": ("notebook.world", "World"),
    "ablate": ("notebook.ablation", "ablate"),
    "compare": ("notebook.comparison", "compare"),
    "open": ("notebook.run", "open_run"),
    "screen": ("notebook.screen", "screen"),
    "under": ("notebook.world", "under"),
}
"""Name -> the module of this package that has it, and its name there."""


def __getattr__(name: str) -> Any:
    """Load what `underheaven.NAME` is."""
    if name not in _PLACES:
        raise AttributeError(f"module 'underheaven' has no attribute {name!r}")
    module, there = _PLACES[name]
    return getattr(import_module(f"underheaven.{module}"), there)


def __dir__() -> list[str]:
    return sorted({*globals(), *_PLACES})
