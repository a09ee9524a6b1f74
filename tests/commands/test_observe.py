"""`underheaven observe`: what it offers, where it listens, and how it ends."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.commands.asking import Answer, ask, environment, refused
from tools.measure_observe import Viewer
from tools.measure_observe import ask as ask_for
from underheaven.commands.observe import LOOK_SECONDS
from underheaven.notebook.offered import Wanted, offered
from underheaven.observatory.serving.offered import Offered, Span
from underheaven.record.query import RunFolder

AT_ONCE = ("--port", "0", "--minutes", "0")
CONNECTS = """
import sys
def hook(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        sys.stderr.write(f"asked the network: {event}\\n")
sys.addaudithook(hook)
from underheaven.cli import main
sys.exit(main())
"""


def said(*words: str | Path) -> Any:
    answer = ask("observe", *words, *AT_ONCE, "--json")
    assert answer.status == 0, answer.err
    return json.loads(answer.out)


def test_it_says_where_it_is_and_that_nobody_is_real() -> None:
    answer = ask("observe", *AT_ONCE)
    assert answer.status == 0
    assert answer.out.startswith("http://127.0.0.1:")
    assert "synthetic" in answer.out
    found = said("none", "--society", "china-2019")
    assert (found["policy"], found["society"], found["synthetic"]) == ("none", "china-2019", True)
    assert {"article-2019", "rights-respecting"} <= {*found["policies"]}
    assert {*found["societies"]} == {"riverton", "china-2019"}


def test_own_files_are_offered_first_and_told_by_their_names(tmp_path: Path) -> None:
    policy, society = tmp_path / "my file.yaml", tmp_path / "town.yaml"
    policy.write_text("reform_of: article-2019\npolicy: mine\ntitle: Mine\nsecrecy: 0\n", encoding="utf-8")
    society.write_text("society_of: riverton\nsociety: town\ntitle: Town\n", encoding="utf-8")
    found = offered(Wanted((), [str(policy)], str(society), 3_000, seed=77))
    town = found.societies["town"]
    assert (town.policies[0], town.citizens[0], town.seeds[:2]) == ("mine", 3_000, (77, 1))
    told = found.catalogue()
    assert told["policies"]["mine"]["called"] == f"'{os.path.relpath(policy)}'"
    assert told["societies"]["town"]["called"] == os.path.relpath(society)
    assert "mine" in found.societies["riverton"].policies


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("observed") / "run"
    words = ("--citizens", "2500", "--from", "2020-02-03", "--to", "2020-03-29", "--seed", "99")
    assert ask("run", "article-2019", *words, "--out", folder).status == 0
    return folder


def choice(found: Offered) -> dict[str, Any]:
    """What a page begins with."""
    name, first = next(iter(found.societies.items()))
    return {
        "policy": first.policies[0], "society": name, "from": str(first.spans[0].start),
        "to": str(first.spans[0].end), "citizens": first.citizens[0], "seed": first.seeds[0],
    }  # fmt: skip


def test_a_run_is_what_the_page_begins_with(run: Path) -> None:
    folder = RunFolder(run)
    found = offered(Wanted([folder]))
    world, _ = found.world(choice(found))
    assert world.hash == folder.world.hash
    assert found.digests == {folder.world.hash: folder.provenance.digests["run"]}
    assert found.societies["riverton"].spans[0].label == "2020-02-03 to 2020-03-29"
    assert said(run)["policy"] == "article-2019"


def test_what_a_page_cannot_show_is_refused(tmp_path: Path) -> None:
    weeks = ("--citizens", "2000", "--from", "2020-01-01", "--to", "2020-02-02")
    other = tmp_path / "days"
    assert ask("run", "none", *weeks, "--step-minutes", "1440", "--out", other).status == 0
    assert "steps of a week" in refused(ask("observe", other, *AT_ONCE))[0]
    assert "exact" in refused(ask("observe", "--seed", str(1 << 53), *AT_ONCE))[0]
    assert "not a run folder" in refused(ask("observe", tmp_path, *AT_ONCE))[0]
    assert "not an address" in refused(ask("observe", "--host", "example.org", *AT_ONCE))[0]
    assert "no policy" in refused(ask("observe", "nothing-of-this-name", *AT_ONCE))[0].lower()


def test_a_port_that_is_taken_is_said_with_one_that_is_free() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        (problem,) = refused(ask("observe", "--port", str(port), "--minutes", "0"))
        assert "Another program listens there" in problem
        free = problem.rsplit("--port ", 1)[1].rstrip(".")
        assert int(free) != port
        with socket.socket() as other:
            other.bind(("127.0.0.1", int(free)))


def test_ctrl_c_ends_it_while_it_is_watched_and_it_asks_nobody(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", CONNECTS, "observe", "--port", "0", "--citizens", "100000", "--json"],
        cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    text = ""
    while not text.rstrip().endswith("}"):
        text += process.stdout.readline()
    address = json.loads(text)["address"]
    found = offered(Wanted(citizens=100_000))
    viewers = [Viewer(address, ask_for(address, choice(found))) for _ in range(3)]
    threads = [threading.Thread(target=each.run) for each in viewers]
    for thread in threads:
        thread.start()
    while not viewers[0].steps:
        threads[0].join(LOOK_SECONDS)
    process.send_signal(signal.SIGINT)
    answer = Answer(process.wait(60), *process.communicate())
    for thread in threads:
        thread.join(60)
    assert (answer.status, answer.err) == (0, "Ended.\n")
    assert all(each.steps == list(range(len(each.steps))) for each in viewers)
    assert list(tmp_path.iterdir()) == []


def test_days_are_told_where_years_are_not_whole() -> None:
    found = offered(Wanted(span=Span(dt.date(2019, 3, 1), dt.date(2019, 12, 31))))
    labels = [span.label for span in found.societies["riverton"].spans]
    assert labels == ["2019-03-01 to 2019-12-31", "2014-2021", "2020"]
