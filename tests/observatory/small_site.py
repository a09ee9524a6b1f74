"""A small site, built once for all tests of a session, and what serves it."""

from __future__ import annotations

import datetime as dt
import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from underheaven.engine.world import World
from underheaven.observatory.building import Offer, build
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society

YEAR = dt.date(2020, 1, 1), dt.date(2020, 12, 31)
OFFER = Offer("riverton", ["article-2019", "sesame-2015"], [YEAR], [2_000, 1_500], 2)
DATA = "data/m3"


def world_of(policy: str = "article-2019", citizens: int = 2_000, seed: int = 1) -> World:
    """A world that the small site carries."""
    return World(load_policy(policy), load_society("riverton"), seed, *YEAR, citizens)


def built(factory: pytest.TempPathFactory) -> Path:
    """The folder of the site; processes that test beside each other build it once."""
    place = factory.getbasetemp()
    place = place.parent if "popen-gw" in place.name else place
    with (place / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = place / "small-site"
        if not (folder / "built").exists():
            build(folder, [OFFER])
            (folder / "built").touch()
    return folder


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """The address of the folder on this machine, and what is asked of it."""
    asked: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_request(self, code: Any = "-", size: Any = "-") -> None:
            del code, size
            asked.append(self.requestline)

        def log_message(self, *_: Any) -> None:
            """Nothing goes to the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
