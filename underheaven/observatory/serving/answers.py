"""What is answered to what: the pages, what can be chosen, and worlds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import Any

from underheaven.documents.problems import InputError, Problem
from underheaven.engine.world import MODEL_VERSION
from underheaven.observatory.building import PAGES
from underheaven.observatory.editing.asked import answered
from underheaven.observatory.editing.files import NAMED
from underheaven.observatory.reading.files import FILES, file_of
from underheaven.observatory.serving.errors import RefusedError, error_of, refused
from underheaven.observatory.serving.files import File, files_of
from underheaven.observatory.serving.kept import Kept, bytes_of, joined
from underheaven.observatory.serving.limits import Limits
from underheaven.observatory.serving.offered import Offered
from underheaven.observatory.serving.worlds import Worlds
from underheaven.observatory.story.page import filled
from underheaven.policy.loading import policy_names
from underheaven.society.schema import Society

JSON, PACKED = "application/json", "application/gzip"
STORY = PAGES / "story" / "index.html"
DATA = f"/data/m{MODEL_VERSION}"
WORLD = re.compile(r"/worlds/([0-9a-f]{64})(/frames|/stream)?")
NUMBER = re.compile(r"[0-9]{1,9}")
MOST_FRAMES = 1_000
"""Of one answer."""
READS, ASKS, CHECKS = ("GET", "HEAD"), "/worlds", "/checks"


@dataclass(frozen=True)
class Answer:
    """A status, a type and bytes; or a world whose events are streamed, from a frame on."""

    status: int = 200
    type: str = JSON
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    stream: tuple[Kept, int] | None = None


def error(status: int, code: str, problem: Problem) -> Answer:
    """An error, in the one shape."""
    return Answer(status, body=bytes_of(error_of(code, problem)))


class Answers:
    """What one server knows and answers."""

    def __init__(self, offered: Offered, worlds: Worlds, limits: Limits) -> None:
        self.worlds, self.limits = worlds, limits
        self._offered = offered
        self._checking = Lock()
        self._files = files_of(PAGES)
        carried = [name for name in offered.policies if name in policy_names()]
        self._made = {f"/data/{name}": partial(file_of, name, carried, compared=False) for name in FILES}
        """What is read on some pages: made when it is first asked for."""
        self._data = {
            f"{DATA}/catalogue.json": bytes_of(offered.catalogue()),
            f"/data/{NAMED}": bytes_of({"served": True, "societies": list(offered.societies)}),
            # The site's file has a frame that was counted when it was built; here none is yet.
            f"{DATA}/first.json": bytes_of({"frame": None}),
        }

    def to(self, method: str, path: str, query: Mapping[str, str], body: bytes) -> Answer:
        """The answer to a request; raises `RefusedError`."""
        if path == ASKS:
            _require(method, ("POST",))
            return self._ask(body)
        if path == CHECKS:
            _require(method, ("POST",))
            return self._check(body)
        if found := WORLD.fullmatch(path):
            name, part = found.groups()
            if part is None and method == "DELETE":
                return Answer(body=bytes_of(self.worlds.cancel(name).told()))
            _require(method, READS if part else (*READS, "DELETE"))
            return self._world(self.worlds.of(name), part, query)
        if path in self._data:
            _require(method, READS)
            return Answer(type=PACKED if path in self._made else JSON, body=self._data[path])
        if path in self._made:
            _require(method, READS)
            self._data[path] = self._made[path]()
            return Answer(type=PACKED, body=self._data[path])
        if file := self._files.get(path):
            _require(method, READS)
            return _page(file)
        if f"{path}/" in self._files:
            return Answer(308, headers={"Location": f"{path}/"})
        raise refused(
            404, "no_address", "there is nothing at this address", "it is none of the pages",
            "begin at the first page, /",
        )  # fmt: skip

    def _check(self, body: bytes) -> Answer:
        """What an editor asks of a policy's text, which is forgotten with the answer; one after the other."""
        asked = _json(body)
        if not self._checking.acquire(timeout=self.limits.patience):
            raise refused(503, "busy", "other policies are being checked", "one is checked at a time",
                          "ask again")  # fmt: skip
        try:
            societies = {name: _given(each.society) for name, each in self._offered.societies.items()}
            return Answer(body=bytes_of(answered(asked, societies)))
        finally:
            self._checking.release()

    def _ask(self, body: bytes) -> Answer:
        asked = _json(body)
        try:
            world, told = self._offered.world(asked)
        except InputError as refusal:
            raise RefusedError(400, "not_offered", refusal.problems[0]) from None
        return Answer(202, body=bytes_of({**self.worlds.ask(world).told(), **told}))

    def _world(self, kept: Kept, part: str | None, query: Mapping[str, str]) -> Answer:
        if part is None:
            return Answer(body=bytes_of(kept.told()))
        first = _number(query, "from", 0)
        if part == "/stream":
            return Answer(stream=(kept, first))
        number = min(_number(query, "n", MOST_FRAMES), MOST_FRAMES)
        with kept.changed:
            frames = kept.frames[first : first + number]
        return Answer(body=joined(frames))


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise refused(
            400, "no_json", "what was sent is not JSON", "it is asked for with one JSON object",
            "send one, with the type application/json",
        ) from None  # fmt: skip


def _given(society: Society) -> Callable[[], Society]:
    return lambda: society


def _page(file: File) -> Answer:
    text = file.path.read_bytes()
    # The page of the story is a template.
    return Answer(type=file.type, body=filled(text.decode()).encode() if file.path == STORY else text)


def _require(method: str, known: tuple[str, ...]) -> None:
    if method not in known:
        raise refused(
            405, "no_method", "this cannot be done with this address",
            f"it takes {' and '.join(known)}", "read the page about the site",
        )  # fmt: skip


def _number(query: Mapping[str, str], name: str, usual: int) -> int:
    text = query.get(name, str(usual))
    if not NUMBER.fullmatch(text):
        raise refused(
            400, "no_number", f"{name} is not a number", "it is written with at most nine digits",
            f"give it as in {name}=0",
        )  # fmt: skip
    return int(text)
