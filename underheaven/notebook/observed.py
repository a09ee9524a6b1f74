"""A run shown in the browser, from a notebook."""

from __future__ import annotations

from html import escape
from types import TracebackType
from typing import Self

from underheaven.documents import taking
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.taking import Whole
from underheaven.notebook.offered import Wanted, offered
from underheaven.observatory.serving.server import Server
from underheaven.record.query import RunFolder
from underheaven.study.limits import MOST_THREADS, threads_or_default

MOST_PORT = 65_535


class Observed:
    """Pages that this process serves until `stop`; also a context, at whose end they are gone."""

    def __init__(self, server: Server) -> None:
        self._server = server

    @property
    def address(self) -> str:
        """The address to open in a browser on this machine."""
        return self._server.address

    def stop(self) -> None:
        """Serve no longer."""
        self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _repr_html_(self) -> str:
        """A link, as a notebook shows it."""
        address = escape(self.address)
        return f'<p><a href="{address}">{address}</a>: every person in it is synthetic.</p>'

    def __repr__(self) -> str:
        return f"<Observed {self.address}: synthetic people>"


def observed(folder: RunFolder, port: Whole, threads: Whole | None) -> Observed:
    """A run, served; see `Run.observe`."""
    found = Gathered()
    number = found.take(lambda: taking.whole("port", port, 0, MOST_PORT))
    many = found.take(lambda: taking.some_whole("threads", threads, 1, MOST_THREADS))
    found.settle()
    used = threads_or_default(many)
    return Observed(Server(offered(Wanted([folder], threads=used)), used, port=had(number)))
