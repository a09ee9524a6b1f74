"""A small server for tests, and how it is asked: raw, so that anything can be sent."""

from __future__ import annotations

import datetime as dt
import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from underheaven.observatory.serving.limits import USUAL, Limits
from underheaven.observatory.serving.offered import Offered, SocietyOffered, Span
from underheaven.observatory.serving.server import Server
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society

NAMES = ("article-2019", "sesame-2015")
YEAR = Span(dt.date(2020, 1, 1), dt.date(2020, 12, 31))
CHOICE: dict[str, Any] = {
    "policy": "article-2019", "society": "riverton", "from": "2020-01-01", "to": "2020-12-31",
    "citizens": 2_000, "seed": 1,
}  # fmt: skip
JSON = {"Content-Type": "application/json"}


class Told(NamedTuple):
    """What was answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.body)


def offered(**digests: str) -> Offered:
    """Two policies on riverton, for a year."""
    society = SocietyOffered(load_society("riverton"), NAMES, (YEAR,), (2_000, 1_500), (1, 2))
    policies = {name: load_policy(name) for name in NAMES}
    return Offered(policies, {"riverton": society}, digests=digests)


@contextmanager
def serving(
    choices: Offered | None = None, limits: Limits = USUAL, host: str = "127.0.0.1", port: int = 0
) -> Iterator[Server]:
    """A server, by default on a port that is free."""
    server = Server(choices or offered(), 2, host, port, limits)
    try:
        yield server
    finally:
        assert server.close(30)


def ask(
    server: Server, method: str, path: str, headers: dict[str, str] | None = None, body: bytes | None = None
) -> Told:
    """What a server answers; the host is its own unless `headers` say otherwise."""
    connection = http.client.HTTPConnection("127.0.0.1", server.door.port, timeout=60)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return Told(answer.status, dict(answer.getheaders()), answer.read())
    finally:
        connection.close()


def ask_for(server: Server, **changed: Any) -> Told:
    """Ask for a world."""
    return ask(server, "POST", "/worlds", JSON, json.dumps({**CHOICE, **changed}).encode())


def events(told: Told) -> list[tuple[str, Any]]:
    """The events of a stream that has ended."""
    found = []
    for part in told.body.decode().split("\n\n"):
        if part.startswith("event: "):
            kind, data = part.split("\n")
            found.append((kind[7:], json.loads(data[6:])))
    return found


def stream_of(server: Server, name: str) -> list[tuple[str, Any]]:
    """All that is told of a world, up to its end."""
    return events(ask(server, "GET", f"/worlds/{name}/stream"))


def is_error(told: Told) -> bool:
    """Whether an answer has the shape of every error."""
    error = told.data["error"]
    return set(told.data) == {"error"} and {*error} == {"code", "what", "where", "why", "fix"}
