"""Small sites, each made once for all tests of a session, and what serves them."""

from __future__ import annotations

import datetime as dt
import fcntl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tools.editor_wheels import BROUGHT
from tools.wasm_policies import digest
from underheaven.engine.cpu import Engine
from underheaven.engine.world import World
from underheaven.observatory.building import Offer, build, lay_out
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society

YEAR = dt.date(2020, 1, 1), dt.date(2020, 12, 31)
OFFER = Offer("riverton", ["article-2019", "sesame-2015"], [YEAR], [2_000, 1_500], 2)
REFORMED = Offer("riverton", ["suining-2010", "none"], [YEAR], [1_500], 1)
"""What of reforms is lived on: a site with an editor, made and lived in little time."""
DATA = "data/m3"


def world_of(policy: str = "article-2019", citizens: int = 2_000, seed: int = 1) -> World:
    """A world that the small site carries."""
    return World(load_policy(policy), load_society("riverton"), seed, *YEAR, citizens)


@cache
def digest_of(policy: str = "article-2019", citizens: int = 2_000, seed: int = 1) -> str:
    """The digest of such a world, by the engine."""
    return digest(Engine(world_of(policy, citizens, seed)))


def built(factory: pytest.TempPathFactory) -> Path:
    """The folder of the small site."""
    return _once(factory, "small-site", lambda folder: build(folder, [OFFER]))


def built_with_editor(factory: pytest.TempPathFactory) -> Path:
    """The folder of the site on which reforms are lived. It takes Python for the browser."""
    return _once(factory, "site-of-reforms", lambda folder: build(folder, [REFORMED], editor=BROUGHT))


def laid_out(factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that is read; it says that two policies are carried, and has no worlds."""
    return _once(factory, "site-to-read", lambda folder: lay_out(folder, ["article-2019", "none"]))


def _once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that processes that test beside each other make once."""
    place = factory.getbasetemp()
    place = place.parent if "popen-gw" in place.name else place
    with (place / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = place / name
        if not (folder / "built").exists():
            make(folder)
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
