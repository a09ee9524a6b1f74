"""`underheaven check`: every error of policy and society files."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from underheaven.commands.console import leave, messages, output, print_json
from underheaven.documents.problems import InputError, Problem
from underheaven.documents.reading import read_document
from underheaven.policy.fitness import check_fit
from underheaven.policy.loading import load_policy_document
from underheaven.society.loading import load_society, read_society


def check_command(files: list[Path], society: str | None, as_json: bool) -> None:
    """Exits with 2 where a file has an error."""
    found = {str(path): check_file(path, society) for path in files}
    problems = [problem for of_file in found.values() for problem in of_file]
    if as_json:
        print_json(
            {"files": {path: [asdict(problem) for problem in of_file] for path, of_file in found.items()}}
        )
    else:
        for path, of_file in found.items():
            for problem in of_file:
                messages().print(str(problem), markup=False)
            if not of_file:
                output().print(f"{path}: no errors", markup=False)
    if problems:
        leave(2)


def check_file(path: Path, society: str | None) -> list[Problem]:
    """Every error of one file; a file that says `society:` is a society, any other a policy."""
    try:
        document = read_document(path)
        if isinstance(document.data, dict) and "society" in document.data and "policy" not in document.data:
            read_society(path)
            return []
        policy, document = load_policy_document(str(path) if path.exists() else path.name)
        if society is not None:
            check_fit(policy, load_society(society), document)
    except InputError as error:
        return list(error.problems)
    return []
