"""How fast `underheaven observe` is there, how soon fifty viewers have each frame, and how soon it ends.

    python -m tools.measure_observe --citizens 120000

It starts the command, lets viewers watch one world, and ends it by Ctrl-C while they watch another.
"""

from __future__ import annotations

import argparse
import json
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

SECONDS = 600.0
"""A viewer waits no longer for the next bytes."""


@dataclass
class Viewer:
    """Reads the stream of a world to its end, and notes each step and when it came."""

    address: str
    world: str
    steps: list[int] = field(default_factory=list)
    came: dict[int, float] = field(default_factory=dict)
    digest: str = ""

    def run(self) -> None:
        """Read it."""
        place = urlsplit(self.address)
        with socket.create_connection((place.hostname or "", place.port or 80), SECONDS) as connection:
            ask = f"GET /worlds/{self.world}/stream HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n"
            connection.sendall(ask.encode())
            with connection.makefile("rb") as lines:
                kind = ""
                for line in lines:
                    if line.startswith(b"event: "):
                        kind = line[7:].strip().decode()
                    elif line.startswith(b"data: "):
                        self._hear(kind, line[6:])

    def _hear(self, kind: str, data: bytes) -> None:
        now = time.monotonic()
        if kind == "frames":
            for frame in json.loads(data):
                self.steps.append(frame["step"])
                self.came[frame["step"]] = now
        elif kind == "digest":
            self.digest = json.loads(data)["digest"]


def ask(address: str, choice: dict[str, object]) -> str:
    """Ask a server for a world; its name."""
    place, body = urlsplit(address), json.dumps(choice).encode()
    head = (
        f"POST /worlds HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection((place.hostname or "", place.port or 80), SECONDS) as connection:
        connection.sendall(head.encode() + body)
        with connection.makefile("rb") as answer:
            told: dict[str, str] = json.loads(answer.read().partition(b"\r\n\r\n")[2])
    return told["world"]


def watched(address: str, world: str, viewers: int) -> list[Viewer]:
    """So many viewers of a world, once all have seen its end."""
    found = [Viewer(address, world) for _ in range(viewers)]
    threads = [threading.Thread(target=each.run) for each in found]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure underheaven observe.")
    parser.add_argument("--citizens", type=int, default=120_000)
    parser.add_argument("--viewers", type=int, default=50)
    asked = parser.parse_args()
    choice: dict[str, object] = {
        "policy": "article-2019", "society": "riverton", "from": "2014-01-01", "to": "2021-12-31",
        "citizens": asked.citizens, "seed": 1,
    }  # fmt: skip
    begun = time.monotonic()
    command = [sys.executable, "-m", "underheaven", "observe", "--port", "0", "--json"]
    process = subprocess.Popen(
        [*command, "--citizens", str(asked.citizens)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    text = ""
    while not text.rstrip().endswith("}"):
        text += process.stdout.readline()
    address = json.loads(text)["address"]
    ready = time.monotonic() - begun
    world = ask(address, choice)
    found = watched(address, world, asked.viewers)
    steps = max(len(each.steps) for each in found)
    whole = sum(each.steps == list(range(steps)) for each in found)
    # The viewer who has a frame first stands for when it could be had.
    first = {step: min(each.came[step] for each in found) for step in range(steps)}
    late = sorted(each.came[step] - first[step] for each in found for step in range(steps))
    again = ask(address, {**choice, "seed": 2})
    others = [threading.Thread(target=Viewer(address, again).run, daemon=True) for _ in found]
    for thread in others:
        thread.start()
    time.sleep(2)
    ended = time.monotonic()
    process.send_signal(signal.SIGINT)
    status = process.wait(SECONDS)
    sys.stdout.write(
        f"{asked.citizens:,} citizens, {steps} weeks, {asked.viewers} viewers\n"
        f"ready after {ready:.1f} s; {whole} of {asked.viewers} viewers had every week once\n"
        f"behind the first viewer: half within {1000 * late[len(late) // 2]:.0f} ms, "
        f"95 % within {1000 * late[int(0.95 * len(late))]:.0f} ms, all within {1000 * late[-1]:.0f} ms\n"
        f"ended {time.monotonic() - ended:.1f} s after Ctrl-C with status {status}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
