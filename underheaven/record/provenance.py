"""Where a run comes from: everything that made it, and the hash of every file that it left.

No host or user is written down, and of paths only how the policy's and the society's file were named from
where the run was asked for: two machines that make the same run differ only in their kind, their versions and
their times.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

import underheaven
from underheaven.documents.problems import InputError, refuse
from underheaven.engine.world import hash_of_identity
from underheaven.record.disk import plain, read_small, sealed, write_json

FILE = "provenance.json"
FORMAT: Literal[4] = 4
LARGEST = 1 << 26
"""A provenance holds a policy and a society, and is well below this many bytes."""
MOST_FAULTS = 20
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0)]
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
    games: tuple[str, ...] = Field((), description="Kinds of which the effort of gaming is counted.")
    reckoned: tuple[str, ...] = Field((), description="Kinds that people reckon with a record of.")
    deeds: tuple[str, ...] = Field((), description="What is counted of deeds for people to hear of.")
    standards: tuple[str, ...] = ()


class Provenance(Part):
    """`provenance.json` of a run folder."""

    folder: Literal["underheaven run"] = "underheaven run"
    format: Literal[4] = FORMAT
    synthetic: Literal[True] = True
    notice: str = NOTICE
    status: Literal["running", "interrupted", "finished"]
    world: dict[str, Any] = Field(description="Everything that determines the run.")
    world_hash: Sha256 = Field(
        description="SHA-256 of the canonical JSON of `world`, without the origins of numbers."
    )
    axes: Axes
    steps: int = Field(ge=1, description="Steps of the whole run.")
    steps_recorded: int = Field(ge=0, description="Steps whose rows the folder holds.")
    started: dt.datetime
    ended: dt.datetime | None = None
    seconds: float | None = Field(None, ge=0, allow_inf_nan=False, description="Time spent simulating.")
    versions: dict[str, str]
    machine: Machine
    digests: dict[str, Sha256] = Field(default_factory=dict)
    extra: dict[str, Any] = Field(default_factory=dict)
    files: dict[str, Sha256] = Field(default_factory=dict, description="File of the folder -> SHA-256.")
    sizes: dict[str, Count] = Field(default_factory=dict, description="File of the folder -> bytes.")
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
        return plain(read_small(folder / FILE, LARGEST)).get("folder") == "underheaven run"
    except (OSError, ValueError):
        return False


def read_provenance(folder: Path) -> Provenance:
    """The provenance of a run folder; InputError, with all that is wrong, if it cannot be trusted."""
    if not folder.is_dir():
        raise refuse(f"{folder} is not a folder", "no run is kept there", "name the folder of a run")
    path = folder / FILE
    try:
        text = read_small(path, LARGEST)
    except FileNotFoundError:
        raise refuse(
            f"{folder} is not a run folder", f"it has no {FILE} of a run", "name the folder of a run"
        ) from None
    except OSError as error:
        raise untrusted(folder, [f"{FILE}: {error.strerror}"]) from error
    try:
        data = plain(text)
    except ValueError as error:
        raise untrusted(folder, [f"{FILE} is not the JSON of a run ({error})"]) from error
    if data.get("folder") != "underheaven run":
        raise refuse(
            f"{folder} is not a run folder", f"its {FILE} is not that of a run", "name the folder of a run"
        )
    if data.get("format") != FORMAT:
        raise refuse(
            f"{folder} cannot be read",
            f"its {FILE} has format {str(data.get('format'))[:20]!r}, and this version reads format {FORMAT}",
            "make the run again with this version, or read it with the one that made it",
        )
    missing = [f"{key} is missing" for key in Provenance.model_fields if key not in data]
    try:
        provenance = Provenance.model_validate_json(text, strict=True)
    except ValidationError as error:
        wrong = [f"{'.'.join(map(str, each['loc']))[:80]}: {each['msg']}" for each in error.errors()]
        raise untrusted(folder, [f"{FILE}: {each}" for each in (*missing, *wrong)]) from error
    except RecursionError as error:
        raise untrusted(folder, [f"{FILE} is nested too deeply"]) from error
    faults = missing + _unsealed(data, provenance)
    if faults:
        raise untrusted(folder, [f"{FILE}: {each}" for each in faults])
    return provenance


def _unsealed(data: dict[str, Any], provenance: Provenance) -> list[str]:
    """What of a provenance does not agree with its own hashes."""
    try:
        seal, world = sealed(data)["seal"], hash_of_identity(provenance.world)
    except RecursionError:
        return ["it is nested too deeply"]
    faults = [] if seal == provenance.seal else ["its seal does not fit what it says: it was changed"]
    if world != provenance.world_hash:
        faults.append("world_hash is not the hash of world")
    return faults


def untrusted(folder: Path, faults: Sequence[str]) -> InputError:
    """The error for a run folder that is not as its run left it: everything that is wrong, in one message."""
    told = [*faults[:MOST_FAULTS], *([f"{len(faults) - MOST_FAULTS} more"] if faults[MOST_FAULTS:] else [])]
    return refuse(
        f"{folder} is not as the run left it",
        f"what is wrong: {'; '.join(told)}",
        "restore the folder from a copy, or make the run again with --replace",
    )


def changed(folder: Path, name: str) -> InputError:
    """The error for a file that is not as the run left it."""
    return untrusted(folder, [f"{name} was changed"])
