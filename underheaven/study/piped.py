"""Talking with a process that is started as a module: so whoever started it is not imported there again.

What goes to and fro are pickles through pipes that only these two hold.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import subprocess
import sys
from collections.abc import Callable
from typing import Any

SIZE = struct.Struct("<Q")


class LostError(RuntimeError):
    """A process ended before it answered."""


def started(module: str) -> subprocess.Popen[bytes]:
    """A process that runs a module which calls `serve`."""
    return subprocess.Popen([sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process, whatever it is at."""
    process.kill()
    process.communicate()


def send(pipe: Any, thing: Any) -> None:
    """Send a thing that can be pickled."""
    data = pickle.dumps(thing, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(SIZE.pack(len(data)) + data)
    pipe.flush()


def receive(pipe: Any) -> Any:
    """The next thing; EOFError where the other side has ended."""
    head = pipe.read(SIZE.size)
    if len(head) < SIZE.size:
        raise EOFError
    (size,) = SIZE.unpack(head)
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return pickle.loads(data)


def received(process: subprocess.Popen[bytes]) -> Any:
    """A process's answer; raises what it raised, and `LostError` where it has ended."""
    try:
        well, found = receive(process.stdout)
    except EOFError:
        raise LostError(f"a process ended with status {process.wait()}") from None
    if not well:
        raise found
    return found


def serve(begun: Callable[[Any], Callable[[Any], Any]]) -> None:
    """Answer until nobody asks any more: `begun` takes the first thing sent, and gives what answers the rest.

    Who asks ends the process, so that Ctrl-C is none of its own.
    """
    # What a library prints must not come between the answers.
    source, to = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        answer = begun(receive(source))
        while True:
            asked = receive(source)
            try:
                found = True, answer(asked)
            except Exception as error:  # noqa: BLE001  # It is raised again where it was asked for.
                found = False, error
            send(to, found)
    except (EOFError, BrokenPipeError):
        return
