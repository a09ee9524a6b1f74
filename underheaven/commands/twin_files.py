"""The picture and the page of one citizen's two lives, as files."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

from underheaven.documents.problems import refuse
from underheaven.record.disk import whole, writing
from underheaven.record.lives import Life
from underheaven.record.query import RunFolder
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.stamp import Stamp
from underheaven.report.lives.twins import page, twins


def write_twins(
    pictures: tuple[Path | None, ...],
    html: Path | None,
    folders: tuple[RunFolder, RunFolder],
    lives: tuple[Life, Life],
) -> list[Path]:
    """Write the pictures and the page that are wanted; InputError where there is nothing to draw."""
    one, other = (
        Stamp.of(life.world, folder.provenance.extra.get("given"))
        for life, folder in zip(lives, folders, strict=True)
    )
    runs = [f"runs/{life.world.hash[:12]}" for life in lives]
    words = ["underheaven", "life", runs[0], str(lives[0].citizen), "--twin", runs[1]]
    written = [path for path in pictures if path is not None]
    drawn = twins(*lives)
    if written and drawn.wide is None:
        raise refuse(
            "there is nothing to draw",
            drawn.finding,
            "go on with the run: give its command again, with --resume",
        )
    for path in written:
        command = shlex.join([*words, f"--{path.suffix.lower()[1:]}", path.name])
        stamp = replace(one.then(other.command[0], ""), python=_both(one, other, lives[0].citizen))
        stamp = stamp.then(command, "")
        Figure(drawn, stamp).save(path)
    if html is not None:
        command = shlex.join([*words, "--html", html.name])
        text = page(*lives, (one, other.then(command, "")))
        with writing(html.parent):
            html.parent.mkdir(parents=True, exist_ok=True)
        with whole(html) as file:
            file.write(text.encode())
        written.append(html)
    return written


def _both(one: Stamp, other: Stamp, citizen: int) -> tuple[str, ...]:
    """Python that lives both again and says where they part; the other run goes by the name of twin."""
    again = [
        f"twin{line.removeprefix('run')}" if line.startswith("run = ") else line for line in other.python[1:]
    ]
    return (*one.python, *again, f"run.life({citizen}).parts(twin.life({citizen}))")
