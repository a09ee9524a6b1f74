"""How far a computation has come: a line on a terminal, a line that is kept up to date in a notebook.

Where standard error is neither, nothing is said.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from typing import Any, TextIO

from underheaven.kernels import about_compiling, compiled

EVERY = 0.25
"""Seconds between two lines."""
Told = Callable[[str], None]
OnStep = Callable[[int, int], None]


@contextmanager
def progress(
    what: str,
    wanted: bool | None = None,
    clock: Callable[[], float] = time.monotonic,
    place: Callable[[int], str] = lambda _: "",
) -> Iterator[OnStep]:
    """Tells how many of how many steps or runs are done, while `what` goes on; takes both numbers.

    `wanted` False is quiet, True tells even where nobody seems to look; None tells on a terminal and in a
    notebook. `place` says in words where a number of steps leads.
    """
    tell, close = _teller(wanted)
    if tell is None:
        yield lambda _done, _of: None
        return
    if not compiled():
        tell(about_compiling())
    begun, said = clock(), -EVERY

    def on_step(done: int, of: int) -> None:
        nonlocal said
        now = clock()
        if now - said >= EVERY or done >= of:
            said = now
            tell(_line(what, done, of, now - begun, place(done)))

    try:
        yield on_step
    finally:
        close()


def _line(what: str, done: int, of: int, seconds: float, place: str) -> str:
    share = done / of if of else 1.0
    left = seconds / share * (1 - share) if done and done < of else 0.0
    rest = f", about {left:,.0f} s left" if left >= 1 else ""
    return f"{what}: {share:.0%}, {done:,} of {of:,}{f', {place}' if place else ''}{rest}"


def _teller(wanted: bool | None) -> tuple[Told | None, Callable[[], None]]:
    """What tells a line, and what clears up; None where nothing is to be told."""
    if wanted is False:
        return None, lambda: None
    if (shown := _notebook()) is not None:
        return shown
    if wanted is None and not _is_terminal(sys.stderr):
        return None, lambda: None
    return _on(sys.stderr)


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # it is closed
        return False


def _on(stream: TextIO) -> tuple[Told, Callable[[], None]]:
    """On a terminal one line that is written over; otherwise a line each time."""
    over = _is_terminal(stream)

    def tell(line: str) -> None:
        stream.write(f"\r\x1b[2K{line}" if over else f"{line}\n")
        stream.flush()

    def close() -> None:
        if over:
            stream.write("\r\x1b[2K")
            stream.flush()

    return tell, close


def _notebook() -> tuple[Told, Callable[[], None]] | None:
    """An output of a notebook's cell that is kept up to date; None outside of notebooks."""
    python: Any = sys.modules.get("IPython")
    shell = python.get_ipython() if python is not None and hasattr(python, "get_ipython") else None
    if shell is None or not hasattr(shell, "kernel"):
        return None
    display: Any = python.display
    handle = display.display(display.HTML(""), display_id=True)

    def tell(line: str) -> None:
        handle.update(display.HTML(f"<small>{escape(line)}</small>"))

    return tell, lambda: handle.update(display.HTML(""))
