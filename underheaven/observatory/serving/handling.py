"""One connection: reads a request, has it admitted and answered, and writes what comes of it."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from underheaven.documents.problems import Problem
from underheaven.observatory.serving.admitting import Door
from underheaven.observatory.serving.answers import CHECKS, Answer, Answers, error
from underheaven.observatory.serving.errors import RefusedError, refused
from underheaven.observatory.serving.kept import Kept
from underheaven.observatory.serving.streaming import Stream

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
    "connect-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""Beside every answer. The pages state the same policy of content; what frames a page, they cannot."""
AS_ASKED = {501: 405, 505: 400}
"""What the library calls a fault of the server, though it is one of what was asked."""
MOST_PAIRS = 10


class Handler(BaseHTTPRequestHandler):
    """Answers the requests of one connection, one after the other."""

    answers: ClassVar[Answers]
    door: ClassVar[Door]
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "underheaven", ""

    def do_GET(self) -> None:
        """Answer a request, whatever its method."""
        try:
            answer = self._answer()
        except RefusedError as refusal:
            answer = error(refusal.status, refusal.code, refusal.problem)
        except OSError:
            raise
        except Exception:  # noqa: BLE001  a fault ends one answer, and not the server
            traceback.print_exc()
            answer = error(500, "fault", Problem("the program has a fault", "", "report what it printed"))
        self._write(answer)

    do_HEAD = do_POST = do_DELETE = do_PUT = do_PATCH = do_OPTIONS = do_GET  # noqa: N815  the library's names

    def _answer(self) -> Answer:
        try:
            place = urlsplit(self.path)
        except ValueError:
            fix = "begin at the first page, /"
            raise refused(400, "no_address", "this cannot be an address", "", fix) from None
        query = _pairs(place.query)
        given = query.pop("token", "")
        self.door.require(self.command, self.headers, given)
        body = self._body(place.path)
        if self.door.token and given:
            # From here on the token is in no address that could be copied or kept in a history.
            cookie = f"{self.door.cookie}={self.door.token}; HttpOnly; SameSite=Strict; Path=/"
            return Answer(303, headers={"Location": "/", "Set-Cookie": cookie})
        return self.answers.to(self.command, place.path, query, body)

    def _body(self, path: str) -> bytes:
        """What was sent with a request: with what a world is asked for, or a policy's text to be checked."""
        lengths = self.headers.get_all("Content-Length", [])
        if "Transfer-Encoding" in self.headers or len(lengths) > 1:
            raise refused(411, "no_length", "what was sent has no length", "", "say how long it is, once")
        text = lengths[0] if lengths else "0"
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise refused(400, "no_length", "what was sent has no length", "", "say how long it is in bytes")
        limits = self.answers.limits
        most = (limits.text if path == CHECKS else limits.body) if self.command == "POST" else 0
        if int(text) > most:
            raise refused(
                413, "too_large", "what was sent is too large", f"at most {most} bytes are taken",
                "send less",
            )  # fmt: skip
        if self.command == "POST" and self.headers.get_content_type() != "application/json":
            raise refused(
                415, "no_json", "what was sent is not JSON", "its type is another", "send application/json"
            )
        return self.rfile.read(int(text))

    def _write(self, answer: Answer) -> None:
        # What an error was sent with may be unread, and would be taken for the next request.
        self.close_connection = self.close_connection or answer.status >= 400 or answer.stream is not None
        self.send_response(answer.status)
        for name, value in {**HEADERS, **answer.headers}.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        if answer.stream is not None:
            self._stream(*answer.stream)
            return
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _stream(self, kept: Kept, first: int) -> None:
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        if self.command != "HEAD":
            worlds, limits = self.answers.worlds, self.answers.limits
            Stream(kept, first, lambda: worlds.closing, limits).run(self.wfile.write)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the library refuses, in the shape of every error."""
        del message, explain
        status = AS_ASKED.get(int(code), int(code))
        self.command = getattr(self, "command", None) or "GET"
        self.close_connection = True
        self._write(error(status, "no_request", Problem(
            "this is not a request that is answered", "it is malformed, too long or of an unknown method",
            "open the address that underheaven observe printed",
        )))  # fmt: skip

    def handle(self) -> None:
        """As in the base class; that the other side has gone is no error."""
        try:
            super().handle()
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the library's name
        """Nothing that is asked is written down."""


def _pairs(query: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PAIRS))
    except ValueError:
        raise refused(400, "too_many", "the address has too many parts", "", "leave some out") from None


def handler_of(answers: Answers, door: Door, silence: float) -> type[Handler]:
    """The handler of one server; `silence` are seconds that a connection may take."""
    said: Mapping[str, Any] = {"answers": answers, "door": door, "timeout": silence}
    return type("OneHandler", (Handler,), dict(said))
