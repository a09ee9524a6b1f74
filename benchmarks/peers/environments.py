"""An environment of its own for each peer: a venv with exactly what its lock pins, by hash."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

from benchmarks.peers.known import LOCKS, ROOT, Peer

PLACE = ROOT / "out" / "peers"
"""Where environments are kept, outside version control."""
STAMP = "lock.sha256"


class NoEnvironmentError(Exception):
    """An environment could not be made; the text is for whoever asked."""


def interpreter(peer: Peer, place: Path = PLACE) -> Path:
    """The Python of a peer's environment, made where it is not there or its lock has changed."""
    if peer.lock is None:
        return Path(sys.executable)
    lock, folder = LOCKS / f"{peer.lock}.lock", place / peer.lock
    python, stamp = folder / "bin" / "python", folder / STAMP
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == digest:
        return python
    venv.create(folder, clear=True, symlinks=True)
    # This Python's own pip fills it, which spares it a pip of its own.
    words = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps"]
    words += ["--disable-pip-version-check", "--require-hashes", "-r", str(lock)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["pip said nothing"]
        raise NoEnvironmentError(
            f"the environment of {peer.title} cannot be made from {lock.name}: {last[0]}"
        )
    stamp.write_text(digest, encoding="ascii")
    return python


def version_of(peer: Peer) -> str:
    """What the lock pins of the peer itself, for this Python; empty where it has no lock or pins no such
    name.
    """
    if peer.lock is None:
        return ""
    wanted = "numba" if peer.lock == "loop" else peer.lock
    for line in (LOCKS / f"{peer.lock}.lock").read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition("==")
        if name == wanted and _applies(rest):
            return rest.split()[0]
    return ""


def _applies(rest: str) -> bool:
    """Whether a pin's marker, of the forms that the locks have, holds for this Python."""
    _, _, marker = rest.rstrip(" \\").partition("; python_full_version ")
    if not marker:
        return True
    sign, version = marker.split()[0], tuple(int(part) for part in marker.split("'")[1].split("."))
    return sys.version_info[:2] < version if sign == "<" else sys.version_info[:2] >= version
