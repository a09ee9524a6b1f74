"""The kernel counts no references: its arrays belong to nobody, and counters would be shared by threads."""

import pickle
from pathlib import Path

import pytest

from tests.engine.small import shipped
from underheaven.engine.cpu import Engine
from underheaven.engine.order import run_range
from underheaven.kernels import read_sealed


@pytest.fixture(scope="module")
def machine_code() -> bytes:
    """The object file of the kernel for this processor, as it is kept."""
    engine = Engine(shipped(days=7, citizens=100))
    engine.compile()
    engine.close()
    (kept,) = Path(str(run_range.stats.cache_path)).glob("order._run_range-*.nbc")
    body = read_sealed(kept)
    assert body is not None
    _, kind, (found, _) = pickle.loads(body)[0]
    assert kind == "object"
    return bytes(found)


def test_it_is_the_kernel(machine_code: bytes) -> None:
    assert b"run_range" in machine_code


@pytest.mark.parametrize("call", [b"NRT_incref", b"NRT_MemInfo_alloc", b"NRT_Allocate"])
def test_no_reference_is_counted_and_nothing_is_allocated(machine_code: bytes, call: bytes) -> None:
    assert call not in machine_code
