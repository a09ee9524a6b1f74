"""Who is answered: on this machine whoever speaks to it by its own name, elsewhere whoever has the token."""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass
from email.message import Message
from http.cookies import CookieError, SimpleCookie

from underheaven.observatory.serving.errors import RefusedError, refused

WRITES = ("POST", "DELETE")
OWN = ("same-origin", "none")
"""What a browser says of a request that no other site has made."""


def is_loopback(host: str) -> bool:
    """Whether an address, or the name `localhost`, is reached from this machine alone."""
    return host == "localhost" or ipaddress.ip_address(host).is_loopback


@dataclass(frozen=True)
class Door:
    """By what name a server is spoken to, and the token that it asks for; none on loopback."""

    host: str
    port: int
    token: str

    @classmethod
    def at(cls, host: str, port: int) -> Door:
        """The door of a server that is bound there."""
        return cls(host, port, "" if is_loopback(host) else secrets.token_urlsafe(24))

    @property
    def address(self) -> str:
        """The address to open; with the token where there is one."""
        place = f"http://{_in_address(self.host)}:{self.port}/"
        return f"{place}?token={self.token}" if self.token else place

    @property
    def cookie(self) -> str:
        """What the token is kept in; browsers give a cookie to every port of a host."""
        return f"underheaven-{self.port}"

    def require(self, method: str, headers: Message, given: str) -> None:
        """`RefusedError` where a request is not to be answered; `given` is the token in its address."""
        hosts, origins = headers.get_all("Host", []), headers.get_all("Origin", [])
        if len(hosts) != 1 or (not self.token and hosts[0].lower() not in self._names):
            raise _not_admitted(
                "other_host", "this machine is not called so", "a page of elsewhere may have asked"
            )
        if origins and origins != [f"http://{hosts[0]}"]:
            raise _not_admitted("other_origin", "another page asks", "only its own pages are answered")
        if method in WRITES and headers.get("Sec-Fetch-Site", "none") not in OWN:
            raise _not_admitted("other_origin", "another page asks", "only its own pages are answered")
        if self.token and not any(_same(each, self.token) for each in (given, self._kept(headers))):
            raise refused(
                401, "no_token", "the token is missing", "off loopback only who has it is answered",
                "open the whole address that underheaven observe printed",
            )  # fmt: skip

    @property
    def _names(self) -> set[str]:
        hosts = {"localhost", "127.0.0.1", "[::1]", _in_address(self.host)}
        ports = {f":{self.port}"} | ({""} if self.port == 80 else set())
        return {f"{host}{port}" for host in hosts for port in ports}

    def _kept(self, headers: Message) -> str:
        try:
            found = SimpleCookie(headers.get("Cookie", "")).get(self.cookie)
        except CookieError:
            return ""
        return found.value if found else ""


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode(), other.encode())


def _not_admitted(code: str, what: str, why: str) -> RefusedError:
    return refused(403, code, what, why, "open the address that underheaven observe printed")
