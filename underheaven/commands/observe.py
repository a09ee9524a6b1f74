"""`underheaven observe`: the pages on this machine, with worlds that the native engine lives."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from underheaven.commands.console import messages, output, print_json, unbroken
from underheaven.commands.values import between, day, head_count, whole
from underheaven.documents.gathering import Gathered, had
from underheaven.notebook.offered import Wanted, offered
from underheaven.observatory.serving.offered import Offered, Span
from underheaven.observatory.serving.server import Server, require_host
from underheaven.record.query import RunFolder
from underheaven.study.limits import threads_or_default

MOST_PORT, MOST_MINUTES = 65_535, 10_080
LOOK_SECONDS = 0.2
ENDS_SECONDS = 1.0
"""So long a world that is lived may take to end; then it is left as it is, for nothing of it is kept."""


@dataclass(frozen=True)
class Request:
    """What was asked for on the command line; numbers and days as they were typed."""

    names: Sequence[str]
    society: str
    citizens: str | None
    start: str
    end: str
    seed: str
    threads: str | None
    host: str
    port: str
    minutes: str | None
    as_json: bool


def observe_command(request: Request) -> None:
    """Serve until Ctrl-C, or for so many minutes."""
    found = Gathered()
    runs = [name for name in request.names if Path(name).is_dir()]
    folders = [found.take(lambda name=name: RunFolder(Path(name))) for name in runs]  # type: ignore[misc]
    start, end = (
        found.take(lambda: day("--from", request.start)),
        found.take(lambda: day("--to", request.end)),
    )
    seed = found.take(lambda: whole("--seed", request.seed))
    port = found.take(lambda: between("--port", request.port, 0, MOST_PORT))
    minutes = found.take(lambda: _minutes(request.minutes))
    number = found.take(lambda: None if request.threads is None else whole("--threads", request.threads))
    threads = found.take(lambda: threads_or_default(number))
    people = found.take(
        lambda: None if request.citizens is None else head_count("--citizens", request.citizens)
    )
    found.take(lambda: require_host(request.host))
    found.settle()
    wanted = Wanted(
        [had(folder) for folder in folders],
        [name for name in request.names if name not in runs],
        request.society, people, Span(had(start), had(end)), had(seed), had(threads),
    )  # fmt: skip
    choices = offered(wanted)
    server = Server(choices, had(threads), request.host, had(port))
    with _ended_politely():
        try:
            _say(request, server, choices)
            _wait(minutes)
        except KeyboardInterrupt:
            messages().print("Ended.", markup=False)
        finally:
            _end(server)


def _minutes(text: str | None) -> int | None:
    return None if text is None else between("--minutes", text, 0, MOST_MINUTES)


def _say(request: Request, server: Server, choices: Offered) -> None:
    """Where it is."""
    society = next(iter(choices.societies))
    policy = choices.societies[society].policies[0]
    if request.as_json:
        print_json({
            "address": server.address, "synthetic": True, "policy": policy, "society": society,
            "policies": list(choices.policies), "societies": list(choices.societies),
        })  # fmt: skip
    else:
        output().print(unbroken(server.address))
        output().print(
            f"It begins with {policy} on {society}. Every person in it is synthetic. Ctrl-C ends it."
        )
    sys.stdout.flush()


def _wait(minutes: int | None) -> None:
    end = None if minutes is None else time.monotonic() + 60 * minutes
    while end is None or time.monotonic() < end:
        time.sleep(LOOK_SECONDS)


@contextmanager
def _ended_politely() -> Iterator[None]:
    """Within, a polite kill is as Ctrl-C, which ends what a script has started too."""

    def note(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(server: Server) -> None:
    """End the server; a world whose people are being made, or kernels, cannot be told to stop."""
    if not server.close(ENDS_SECONDS):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
