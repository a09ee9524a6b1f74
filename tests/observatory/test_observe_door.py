"""Who is answered, and that nothing that is sent makes a server fail."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.observatory.serving import JSON, ask, ask_for, is_error, serving
from underheaven.observatory.serving.admitting import Door, is_loopback
from underheaven.observatory.serving.limits import USUAL
from underheaven.observatory.serving.server import Server

OTHER = "evil.example"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(limits=replace(USUAL, silence=5.0)) as found:
        yield found


def test_a_machine_is_spoken_to_by_its_own_name(server: Server) -> None:
    """A page elsewhere whose name leads here is not answered."""
    port = server.door.port
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}", f"[::1]:{port}"):
        assert ask(server, "GET", "/", {"Host": host}).status == 200
    for host in (
        OTHER,
        f"{OTHER}:{port}",
        "127.0.0.1",
        f"127.0.0.1.{OTHER}:{port}",
        f"127.0.0.1:{port + 1}",
        "",
    ):
        told = ask(server, "GET", "/", {"Host": host})
        assert told.status == 403
        assert is_error(told)


def test_another_page_is_not_answered(server: Server) -> None:
    own = f"http://127.0.0.1:{server.door.port}"
    assert ask_for(server).status == 202
    body = b"{}"
    for headers in (
        {"Origin": f"http://{OTHER}"}, {"Origin": "null"}, {"Origin": own.replace("http:", "https:")},
        {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    ):  # fmt: skip
        told = ask(server, "POST", "/worlds", {**JSON, **headers}, body)
        assert told.status == 403, headers
        assert is_error(told)
    assert ask(server, "POST", "/worlds", {**JSON, "Origin": own}, body).status == 400
    # A form of another page can send only these types, without being asked beforehand.
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        assert ask(server, "POST", "/worlds", {"Content-Type": kind}, body).status == 415
    assert "Access-Control-Allow-Origin" not in ask(server, "OPTIONS", "/worlds").headers


def test_off_loopback_a_token_is_asked_for_once_and_leaves_the_address() -> None:
    assert is_loopback("127.0.0.1")
    assert is_loopback("::1")
    assert not is_loopback("0.0.0.0")
    assert Door.at("127.0.0.1", 1).token == ""
    with serving(host="0.0.0.0") as server:
        token = server.door.token
        assert len(token) > 20
        assert server.address.endswith(f"/?token={token}")
        for path in ("/", "/?token=", f"/?token={token[:-1]}", "/data/m3/catalogue.json"):
            told = ask(server, "GET", path)
            assert told.status == 401
            assert is_error(told)
        first = ask(server, "GET", f"/?token={token}")
        assert (first.status, first.headers["Location"]) == (303, "/")
        cookie = first.headers["Set-Cookie"]
        assert {"HttpOnly", "SameSite=Strict"} <= {each.strip() for each in cookie.split(";")}
        kept = {"Cookie": cookie.split(";")[0], "Host": "a-name-of-it:8642"}
        assert ask(server, "GET", "/", kept).status == 200
        assert ask(server, "GET", "/", {"Cookie": f"{server.door.cookie}=x"}).status == 401


def test_too_much_is_not_read(server: Server) -> None:
    told = ask(server, "POST", "/worlds", JSON, b"x" * (USUAL.body + 1))
    assert told.status == 413
    assert is_error(told)
    assert ask(server, "GET", "/" + "x" * 70_000).status == 414
    assert ask(server, "GET", "/", {f"h{number}": "x" for number in range(200)}).status == 431
    assert ask(server, "GET", "/?" + "&".join(f"a{number}=1" for number in range(50))).status == 400


def raw(server: Server, sent: bytes) -> list[int]:
    """The statuses of what is answered to some bytes; what was answered with bodies has the one shape."""
    with socket.create_connection(("127.0.0.1", server.door.port), 60) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(1 << 16), b""))
    return [int(part[:3]) for part in answer.split(b"HTTP/1.1 ")[1:]]


PARTS = [
    "worlds", "stream", "frames", "..", "%2e%2e", "data", "m3", "catalogue.json", "scripts", "about",
    "0" * 64, "//", "\\", "%00", "?", "from=", "n=", "token=", "-1", "9" * 30, "#", "[", "é", ":", "@", " ",
]  # fmt: skip
PATHS = st.lists(st.sampled_from(PARTS) | st.text(max_size=8), max_size=6).map("/".join)
METHODS = st.sampled_from(
    ["GET", "HEAD", "POST", "DELETE", "PUT", "OPTIONS", "TRACE", "get", "_write", "X" * 40, ""]
)
LINES = st.lists(
    st.sampled_from([
        "Content-Length: 5", "Content-Length: -1", "Content-Length: x", "Content-Length: 99999999999",
        "Transfer-Encoding: chunked", "Content-Type: application/json", "Connection: keep-alive",
        "Expect: 100-continue", "Host: other", "Origin: null", "Cookie: =;;=", ": x", "Range: bytes=0-",
    ]) | st.text(max_size=20),
    max_size=4,
)  # fmt: skip
BODIES = st.sampled_from([b"", b"{}", b"[1]x", b'{"policy": 1}', b"\xff\x00", b"GET / HTTP/1.1\r\n\r\n"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    METHODS,
    PATHS,
    LINES,
    BODIES,
    st.sampled_from(["HTTP/1.1", "HTTP/1.0", "HTTP/9.9", "FTP/1", ""]),
    st.booleans(),
)
def test_whatever_is_sent_no_answer_is_a_fault(
    server: Server, method: str, path: str, lines: list[str], body: bytes, version: str, own: bool
) -> None:
    host = [f"Host: 127.0.0.1:{server.door.port}"] * own
    head = "\r\n".join([f"{method} /{path} {version}", *host, *lines])
    for status in raw(server, head.encode("utf-8", "surrogatepass") + b"\r\n\r\n" + body):
        assert 100 <= status < 500
    assert ask(server, "GET", "/data/m3/catalogue.json").status == 200


def test_malformed_requests_are_refused_in_the_shape_of_every_error(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.door.port), 60) as connection:
        connection.sendall(b"BREW / HTTP/1.1\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(1 << 16), b""))
    assert answer.startswith(b"HTTP/1.1 405 ")
    assert b'{"error":{"code":' in answer


def test_who_is_connected_is_not_answered_by_a_server_that_has_ended() -> None:
    with serving() as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.door.port, timeout=60)
        connection.request("GET", "/")
        assert connection.getresponse().read()
        kept = connection.sock
    assert kept.recv(1) == b""
    connection.close()


def test_so_many_connections_and_no_more() -> None:
    with serving(limits=replace(USUAL, viewers=2, silence=5.0)) as server:
        place = ("127.0.0.1", server.door.port)
        with (
            socket.create_connection(place, 60),
            socket.create_connection(place, 60),
            socket.create_connection(place, 60) as third,
        ):
            assert third.recv(1) == b""
