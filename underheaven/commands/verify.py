"""`underheaven verify`: the science, as a table of passes and failures."""

from __future__ import annotations

from rich.progress import Progress, SpinnerColumn, TextColumn

from underheaven.commands.compiling import tell_of_compiling
from underheaven.commands.console import leave, messages, output, print_json
from underheaven.verify import require_known, run_cases
from underheaven.verify.table import as_json as results_as_json
from underheaven.verify.table import passed, table


def verify_command(names: list[str], quick: bool, as_json: bool) -> None:
    """Exits with 1 where a case failed; `InputError` for an unknown case."""
    require_known(names)
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
    if as_json:
        print_json(results_as_json(verdicts))
    else:
        output().print(table(verdicts))
    if not passed(verdicts):
        leave(1)
