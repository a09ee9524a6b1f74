"""Processes that are forked say what came of them, whatever became of them."""

import os
import signal

from tools.mutation.forking import ENDLESS, Saying, forked


def _says(saying: Saying) -> None:
    saying.about("a sum", 5)
    saying.done({"sum": 2})


def _raises(_saying: Saying) -> None:
    raise ValueError("no")


def _never_ends(saying: Saying) -> None:
    saying.about("a loop", 0.1)
    while True:
        pass


def _is_ended(saying: Saying) -> None:
    saying.about("itself", 5)
    os.kill(os.getpid(), signal.SIGTERM)


def _takes_all_memory(_saying: Saying) -> None:
    _ = bytearray(1 << 34)


TASKS = [("says", _says), ("raises", _raises), ("endless", _never_ends), ("ended", _is_ended)]


def test_each_says_what_came_of_it() -> None:
    for processes in (1, 3):
        assert dict(forked(TASKS, processes)) == {
            "says": {"sum": 2},
            "raises": {"error": "ValueError: no"},
            "endless": {"by": "a loop", "how": ENDLESS},
            "ended": {"by": "itself", "how": "ended by signal 15"},
        }


def test_memory_has_an_end() -> None:
    assert dict(forked([("all", _takes_all_memory)], 1)) == {"all": {"error": "MemoryError: "}}
