"""Compiled kernels are never used for other sources than those they were made of."""

import hashlib
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from tests.engine.small import shipped
from underheaven import kernels
from underheaven.engine.cpu import simulate
from underheaven.kernels import BESIDE, FOLDERS, PACKAGE, compiled, enters, fingerprint, kernel_folder

SCRIPT = """
from tests.engine.small import shipped
from underheaven.engine.cpu import simulate
print(simulate(shipped(days=7, citizens=300)).digests["run"])
"""
RULE, DOUBLED = "score + points", "score + 2 * points"


def _copy(folder: Path) -> Path:
    package = folder / "underheaven"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    return package


@pytest.mark.parametrize("name", [*FOLDERS, *BESIDE])
def test_an_edit_of_what_is_compiled_changes_the_fingerprint(name: str, tmp_path: Path) -> None:
    package = _copy(tmp_path)
    assert fingerprint(package) == fingerprint()
    path = package / name
    for source in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
        before, text = fingerprint(package), source.read_bytes()
        source.write_bytes(text + b"# More.\n")
        assert (fingerprint(package) != before) == enters(source.relative_to(package)), source
        source.write_bytes(text)
        assert fingerprint(package) == before


def test_a_new_or_renamed_file_changes_the_fingerprint(tmp_path: Path) -> None:
    package = _copy(tmp_path)
    (package / "life" / "score.py").rename(package / "life" / "points.py")
    assert fingerprint(package) != fingerprint()


def test_everything_that_a_kernel_imports_is_hashed() -> None:
    """Whatever of the package holds compiled functions lies in the folders, or beside them."""
    holding = [
        path.relative_to(PACKAGE)
        for path in PACKAGE.rglob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in ("import njit", "register_jitable\n"))
    ]
    assert len(holding) > 10
    assert all(path.parts[0] in (*FOLDERS, *BESIDE) for path in holding)


def test_it_is_known_whether_anything_was_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels, "kernel_folder", lambda: tmp_path)
    assert not compiled()
    (tmp_path / "engine").mkdir()
    (tmp_path / "engine" / "order._run_range-206.py311.1.nbc").touch()
    assert compiled()


def _kernels(cache: Path) -> set[Path]:
    return set(cache.rglob("*.nbc"))


def _run(package: Path, cache: Path, **environment: str) -> str:
    """The digest of a tiny world, lived by a copy of the package with a cache of its own."""
    root = Path(__file__).resolve().parents[1]
    paths = os.pathsep.join((str(package.parent), str(root)))
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "PYTHONPATH": paths, "XDG_CACHE_HOME": str(cache), **environment},
        cwd=package.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_an_edited_rule_is_lived_at_once(tmp_path: Path) -> None:
    """The one test that compiles the engine anew, which takes most of a minute.

    The copy begins with the kernels of the sources as they are, in its cache; after the edit of a
    function that another file imports, they must not be used.
    """
    expected = simulate(shipped(days=7, citizens=300)).digests["run"]
    package, cache = _copy(tmp_path), tmp_path / "cache"
    kept = kernel_folder()
    assert kept is not None
    warm = cache / "underheaven" / kept.name
    for name in ("engine", "society", "mechanisms/firms"):
        # Numba names the kernels of a folder of sources by a hash of its path.
        here, there = (hashlib.sha1(str(each / name).encode()).hexdigest() for each in (PACKAGE, package))
        folder = name.rpartition("/")[2]
        shutil.copytree(kept / f"{folder}_{here}", warm / f"{folder}_{there}")
    kernels = _kernels(cache)
    assert _run(package, cache) == expected
    assert _kernels(cache) == kernels

    source = package / "life" / "score.py"
    text = source.read_text(encoding="utf-8")
    assert text.count(RULE) == 1
    source.write_text(text.replace(RULE, DOUBLED), encoding="utf-8")
    edited = _run(package, cache)
    assert edited != expected
    assert edited == _run(package, cache, NUMBA_DISABLE_JIT="1")
    assert _kernels(cache) > kernels


KEPT = """
import sys
from underheaven.kernels import entry

def _twice(number):
    return 2 * number

twice = entry(_twice)
print(twice(21), sum(twice.stats.cache_hits.values()), "numba.typed.typedlist" in sys.modules)
"""


