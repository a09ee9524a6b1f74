"""`underheaven check`: every error of policy and society files, and what of them will have no effect."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

from underheaven.commands.console import leave, messages, output, print_json, say, unbroken
from underheaven.commands.evidence import of_evidence
from underheaven.commands.warned import warned
from underheaven.documents.document import Document
from underheaven.documents.evidence import unsourced
from underheaven.documents.gathering import Gathered
from underheaven.documents.problems import InputError
from underheaven.documents.reading import read_document
from underheaven.policy.examined import Checked, examined, examining
from underheaven.policy.flags import flags
from underheaven.policy.loading import load_policy_document
from underheaven.policy.named import is_society, place_of, society_called, there
from underheaven.policy.schema import Policy
from underheaven.report.words import listed
from underheaven.society.loading import read_society
from underheaven.society.schema import Society

DEFAULT = "riverton"
"""The society that `run` takes where none is named."""


def check_command(files: list[Path], society: str | None, as_json: bool, evidence: bool = False) -> None:
    """Exits with 2 where a file has an error.

    Policies have to fit the society that is named; where none is, the one among the files, or that of `run`.
    With `evidence` it also tells of each number that does not say where it comes from; that is no error.
    """
    found = Gathered()
    societies = {path: read for path in files if (read := _society_in(path)) is not None}
    if society is not None:
        fitted = found.take(lambda: society_called(society))
    else:
        fitted = next(iter(societies.values())) if len(societies) == 1 else society_called(DEFAULT)
    checked = {str(path): check_file(path, fitted) for path in files}
    problems = {name: of_file.problems for name, of_file in checked.items()}
    if society is not None and found.problems:
        problems.setdefault(str(Path(society)), found.problems)
    stopped = {name: of_file.stopped for name, of_file in checked.items()}
    if society is not None and found.problems:
        # Nothing could be held against a society that cannot be read.
        stopped[str(Path(society))] = True
    if as_json:
        print_json(
            {
                "society": None if fitted is None else fitted.society,
                "files": {name: [asdict(each) for each in of_file] for name, of_file in problems.items()},
                "stopped_early": stopped,
                "warnings": {name: of_file.warnings for name, of_file in checked.items()},
                "without_evidence": {name: list(of_file.unsourced) for name, of_file in checked.items()},
                "without_effect": {
                    name: [asdict(each) for each in of_file.idle] for name, of_file in checked.items()
                },
            }
        )
    else:
        for name, of_file in problems.items():
            say(of_file)
            if not of_file:
                output().print(unbroken(f"{name}: no errors"))
            for warning in checked[name].warnings if name in checked else ():
                output().print(unbroken(f"{name}: warning: {warning}"))
            for each in checked[name].idle if name in checked else ():
                output().print(unbroken(warned(each)))
            if evidence and name in checked:
                for line in of_evidence(checked[name].unsourced):
                    output().print(unbroken(f"{name}: {line}"))
        if early := [name for name, is_early in stopped.items() if is_early]:
            of = "" if len(stopped) == 1 else f" of {listed(early)}"
            messages().print(unbroken(f"Further checks{of} follow once these errors are mended."))
        if society is None and fitted is not None and any(each.fitted for each in checked.values()):
            output().print(
                f"Policies were checked in the society {fitted.society}"
                f"{'' if len(societies) == 1 else ', which `run` takes where none is named'}."
                " --society names another.",
                markup=False,
            )
    if any(problems.values()):
        leave(2)


def check_file(path: Path, society: Society | None = None) -> Checked:
    """Every error of one file, or of a part of the catalogue; with a `society`, a policy has to fit it.

    A file that says `society:` is a society, any other a policy.
    """
    try:
        path = _placed(path)
        if is_society(read_document(path, keep_faults=True)):
            return Checked([], unsourced=unsourced(read_society(path)))
    except InputError as error:
        return Checked(list(error.problems), stopped=error.early)
    # With a folder before it, a file's name is never taken for one of the catalogue.
    name = str(path) if path.name != str(path) else f"./{path}"
    return examining(
        lambda: load_policy_document(name),
        lambda policy, document: check_policy(policy, document, society),
        fits=society is not None,
    )


def check_policy(policy: Policy, document: Document, society: Society | None = None) -> Checked:
    """What is to be known of a policy without errors of its own.

    Where no `society` is named, what has no effect is what has none in that of `run`, if the policy fits it.
    Raises InputError where a policy does not fit the society that is named.
    """
    if society is not None:
        return examined(policy, document, society)
    try:
        return replace(examined(policy, document, society_called(DEFAULT)), fitted=False)
    except InputError:
        return Checked([], flags(policy), unsourced=unsourced(policy))


def _placed(path: Path) -> Path:
    return path if there(str(path)) else place_of(str(path)) or path


def _society_in(path: Path) -> Society | None:
    """The society that a file holds; None for a policy, and for a file with errors, which are told later."""
    try:
        placed = _placed(path)
        return read_society(placed) if is_society(read_document(placed, keep_faults=True)) else None
    except InputError:
        return None
