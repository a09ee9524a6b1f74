"""What `observe` answers with: the engine's own counts and digest, to everybody alike, and a closed list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.observatory.serving import (
    CHOICE,
    JSON,
    NAMES,
    YEAR,
    ask,
    ask_for,
    is_error,
    offered,
    serving,
    stream_of,
)
from tools.measure_observe import watched
from underheaven.engine.cpu import Engine
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.observatory.building import PAGES
from underheaven.observatory.reading.files import FILES, file_of
from underheaven.observatory.serving.files import SHOWN, files_of
from underheaven.observatory.serving.offered import FIELDS
from underheaven.observatory.serving.server import Server
from underheaven.observatory.story.page import filled
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society

VIEWERS = 50


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


def world_of(policy: str, seed: int = 1) -> World:
    return World(load_policy(policy), load_society("riverton"), seed, *YEAR, 2_000)


@pytest.mark.parametrize("policy", NAMES)
def test_frames_and_digest_are_what_the_kernel_counts(policy: str, server: Server) -> None:
    """Where people join of their own accord too; the engine is the one that nothing is counted beside."""
    name = ask_for(server, policy=policy).data["world"]
    told = stream_of(server, name)
    frames = [frame for kind, data in told if kind == "frames" for frame in data]
    engine = Engine(world_of(policy))
    column = engine.layout.column
    for record in engine.records():
        if not isinstance(record, StepRecord):
            continue
        frame = frames[record.step]
        assert frame["step"] == record.step
        assert sum(frame["histogram"]) == record.histogram.sum()
        assert sum(frame["wrong"]) == record.tallies[..., column("person.any_in_error")].sum()
        by_region = record.tallies[..., column("person.enrolled")].sum(axis=1)
        assert [row[0] for row in frame["regions"]] == by_region.tolist()
    assert len(frames) == engine.world.steps
    assert told[-1] == ("digest", {"digest": engine.digests()["run"]})
    assert any(sum(frame["wrong"]) for frame in frames) or policy != "article-2019"
    engine.close()


def test_the_page_is_told_as_much_as_by_its_worker(server: Server) -> None:
    told = dict(stream_of(server, ask_for(server).data["world"]))
    worker = (PAGES / "scripts" / "worker.js").read_text(encoding="utf-8")
    names = worker.split("const told = {")[1].split("}")[0].split(",")
    assert {*told["made"]["plan"]} == {*(name.strip() for name in names), "segment"}
    assert told["made"]["begins"] >= 0


def test_fifty_viewers_have_each_step_once(server: Server) -> None:
    world = ask_for(server, seed=2, citizens=1_500).data["world"]
    found = watched(server.address, world, VIEWERS)
    assert all(each.steps == list(range(53)) for each in found)
    assert len({each.digest for each in found}) == 1
    assert found[0].digest


def test_frames_can_be_had_in_part(server: Server) -> None:
    name = ask_for(server).data["world"]
    whole = [each for kind, data in stream_of(server, name) if kind == "frames" for each in data]
    assert ask(server, "GET", f"/worlds/{name}/frames?from=3&n=4").data == whole[3:7]
    assert ask(server, "GET", f"/worlds/{name}/frames?from=99").data == []
    told = ask(server, "GET", f"/worlds/{name}/stream?from=50")
    assert json.loads(told.body.split(b"event: frames\ndata: ")[1].split(b"\n")[0]) == whole[50:]


def test_the_pages_are_those_of_the_site(server: Server) -> None:
    for path in PAGES.rglob("*"):
        page = f"{path.parent.relative_to(PAGES).as_posix()}/".removeprefix("./") or "./"
        hidden = path.name == "package.json" or (path.suffix == ".html" and page not in SHOWN)
        if path.is_file() and not hidden:
            told = ask(server, "GET", f"/{path.relative_to(PAGES).as_posix()}")
            body = (
                filled(path.read_text(encoding="utf-8")).encode() if page == "story/" else path.read_bytes()
            )
            assert (told.status, told.body) == (200, body)
    assert ask(server, "GET", "/").body == (PAGES / "index.html").read_bytes()
    assert ask(server, "GET", "/about").headers["Location"] == "/about/"
    told = ask(server, "GET", "/")
    said = (PAGES / "index.html").read_text(encoding="utf-8").split('Policy" content="')[1].split('"')[0]
    assert told.headers["Content-Security-Policy"] == f"{said}; frame-ancestors 'none'"


def test_what_is_read_is_that_of_the_site(server: Server) -> None:
    for name in FILES:
        for _ in range(2):
            told = ask(server, "GET", f"/data/{name}")
            assert (told.status, told.body) == (200, file_of(name, NAMES, compared=False))


def test_a_page_that_lives_worlds_out_of_the_site_s_files_is_not_shown(tmp_path: Path) -> None:
    for name in ("index.html", "about/index.html", "other/index.html", "other/part.js", "secret.gz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    there = ["/", "/about/", "/about/index.html", "/index.html", "/other/part.js"]
    assert sorted(files_of(tmp_path)) == there


def test_only_what_was_offered_can_be_asked_for_and_nothing_is_said_of_a_person(server: Server) -> None:
    assert set(FIELDS) == {"policy", "society", "from", "to", "citizens", "seed"}
    wrong: list[dict[str, Any]] = [
        {"policy": "none"}, {"policy": "/etc/passwd"}, {"society": "china-2019"}, {"citizens": 2_001},
        {"citizens": True}, {"citizens": 2_000.0}, {"seed": 3}, {"seed": "1"}, {"from": "2020-01-02"},
        {"policy": ["article-2019"]}, {"to": None},
    ]  # fmt: skip
    for changed in wrong:
        told = ask_for(server, **changed)
        assert told.status == 400, changed
        assert is_error(told)
        assert "passwd" not in told.body.decode()
    for field in ("name", "person", "citizen", "score", "event"):
        assert ask_for(server, **{field: "somebody"}).status == 400
    for body in (b"[]", b"1", b"{", b"null", b'"x"', b"[" * 900, b"\xff", b"", b"{}"):
        told = ask(server, "POST", "/worlds", JSON, body)
        assert told.status == 400
        assert is_error(told)


def test_everything_else_only_answers(server: Server) -> None:
    name = ask_for(server).data["world"]
    places = ["/", "/about/", "/data/m3/catalogue.json", f"/worlds/{name}", f"/worlds/{name}/frames",
              f"/worlds/{name}/stream", "/lives/4711", "/people"]  # fmt: skip
    for path in places:
        for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"):
            body = json.dumps(CHOICE).encode() if method == "POST" else None
            told = ask(server, method, path, JSON if body else {}, body)
            if (method, path) != ("DELETE", f"/worlds/{name}"):
                assert told.status in (404, 405), (method, path)
            assert is_error(told)


def test_a_run_s_digest_must_come_out_as_it_was() -> None:
    world = world_of("article-2019")
    with serving(offered(**{world.hash: "0" * 64})) as server:
        told = stream_of(server, ask_for(server).data["world"])
    assert told[-1][0] == "failed"
    assert told[-1][1]["error"]["code"] == "another_digest"
