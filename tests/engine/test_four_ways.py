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
from underheaven.engine.world import World

SEEDS = (0, 12, 17)
ROOT = Path(__file__).resolve().parents[2]
LANES, BLOCK = 5, 2
"""Three blocks of two, of which one CUDA thread has nothing to do."""
SCRIPT = "from tests.engine.test_four_ways import {0}; print(*{0}())"


def small() -> list[tuple[World, Columns | None]]:
    """Random worlds, and a fortnight of the shipped policy with the shipped society's people."""
    return [*(random_world(seed) for seed in SEEDS), (shipped(days=14, citizens=200), None)]


def digests(engine: Engine) -> str:
    """The digest of a whole run."""
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


@pytest.mark.parametrize("seed", SEEDS)
def test_the_worlds_have_ties_mistakes_and_sanctions(seed: int) -> None:
    world, columns = random_world(seed)
    layout, counted = Engine(world, 1, columns).layout, simulate(world, 1, columns).steps
    tallies = sum(record.tallies.sum(axis=(0, 1)) for record in counted)
    for what in ("person.pull_sum", "person.any_under", r"act\..*\.wrong", r"act\..*\.denied"):
        assert sum(tallies[i] for i, name in enumerate(layout.columns) if re.fullmatch(what, name)) > 0, what


def test_as_plain_python(compiled: list[str]) -> None:
    assert _elsewhere("on_cpu", NUMBA_DISABLE_JIT="1") == compiled


def test_in_the_cuda_simulator(compiled: list[str]) -> None:
    """The simulator calls Python functions, so the compiler for the processor is off as well."""
    assert _elsewhere("on_cuda", NUMBA_DISABLE_JIT="1", NUMBA_ENABLE_CUDASIM="1") == compiled


def test_compiled_for_cuda(tmp_path: Path) -> None:
    """The kernel becomes PTX without floating point, and the assembler makes a card's own code of it."""
    world, columns = small()[0]
    engine = CudaEngine(world, LANES, columns)
    for capability in ((8, 0), (9, 0)):
        ptx = compile_ptx(engine, capability)
        target = f"sm_{capability[0]}{capability[1]}"
        assert f".target {target}\n" in ptx
        assert ".visible .entry" in ptx
        assert not re.search(r"\.b?f(16|32|64)", ptx)
        source = tmp_path / f"{target}.ptx"
        source.write_text(ptx)
        subprocess.run(
            [toolkit() / "bin" / "ptxas", f"--gpu-name={target}", source, "-o", source.with_suffix(".cubin")],
            check=True,
        )
        assert source.with_suffix(".cubin").stat().st_size > 0
    engine.close()