def test_a_kept_kernel_is_loaded_without_what_numba_compiles_with(tmp_path: Path) -> None:
    script, cache = tmp_path / "twice.py", tmp_path / "cache"
    script.write_text(KEPT)
    cache.mkdir(mode=0o700)
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), "XDG_CACHE_HOME": str(cache)}
    found = [
        subprocess.run(
            [sys.executable, str(script)], env=environment, capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(2)
    ]
    assert found == [["42", "0", "True"], ["42", "1", "False"]]


FUNCTION = """
from numba import njit
from underheaven import kernels

def _twice(number):
    return 2 * number

with kernels.kernels_kept() as kept:
    twice = njit(cache=kept)(_twice)
"""
DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-9]),
    "one bit": lambda path: path.write_bytes(_flipped(path.read_bytes())),
    "garbage": lambda path: path.write_bytes(bytes(range(256)) * 20),
    "another pickle": lambda path: path.write_bytes(pickle.dumps(("0", {}))),
    "another file's": lambda path: path.write_bytes(
        next(each for each in path.parent.iterdir() if each.suffix != path.suffix).read_bytes()
    ),
    "a folder": lambda path: _instead(path, Path.mkdir),
    "a link": lambda path: path.symlink_to(path.rename(path.with_suffix(".old"))),
    "a pipe": lambda path: _instead(path, os.mkfifo),
    "open to others": lambda path: path.chmod(0o666),
}


def _instead(path: Path, make: Callable[[Path], None]) -> None:
    path.unlink()
    make(path)


def _flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 4]) + data[middle + 1 :]


class Kernel:
    """A function with a kernel of its own, kept in `cache`."""

    def __init__(self, place: Path, cache: Path | None, monkeypatch: pytest.MonkeyPatch) -> None:
        self.script, self.cache = place / "twice.py", cache
        self.script.write_text(FUNCTION)
        monkeypatch.setattr(kernels, "kernel_folder", lambda: self.cache)

    def lived(self) -> tuple[int, int]:
        """What it gives in a process that has not compiled it yet, and how often the kept form was used."""
        specification = spec_from_file_location("twice", self.script)
        assert specification is not None
        assert specification.loader is not None
        module = module_from_spec(specification)
        specification.loader.exec_module(module)
        return module.twice(21), sum(module.twice.stats.cache_hits.values())


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("suffix", [".nbi", ".nbc"])
def test_a_damaged_kernel_is_discarded_and_compiled_anew_with_one_line(
    suffix: str,
    damage: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    cache = tmp_path / "cache"
    cache.mkdir(mode=0o700)
    kernel = Kernel(tmp_path, cache, monkeypatch)
    assert [kernel.lived(), kernel.lived()] == [(42, 0), (42, 1)]
    assert capsys.readouterr().err == ""
    (path,) = cache.rglob(f"*{suffix}")
    DAMAGE[damage](path)
    assert kernel.lived() == (42, 0)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"Compiling again: {path} is damaged") or "cannot be read" in line
    assert kernel.lived() == (42, 1)
    assert capsys.readouterr().err == ""


def test_what_was_planted_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pickle that was planted runs what it likes as soon as it is read."""
    cache = tmp_path / "cache"
    cache.mkdir(mode=0o700)
    kernel = Kernel(tmp_path, cache, monkeypatch)
    kernel.lived()
    planted = f"import pathlib; pathlib.Path({str(tmp_path / 'run')!r}).touch()"
    pickled = b"cbuiltins\nexec\n(V" + planted.encode() + b"\ntR."
    pickle.loads(pickled)
    (tmp_path / "run").unlink()  # so the plant is one
    for path in [*cache.rglob("*.nbi"), *cache.rglob("*.nbc")]:
        path.write_bytes(pickled)
    assert kernel.lived() == (42, 0)
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "run").exists()


def test_where_nothing_can_be_kept_it_is_compiled_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel = Kernel(tmp_path, None, monkeypatch)
    assert [kernel.lived(), kernel.lived()] == [(42, 0), (42, 0)]
    assert [path.name for path in tmp_path.rglob("*") if path.suffix in (".nbi", ".nbc")] == []
