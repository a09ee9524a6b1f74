"""`underheaven check`: every error of policy and society files."""

from __future__ import annotations

import textwrap
from dataclasses import asdict, dataclass
from pathlib import Path

from underheaven.commands.console import leave, output, print_json, say, unbroken
from underheaven.documents.gathering import Gathered
from underheaven.documents.problems import InputError, Problem
from underheaven.documents.reading import read_document
from underheaven.policy.fitness import check_fit
from underheaven.policy.flags import flags
from underheaven.policy.loading import load_policy_document
from underheaven.policy.named import is_society, place_of, society_called, there
from underheaven.society.loading import read_society
from underheaven.society.schema import Society


def check_command(files: list[Path], society: str | None, as_json: bool) -> None:
    """Exits with 2 where a file has an error; policies have to fit the society, where one is given."""
    found = Gathered()
    fitted = None if society is None else found.take(lambda: society_called(society))
    checked = {str(path): check_file(path, fitted) for path in files}
    problems = {name: of_file.problems for name, of_file in checked.items()}
    warnings = {name: of_file.warnings for name, of_file in checked.items()}
    if society is not None and found.problems:
        problems.setdefault(str(Path(society)), found.problems)
    if as_json:
        print_json(
            {
                "files": {name: [asdict(each) for each in of_file] for name, of_file in problems.items()},
                "warnings": warnings,
            }
        )
    else:
        for name, of_file in problems.items():
            say(of_file)
            if not of_file:
                output().print(unbroken(f"{name}: no errors"))
            for warning in warnings.get(name, ()):
                output().print(unbroken(f"{name}: warning: {warning}"))
    if any(problems.values()):
        leave(2)


@dataclass(frozen=True)
class Checked:
    """What was found in one file."""

    problems: list[Problem]
    warnings: tuple[str, ...] = ()
    """What a reader of a policy without errors must know before reading anything else about it."""

    def __repr__(self) -> str:
        """In a few lines: how many problems and warnings, and the first problem."""
        first = f": {textwrap.shorten(str(self.problems[0]), 300, placeholder=' …')}" if self.problems else ""
        return f"<Checked: {len(self.problems)} problems, {len(self.warnings)} warnings{first}>"


def check_file(path: Path, society: Society | None = None) -> Checked:
    """Every error of one file, or of a part of the catalogue; with a `society`, a policy has to fit it.

    A file that says `society:` is a society, any other a policy.
    """
    try:
        path = path if there(str(path)) else place_of(str(path)) or path
        if is_society(read_document(path, keep_faults=True)):
            read_society(path)
            return Checked([])
        # With a folder before it, a file's name is never taken for one of the catalogue.
        policy, document = load_policy_document(str(path) if path.name != str(path) else f"./{path}")
        if society is not None:
            check_fit(policy, society, document)
    except InputError as error:
        return Checked(list(error.problems))
    return Checked([], flags(policy))
