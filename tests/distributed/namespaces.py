"""Two machines on one: network namespaces that see each other through virtual cards, and nobody else."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

ADDRESSES = ("10.231.77.1", "10.231.77.2")


@contextmanager
def two_machines() -> Iterator[tuple[str, str]]:
    """The names of two namespaces, with the addresses above. The test fails where none may be made."""
    one, other = names = f"uh{os.getpid()}a", f"uh{os.getpid()}b"
    try:
        try:
            for name in names:
                _ip("netns", "add", name)
                _ip("-n", name, "link", "set", "lo", "up")
            _ip("-n", one, "link", "add", "card", "type", "veth", "peer", "name", "card", "netns", other)
            for name, address in zip(names, ADDRESSES, strict=True):
                _ip("-n", name, "address", "add", f"{address}/24", "dev", "card")
                _ip("-n", name, "link", "set", "card", "up")
        except (OSError, subprocess.CalledProcessError) as error:
            said = getattr(error, "stderr", None) or error
            pytest.fail(f"this test makes two network namespaces, for which it must be root: {said}")
        yield names
    finally:
        for name in names:
            _remove(name)


def _ip(*words: str) -> str:
    return subprocess.run(["ip", *words], check=True, capture_output=True, text=True).stdout


def _remove(name: str) -> None:
    """Remove a namespace with whatever still runs in it."""
    try:
        left = _ip("netns", "pids", name).split()
        for process in map(int, left):
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                continue
        _ip("netns", "delete", name)
    except (OSError, subprocess.CalledProcessError):
        return  # it was never made
