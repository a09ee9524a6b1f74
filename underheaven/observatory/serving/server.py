"""The server: where it listens, what it is started with, and how it ends."""

from __future__ import annotations

import errno
import socket
import threading
from contextlib import suppress
from http.server import HTTPServer, ThreadingHTTPServer
from typing import Any

from underheaven.documents.problems import InputError, refuse
from underheaven.documents.words import quoted
from underheaven.observatory.serving.admitting import Door, is_loopback
from underheaven.observatory.serving.answers import Answers
from underheaven.observatory.serving.handling import Handler, handler_of
from underheaven.observatory.serving.limits import USUAL, Limits
from underheaven.observatory.serving.living import Living
from underheaven.observatory.serving.offered import Offered
from underheaven.observatory.serving.worlds import Worlds

PORT, HOST = 8642, "127.0.0.1"
NEAR = 100
"""So many ports behind one that is taken are looked at for one that is free."""
LOOK_SECONDS = 0.1
TAKEN = (errno.EADDRINUSE, errno.EACCES)


class _Bound(ThreadingHTTPServer):
    """Bound and listening, with a thread for each connection, and so many of them at most."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, host: str, port: int, viewers: int) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._places = threading.BoundedSemaphore(viewers)
        self._open: set[socket.socket] = set()
        super().__init__((host, port), Handler)

    def server_bind(self) -> None:
        """As in the base class of the base class, which asks nobody for the name of this machine."""
        super(HTTPServer, self).server_bind()

    def process_request(self, request: Any, client_address: Any) -> None:
        """As in the base class; one connection too many is closed at once."""
        if not self._places.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """As in the base class, and the place is free again."""
        self._open.add(request)
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._open.discard(request)
            self._places.release()

    def hang_up(self) -> None:
        """End the connections that are open: nobody is answered by a server that has ended."""
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class Server:
    """Listens from the moment that it is made; `close` ends it.

    Port 0 is any that is free. InputError where it cannot listen, which names a port that is free.
    """

    def __init__(
        self, offered: Offered, threads: int = 1, host: str = HOST, port: int = PORT, limits: Limits = USUAL
    ) -> None:
        self._bound = _bound(host, port, limits.viewers)
        self.door = Door.at(host, int(self._bound.server_address[1]))
        self.worlds = Worlds(Living(threads, offered.doors, offered.digests), limits)
        answers = Answers(offered, self.worlds, limits)
        self._bound.RequestHandlerClass = handler_of(answers, self.door, limits.silence)
        self._thread = threading.Thread(
            target=self._bound.serve_forever, args=(LOOK_SECONDS,), name="server", daemon=True
        )
        self._thread.start()

    @property
    def address(self) -> str:
        """The address to open."""
        return self.door.address

    def close(self, seconds: float = 1.0) -> bool:
        """End it, whoever watches; whether what was lived has ended within the time."""
        ended = self.worlds.close(0)
        self.worlds.wake()
        self._bound.shutdown()
        self._bound.server_close()
        self._bound.hang_up()
        return ended or self.worlds.close(seconds)


def require_host(host: str) -> None:
    """InputError where a host is not given by its number: nobody is asked where a name leads."""
    try:
        is_loopback(host)
    except ValueError:
        raise refuse(
            f"--host {quoted(host)} is not an address",
            "it is a number such as 127.0.0.1, or localhost",
            "give --host 0.0.0.0 for every address that this machine has",
        ) from None


def _bound(host: str, port: int, viewers: int) -> _Bound:
    try:
        return _Bound(host, port, viewers)
    except OSError as error:
        raise _not_bound(host, port, error) from None


def _not_bound(host: str, port: int, error: OSError) -> InputError:
    what = f"the port {port} of {host} cannot be listened at"
    if error.errno not in TAKEN:
        why = error.strerror or str(error)
        return refuse(what, why, "give --host an address that this machine has")
    why = "another program listens there" if error.errno == errno.EADDRINUSE else "it is closed to you"
    free = next((each for each in range(max(port, 1_023) + 1, 65_536)[:NEAR] if _is_free(host, each)), 0)
    return refuse(what, why, f"give --port {free}" if free else "give --port 0, which takes any that is free")


def _is_free(host: str, port: int) -> bool:
    try:
        _Bound(host, port, 1).server_close()
    except OSError:
        return False
    return True
