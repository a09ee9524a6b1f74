"""Where a run comes from: everything that made it, and the hash of every file that it left.

No host, user or path is written down: two machines that make the same run differ only in their kind,
their versions and their times.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

import underheaven
from underheaven.documents.problems import InputError, refuse
from underheaven.record.disk import canonical, sealed, write_json

FILE = "provenance.json"
LIBRARIES = ("numpy", "numba", "pyarrow", "duckdb")
NOTICE = "Every person in this run is synthetic. Nothing in it describes anybody."


class Part(BaseModel):
    """A part of the provenance: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Machine(Part):
    """The kind of machine, never which one."""

    system: str
    architecture: str
    processors: int = Field(ge=1, description="Processors that the machine has.")


class Axes(Part):
    """What the axes of the counts are called, in order."""

    regions: tuple[str, ...]
    groups: tuple[str, ...]
    cells: tuple[tuple[str, str, str], ...] = Field(description="Group, place and quintile of each cell.")
    kinds: tuple[str, ...]
    sources: tuple[str, ...]
    consequences: tuple[str, ...]
    privileges: tuple[str, ...]
    places: tuple[str, ...]
    firm_kinds: tuple[str, ...]
    firm_consequences: tuple[str, ...]


class Provenance(Part):
    """`provenance.json` of a run folder."""

    folder: Literal["underheaven run"] = "underheaven run"
    format: Literal[2] = 2
    synthetic: Literal[True] = True
    notice: str = NOTICE
    status: Literal["running", "interrupted", "finished"]
    world: dict[str, Any] = Field(description="Everything that determines the run.")
    world_hash: str = Field(description="SHA-256 of the canonical JSON of `world`.")
    axes: Axes
    steps: int = Field(ge=1, description="Steps of the whole run.")
    steps_recorded: int = Field(ge=0, description="Steps whose rows the folder holds.")
    started: dt.datetime
    ended: dt.datetime | None = None
    seconds: float | None = Field(None, description="Time spent simulating.")
    versions: dict[str, str]
    machine: Machine
    digests: dict[str, str] = Field(default_factory=dict)
    extra: dict[str, Any] = Field(default_factory=dict)
    files: dict[str, str] = Field(default_factory=dict, description="File of the folder -> SHA-256.")
    seal: str = Field("", description="SHA-256 of the canonical JSON of everything else here.")

    def write(self, folder: Path) -> None:
        """Write `provenance.json`, whole or not at all."""
        write_json(folder / FILE, self.model_dump(mode="json"))


def versions() -> dict[str, str]:
    """Versions of Python, of this package and of the libraries that touch the numbers."""
    return {
        "underheaven": underheaven.__version__,
        "python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
    }


def machine() -> Machine:
    """The kind of machine that this is."""
    return Machine(system=platform.system(), architecture=platform.machine(), processors=os.cpu_count() or 1)


def now() -> dt.datetime:
    """The time in UTC, to the second."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def is_ours(folder: Path) -> bool:
    """Whether a folder is a run folder, of whatever state or format."""
    try:
        data = json.loads((folder / FILE).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(data, dict) and data.get("folder") == "underheaven run"


def read_provenance(folder: Path) -> Provenance:
    """The provenance of a run folder; InputError if the folder is none, or has been changed."""
    if not folder.is_dir():
        raise refuse(f"{folder} is not a folder", "no run is kept there", "name the folder of a run")
    if not is_ours(folder):
        raise refuse(
            f"{folder} is not a run folder", f"it has no {FILE} of a run", "name the folder of a run"
        )
    data = json.loads((folder / FILE).read_bytes())
    try:
        provenance = Provenance.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        raise refuse(
            f"{folder / FILE} cannot be read",
            f"{'.'.join(map(str, first['loc']))}: {first['msg']}",
            "it was written by another version or changed: make the run again",
        ) from error
    if sealed(data)["seal"] != provenance.seal:
        raise changed(folder, FILE)
    if hashlib.sha256(canonical(provenance.world)).hexdigest() != provenance.world_hash:
        raise changed(folder, FILE)
    return provenance


def changed(folder: Path, name: str) -> InputError:
    """The error for a file that is not as the run left it."""
    return refuse(
        f"{folder / name} is not as the run left it",
        "its hash differs from the one kept with the run",
        "restore it from a copy, or make the run again with --replace",
    )
