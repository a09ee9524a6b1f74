"""`underheaven life`: one synthetic citizen's whole history, recomputed, and beside that of its twin."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from underheaven.commands.compiling import tell_of_compiling
from underheaven.commands.console import output, print_json, unbroken
from underheaven.commands.page import require_page
from underheaven.commands.values import citizen_number, whole
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import InputError, Problem, refuse
from underheaven.measure.ranks import Ranks, ranks_of
from underheaven.record.lives import Life, tell
from underheaven.record.lives.totals import totals
from underheaven.record.lives.twins import Divergence, divergence
from underheaven.record.query import RunFolder
from underheaven.record.reliving import place_of


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line; numbers as they were typed."""

    run: Path
    citizen: str
    every: bool
    html: Path | None
    png: Path | None
    svg: Path | None
    twin: str | None
    threads: str | None
    replace: bool
    as_json: bool

    @property
    def command(self) -> str:
        """The line for the shell that tells it again."""
        words = ["underheaven", "life", str(self.run), self.citizen]
        return shlex.join(words if self.twin is None else [*words, "--twin", self.twin])


def life_command(wanted: Wanted) -> None:
    """Tell a life, draw it, or lay it beside its twin's; whatever is wrong is refused before any work."""
    found = Gathered()
    found.take(lambda: _check(wanted))
    citizen = found.take(lambda: citizen_number(wanted.citizen))
    threads = found.take(lambda: None if wanted.threads is None else whole("--threads", wanted.threads))
    folder = found.take(lambda: RunFolder(wanted.run))
    if folder is not None and citizen is not None:
        found.take(lambda: place_of(folder.world, citizen))
    found.settle()
    first, number = had(folder), had(citizen)
    tell_of_compiling()
    if wanted.twin is None:
        _show(wanted, first, tell(first, number))
    else:
        # Imported here: running a world takes half a second to load.
        from underheaven.commands.twin import twin_of

        second = twin_of(first, wanted.twin, threads, wanted.as_json)
        _beside(wanted, (first, second), tell(first, number), tell(second, number))


def _check(wanted: Wanted) -> None:
    """Refuse files that cannot be written, and options that do not go together."""
    problems = []
    files = {"--png": wanted.png, "--svg": wanted.svg}
    if wanted.twin is not None and wanted.every:
        why = "every event is listed of one life alone"
        problems.append(Problem("--twin and --all exclude each other", why, "leave out one of them"))
    for option, path in files.items():
        if path is not None and (problem := _place(path, option.removeprefix("-").replace("-", "."), wanted)):
            problems.append(Problem(f"{path} cannot be written", *problem))
    if wanted.html is not None:
        try:
            require_page(wanted.html, wanted.run)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)


def _place(path: Path, ending: str, wanted: Wanted) -> tuple[str, str] | None:
    """Why a picture cannot be written there, and what to do."""
    parent = path.absolute().parent
    if path.suffix.lower() != ending:
        return f"the picture asked for is {ending}", f"name it {path.with_suffix(ending)}"
    if path.is_dir():
        return "a folder has its name", "give it another name"
    if not parent.is_dir():
        return f"there is no folder {path.parent}", "make the folder first"
    if not os.access(parent, os.W_OK | os.X_OK):
        return f"the folder {parent} may not be written to", "name another folder"
    if path.exists() and not wanted.replace:
        return "it is there already, and nothing is overwritten unasked", "give --replace, or another name"
    return None


def _show(wanted: Wanted, folder: RunFolder, life: Life) -> None:
    """Write what is to be written, and print the account."""
    ranks = ranks_of(folder, life)
    written = _write(wanted, folder, life, ranks)
    if wanted.as_json:
        print_json(
            {
                **life.to_dict(),
                "run": str(wanted.run),
                "policy": life.world.policy.policy,
                "society": life.world.society.society,
                "totals": totals(life),
                "ranks": ranks.to_dict(),
                "command": wanted.command,
                "files": [str(path) for path in written],
            }
        )
        return
    # Imported here, like what draws: it is needed only where something is shown.
    from underheaven.report.lives.table import table

    output().print(table(life, ranks, wanted.every, wanted.command, _policy(folder)))
    for path in written:
        output().print(unbroken(f"Written: {path}"))


def _policy(folder: RunFolder) -> str:
    """By what `underheaven show` finds the policy of a run."""
    from underheaven.report.reproduce import policy_name

    return policy_name(folder.world, folder.provenance.extra.get("given"))


def _write(wanted: Wanted, folder: RunFolder, life: Life, ranks: Ranks) -> list[Path]:
    """The picture and the page, where they were asked for."""
    pictures = [path for path in (wanted.png, wanted.svg) if path is not None]
    if not pictures and wanted.html is None:
        return []
    from underheaven.record.disk import whole as whole_file
    from underheaven.record.disk import writing
    from underheaven.report.exports.figure import Figure
    from underheaven.report.exports.stamp import Stamp
    from underheaven.report.lives.page import page
    from underheaven.report.lives.picture import picture

    drawn, given = picture(life), folder.provenance.extra.get("given")
    stamp, run = Stamp.of(life.world, given), f"runs/{life.world.hash[:12]}"
    if pictures and drawn.wide is None:
        raise refuse(
            "there is nothing to draw",
            drawn.finding,
            "go on with the run: give its command again, with --resume",
        )
    for path in pictures:
        option = f"--{path.suffix.lower()[1:]}"
        words = ["underheaven", "life", run, str(life.citizen), option, path.name]
        python = f"run.life({life.citizen}).plot().save({path.name!r})"
        Figure(drawn, stamp.then(shlex.join(words), python)).save(path)
    if (html := wanted.html) is not None:
        words = ["underheaven", "life", run, str(life.citizen), "--html", html.name]
        text = page(life, ranks, drawn, stamp.then(shlex.join(words), f"run.life({life.citizen})"))
        with writing(html.parent):
            html.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(html) as file:
            file.write(text.encode())
        pictures.append(html)
    return pictures


def _beside(wanted: Wanted, folders: tuple[RunFolder, RunFolder], one: Life, other: Life) -> None:
    """Write two lives where they are to be written, and print them, and where they part."""
    written: list[Path] = []
    if wanted.html or wanted.png or wanted.svg:
        from underheaven.commands.twin_files import write_twins

        written = write_twins((wanted.png, wanted.svg), wanted.html, folders, (one, other))
    if wanted.as_json:
        parting = divergence(one, other)
        print_json(
            {
                "synthetic": True,
                "citizen": one.citizen,
                "policies": [one.world.policy.policy, other.world.policy.policy],
                "worlds": [one.world.hash, other.world.hash],
                "corrections": [list(each.world.policy.corrections) for each in (one, other)],
                "divergence": None if parting is None else _plain(one, other, parting),
                "totals": [totals(one), totals(other)],
                "lives": [one.to_dict(), other.to_dict()],
                "command": wanted.command,
                "files": [str(path) for path in written],
            }
        )
        return
    from underheaven.report.lives.table import beside

    output().print(beside(one, other, wanted.command, (_policy(folders[0]), _policy(folders[1]))))
    for path in written:
        output().print(unbroken(f"Written: {path}"))


def _plain(one: Life, other: Life, parting: Divergence) -> dict[str, Any]:
    """A divergence as plain JSON values; events are given by their place in each life."""
    return {
        "step": parting.step,
        "day": parting.day.isoformat(),
        "events": [
            None if event is None else life.events.index(event)
            for life, event in ((one, parting.one), (other, parting.other))
        ],
        "differing": {name: list(pair) for name, pair in parting.differing.items()},
    }
