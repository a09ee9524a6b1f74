"""The base line: ratios that were measured once and are kept, and the rule by which a later one is worse.

A ratio that is worse by a tenth in one run of pairs is measured anew, and only where it is so in both has it
grown. Ratios differ less between machines than nanoseconds do, but they differ: the base line names the kind
of processor that it was measured on.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

import underheaven
from underheaven.documents.problems import refuse
from underheaven.record.disk import plain, read_small, whole
from underheaven.study.bench.fixed import fingerprint
from underheaven.study.bench.measuring import Setting, processor, processors
from underheaven.study.bench.pairs import Ratio
from underheaven.study.bench.rows import row_of

FILE = Path("benchmarks/base.json")
"""Where the base line lies in the repository."""
LARGEST = 1 << 20
TENTH = 1.1
PAIRS = 9
"""Pairs of each of the two runs that `bench --check` compares."""
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Whole = Annotated[int, Field(ge=1)]


class Part(BaseModel):
    """A part of the base line: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Kept(Part):
    """One ratio: the median of its pairs, and their quartiles."""

    ratio: Positive
    low: Positive
    high: Positive


class Base(Part):
    """`benchmarks/base.json`."""

    file: Literal["underheaven base line"] = "underheaven base line"
    version: str = Field(description="Of the package that was measured.")
    measured: dt.date
    processor: str = Field(description="Its kind, never which machine.")
    processors: Whole
    yardsticks: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of their list of hashes.")
    citizens: Whole
    weeks: Whole
    pairs: Whole
    largest: Whole
    ratios: dict[str, Kept]

    @property
    def setting(self) -> Setting:
        """What a comparison with it has to live, in as many pairs as the rule asks for."""
        return Setting(self.citizens, self.weeks, PAIRS, self.largest)


@dataclass(frozen=True)
class Held:
    """A ratio beside the base line's."""

    name: str
    base: float
    found: tuple[float, ...]
    """Of the first run, and of the second if there was one."""
    grown: bool
    """Whether it was worse by a tenth in both."""


def base_of(setting: Setting, ratios: Sequence[Ratio], day: dt.date) -> Base:
    """The base line of what was measured on this machine."""
    return Base(
        version=underheaven.__version__,
        measured=day,
        processor=processor(),
        processors=processors(),
        yardsticks=fingerprint(),
        citizens=setting.citizens,
        weeks=setting.weeks,
        pairs=setting.pairs,
        largest=setting.largest,
        ratios={each.name: Kept(ratio=each.ratio, low=each.low, high=each.high) for each in ratios},
    )


def require_place(path: Path) -> None:
    """Refuse to measure for a file that could not be written then."""
    if path.is_dir() or not path.parent.is_dir():
        why = "it is a folder" if path.is_dir() else f"there is no folder {path.parent}"
        raise refuse(
            f"the base line {path} cannot be written", why,
            "go to a clone of the repository, or name a file with --base",
        )  # fmt: skip


def write_base(path: Path, base: Base) -> None:
    """Write it, whole or not at all."""
    text = json.dumps(base.model_dump(mode="json"), indent=2)
    with whole(path) as file:
        file.write(f"{text}\n".encode())


def read_base(path: Path) -> Base:
    """The base line in a file; InputError where there is none, or one over other yardsticks."""
    try:
        base = Base.model_validate(plain(read_small(path, LARGEST)))
    except FileNotFoundError:
        raise refuse(
            f"there is no base line {path}", "bench --check compares with one",
            "go to a clone of the repository, name its file with --base, or write one with --write-base",
        ) from None  # fmt: skip
    except OSError as error:
        raise refuse(
            f"the base line {path} cannot be read",
            error.strerror or "it is not a file",
            "name another with --base",
        ) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise refuse(
            f"{path} is not a base line", f"{where}: {first['msg']}" if where else str(first["msg"]),
            "write one with bench --write-base",
        ) from None  # fmt: skip
    except ValueError as error:
        raise refuse(f"{path} is not a base line", str(error), "write one with bench --write-base") from None
    if base.yardsticks != fingerprint():
        raise refuse(
            f"the base line {path} cannot be compared with",
            "it was measured over other yardsticks than those of this version",
            "write it anew with bench --write-base",
        )
    return base


def worse(name: str, base: float, found: float) -> bool:
    """Whether a ratio grew by a tenth; one of which more is better, whether its inverse did."""
    return base >= found * TENTH if row_of(name).more else found >= base * TENTH


def held(
    base: Mapping[str, float],
    first: Mapping[str, float],
    again: Callable[[Sequence[str]], Mapping[str, float]],
) -> list[Held]:
    """Hold ratios by name against the base line's; `again` measures those that are worse a second time.

    What only one side has is left out.
    """
    both = [name for name in base if name in first]
    suspects = [name for name in both if worse(name, base[name], first[name])]
    second = again(suspects) if suspects else {}
    found = []
    for name in both:
        values = (first[name], second[name]) if name in suspects else (first[name],)
        found.append(Held(name, base[name], values, all(worse(name, base[name], each) for each in values)))
    return found
