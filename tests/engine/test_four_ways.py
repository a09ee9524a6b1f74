"""The same small worlds four ways: compiled, as plain Python, in the CUDA simulator, and compiled for CUDA.

None of it needs a card, and nothing here has run on one.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.small import shipped
from tests.worlds import Columns, random_world
from underheaven.engine.cpu import Engine, simulate
from underheaven.engine.cuda import CudaEngine
from underheaven.engine.ptx import compile_ptx, toolkit
from underheaven.engine.state import make_ledger
from underheaven.engine.world import World

SEEDS = (5, 7, 12, 33, 34)
"""Between them these worlds have every mechanism."""
MECHANISMS = (
    *(rf"act\..*\.{what}" for what in ("wrong", "prevented", "denied", "refused", "gamed", "repaid")),
    r"privilege\..*\.uses",
    r"place\..*\.displaced",
    r"firm_act\..*\.(recorded|held_back)",
    r"firm_consequence\..*\.entered",
    r"consequence\..*\.left_by_redress",
    *(
        f"person.{what}"
        for what in (
            "pull_sum", "any_under", "points_returned", "records_expired", "upheld_wrong", "struck_true",
            "matched_visible", "employed_confined", "replaced",
        )
    ),
)  # fmt: skip
ROOM = 64
"""Entries of a ledger at first: too few, so that it is lengthened."""
ROOT = Path(__file__).resolve().parents[2]
LANES, BLOCK = 5, 2
"""Three blocks of two, of which one CUDA thread has nothing to do."""
SCRIPT = "from tests.engine.test_four_ways import {0}; print(*{0}())"


def small() -> list[tuple[World, Columns | None]]:
    """Random worlds, and a fortnight of the shipped policy with the shipped society's people."""
    return [
        *(random_world(seed) for seed in SEEDS),
        (shipped(days=14, citizens=200), None),
    ]


def digests(engine: Engine) -> str:
    """The digest of a whole run."""
    if engine.tables.redress.kept:
        engine.keep(make_ledger(len(engine.communities.size), ROOM))
    for _ in engine.records():
        pass
    engine.close()
    return engine.digests()["run"]


def on_cpu() -> list[str]:
    return [digests(Engine(world, 1, columns)) for world, columns in small()]


def on_cuda() -> list[str]:
    return [digests(CudaEngine(world, LANES, columns, BLOCK)) for world, columns in small()]


def _elsewhere(what: str, **settings: str) -> list[str]:
    """What another process prints. Warnings are errors: NumPy warns of overflow."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT.format(what)],
        env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.fixture(scope="module")
def compiled() -> list[str]:
    return on_cpu()


def test_the_worlds_have_every_mechanism() -> None:
    """What must be counted in at least one of them; a world that changes asks for other seeds."""
    counted, tables = set[str](), []
    for world, columns in small():
        engine = Engine(world, 1, columns)
        tables.append(engine.tables)
        steps = simulate(world, 1, columns).steps
        total = sum(record.tallies.sum(axis=(0, 1)) for record in steps)
        counted |= {name for name, number in zip(engine.layout.columns, total, strict=True) if number}
    missing = [what for what in MECHANISMS if not any(re.fullmatch(what, name) for name in counted)]
    assert missing == []
    for flag in ("same_context", "associate_dread"):
        assert any(getattr(table, flag) for table in tables), flag
    assert any(table.speech.any for table in tables)
    assert any(table.shifting.any() and table.attention.share.any() for table in tables)
    assert any(table.per_day.any() for table in tables)


def test_as_plain_python(compiled: list[str]) -> None:
    assert _elsewhere("on_cpu", NUMBA_DISABLE_JIT="1") == compiled


def test_in_the_cuda_simulator(compiled: list[str]) -> None:
    """The simulator calls Python functions, so the compiler for the processor is off as well."""
    assert _elsewhere("on_cuda", NUMBA_DISABLE_JIT="1", NUMBA_ENABLE_CUDASIM="1") == compiled


def test_compiled_for_cuda(tmp_path: Path) -> None:
    """The kernel becomes PTX without floating point, and the assembler makes cards' own code of it."""
    ptx = compile_ptx((8, 0))
    assert ".target sm_80\n" in ptx
    assert ".visible .entry" in ptx
    assert not re.search(r"\.b?f(16|32|64)", ptx)
    source = tmp_path / "kernel.ptx"
    source.write_text(ptx)
    for target in ("sm_80", "sm_90"):
        code = tmp_path / f"{target}.cubin"
        subprocess.run([toolkit() / "bin" / "ptxas", f"--gpu-name={target}", source, "-o", code], check=True)
        assert code.stat().st_size > 0
