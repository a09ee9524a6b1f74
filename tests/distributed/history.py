"""All that comes of a world while it is lived, as bytes: records, censuses, checkpoints and digests."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.cpu import Engine
from underheaven.engine.records import StepRecord
from underheaven.study.engines import Census


def history(engine: Engine, census: Census, kept: int = 3) -> dict[str, Any]:
    """By name. A checkpoint is kept after each year, and after every so many steps."""
    return dict(_all(engine, census, kept))


def _all(engine: Engine, census: Census, kept: int) -> Iterator[tuple[str, Any]]:
    for record in engine.records():
        name = f"step {record.step}" if isinstance(record, StepRecord) else f"year {record.year}"
        yield from _arrays(name, vars(record))
        if not isinstance(record, StepRecord):
            yield from _arrays(f"census of {record.year}", vars(census.take(record.year)))
            yield f"checkpoint {engine.step} after {name}", checkpoint(engine, census)
        elif not engine.year_is_over and engine.step % kept == 0:
            yield f"checkpoint {engine.step}", checkpoint(engine, census)
    yield "digests", engine.digests()
    yield "bytes", (engine.bytes_per_citizen, engine.extra_bytes)


def checkpoint(engine: Engine, census: Census) -> dict[str, Any]:
    """A checkpoint as it would be kept."""
    return dict(_arrays("", {**engine.checkpoint(), **census.kept()}))


def _arrays(of: str, named: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in named.items():
        array: NDArray[Any] = np.asarray(value)
        yield f"{of} {name}", (array.dtype.str, array.shape, array.tobytes())
