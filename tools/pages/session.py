"""A page's session: a folder of its own in which its commands are run, one after the other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from underheaven.kernels import about_compiling

ROOT = Path(__file__).resolve().parents[2]
SHARED = (".venv", "Makefile", "requirements.lock", "pyproject.toml", "tools", "data", "benchmarks")
"""What a page's commands find in the folder of a clone."""
OURS = {"COLUMNS", "FORCE_COLOR", "MAKELEVEL", "MFLAGS"}
"""What would tell a command of the terminal, or make that it was called by make: no reader's is."""
STAMP = ".set-up"
"""What make takes for the mark that all is set up."""


class CommandError(Exception):
    """A command of a page that did not end as the page says."""


class Session:
    """Runs commands in `folder`, where the parts of the repository that pages use are linked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in SHARED:
            if (ROOT / name).exists():
                (folder / name).symlink_to(ROOT / name)
        # A page's commands run with the package that is here: nothing is set up for them.
        (folder / STAMP).touch()

    def run(self, command: str, status: int = 0) -> str:
        """What a command prints, both streams together; raises `CommandError` at another status."""
        done = subprocess.run(
            ["bash", "-c", f"set -e -o pipefail; {command}"],
            cwd=self.folder, env=self._surrounding(), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        if done.returncode != status:
            raise CommandError(f"status {done.returncode}, not {status}: {command}\n{done.stdout[-2000:]}")
        # Whether the engine has to be compiled depends on what was run on the machine before.
        return done.stdout.replace(f"{about_compiling()}\n", "")

    def filtered(self, text: str, filter_: str) -> str:
        """A text through a filter of the shell."""
        done = subprocess.run(
            ["bash", "-c", filter_], cwd=self.folder, env=self._surrounding(),
            input=text, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    @staticmethod
    def _surrounding() -> dict[str, str]:
        """The surroundings of a reader: this Python first, the repository's package, no terminal."""
        kept = {key: value for key, value in os.environ.items() if key not in OURS}
        path = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
        return {**kept, "PATH": path, "PYTHONPATH": str(ROOT), "MAKEFLAGS": f"STAMP={STAMP}"}
