"""Brings packages for the editor in the browser, by the hashes of requirements.lock.

    python -m tools.editor_wheels

They are laid into `.editor-wheels`, which is not part of the project. For which Python and which platform
they are, the package `pyodide` says, which `npm ci --ignore-scripts` has brought.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from underheaven.observatory.editing.files import LOCK, PACKAGES, Brought

ROOT = Path(__file__).resolve().parent.parent
BROUGHT = Brought(ROOT / "node_modules" / "pyodide", ROOT / ".editor-wheels")


def locked(names: tuple[str, ...]) -> str:
    """The lines of the lock on these packages, their hashes too."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.partition("==")[0] in names]
    if len(lines) != len(names):
        raise LookupError(f"requirements.lock has not all of {', '.join(names)}")
    return "\n".join(lines)


def platform(lock: Path) -> list[str]:
    """Options of pip that ask for what the browser's Python can load."""
    info = json.loads(lock.read_text(encoding="utf-8"))["info"]
    major, minor, *_ = info["python"].split(".")
    return [
        "--python-version", f"{major}.{minor}", "--implementation", "cp", "--abi", f"cp{major}{minor}",
        "--platform", f"pyemscripten_{info['abi_version']}_{info['arch']}",
    ]  # fmt: skip


def pip() -> list[str]:
    """How pip is started; a virtual environment may have none of its own."""
    for python in (sys.executable, str(getattr(sys, "_base_executable", sys.executable)), "python3"):
        if (
            subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode
            == 0
        ):
            return [python, "-m", "pip"]
    raise FileNotFoundError("pip was not found")


def main() -> int:
    """Bring them; 2 where `pyodide` is missing."""
    lock = BROUGHT.pyodide / LOCK
    if not lock.is_file():
        sys.stderr.write("npm ci --ignore-scripts comes first: it brings the Python that they are for\n")
        return 2
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as wanted:
        wanted.write(locked(PACKAGES))
        wanted.flush()
        command = [
            *pip(), "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes",
            "--only-binary", ":all:", *platform(lock), "--dest", str(BROUGHT.wheels), "-r", wanted.name,
        ]  # fmt: skip
        for old in BROUGHT.wheels.glob("*.whl"):
            old.unlink()
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
