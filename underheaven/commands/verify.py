"""`underheaven verify`: the science, as a table of passes and failures."""

from __future__ import annotations

import shlex
from pathlib import Path

from rich.progress import Progress, SpinnerColumn, TextColumn

from underheaven.commands.compiling import tell_of_compiling
from underheaven.commands.console import leave, messages, output, print_json, unbroken
from underheaven.commands.page import require_page
from underheaven.record.disk import whole, writing
from underheaven.verify import Verdicts, require_known, run_cases
from underheaven.verify.table import as_json as results_as_json
from underheaven.verify.table import passed, table


def verify_command(names: list[str], quick: bool, html: Path | None, as_json: bool) -> None:
    """Exits with 1 where a case failed; `InputError` for an unknown case, or a page that cannot be."""
    require_known(names)
    if html is not None:
        require_page(html, html.parent / "no run")
    tell_of_compiling()
    console = messages()
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        console=console,
        transient=True,
        disable=as_json or not console.is_terminal,
    ) as progress:
        task = progress.add_task("")
        verdicts = run_cases(
            quick, only=names or None, progress=lambda case: progress.update(task, description=case.title)
        )
    if html is not None:
        _write(html, verdicts, shlex.join(["underheaven", "verify", *names, *(["--quick"] if quick else [])]))
    if as_json:
        print_json(results_as_json(verdicts))
    else:
        output().print(table(verdicts))
        if html is not None:
            output().print(unbroken(f"Written: {html}"))
    if not passed(verdicts):
        leave(1)


def _write(html: Path, verdicts: Verdicts, command: str) -> None:
    # Imported here: what draws takes long to import, and is mostly not asked for.
    from underheaven.verify.pictures import page

    with writing(html.parent):
        html.parent.mkdir(parents=True, exist_ok=True)
    with whole(html) as file:
        file.write(page(verdicts, command).encode())
