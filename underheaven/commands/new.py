"""`underheaven new`: a commented file to begin a policy or a society with."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from underheaven.commands.console import output, unbroken
from underheaven.documents import taking
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import InputError, refuse
from underheaven.documents.words import nearest
from underheaven.notebook.telling import told
from underheaven.policy.loading import policy_names
from underheaven.policy.named import policy_called, society_called
from underheaven.record.disk import writing
from underheaven.society.loading import society_names

KINDS = ("policy", "society")
NAME = re.compile(r"[a-z][a-z0-9_-]{0,47}")
"""What a policy and a society may be called, in their own files too."""


def new_command(kind: str, name: str, of: str | None) -> None:
    """Write NAME.yaml into this folder; InputError, before anything is written, for whatever is wrong."""
    path = _begun(kind, name, of)
    output().print(unbroken(f"Written: {path}"))
    output().print("Next:")
    for command in _next(kind, path):
        output().print(unbroken(f"  {command}"))


@told
def new(kind: str, name: str, of: str | None = None) -> Path:
    """Write a commented file `name`.yaml, to begin a policy or a society with, and return its path.

    `kind` is "policy" or "society"; the file lies in the folder that one is in. With `of`, another of its
    kind by name or file, it is a difference to that one. Raises InputError, before anything is written, for
    whatever is wrong, a file that is there already too.
    """
    found = Gathered()
    what = found.take(lambda: taking.text("kind", kind))
    called = found.take(lambda: taking.text("name", name))
    base = found.take(lambda: None if of is None else taking.text("of", of))
    found.settle()
    if had(what) not in KINDS:
        raise refuse(f"kind={had(what)!r} is not a kind of file", "a policy or a society can be begun",
                     "give kind as 'policy' or 'society'")  # fmt: skip
    found.settle()
    if base is not None:
        found.take(lambda: _require_base(had(what), base))
        found.settle()
    return _begun(had(what), had(called), base)


def _require_base(kind: str, of: str) -> None:
    """Refuse what is not there to be changed, with the name of the argument."""
    try:
        policy_called(of) if kind == "policy" else society_called(of)
    except InputError as error:
        raise InputError([replace(each, what=f"of={of!r}: {each.what}") for each in error.problems]) from None


def _begun(kind: str, name: str, of: str | None) -> Path:
    found = Gathered()
    found.take(lambda: _require_kind(kind))
    stem = name.removesuffix(".yaml")
    found.take(lambda: _require_name(stem))
    found.settle()
    path = Path(f"{stem}.yaml")
    found.take(lambda: _require_free(path))
    if of is not None:
        found.take(lambda: policy_called(of) if kind == "policy" else society_called(of))
    found.settle()
    text = template(kind, stem, of)
    with writing(path.parent), path.open("x", encoding="utf-8") as file:
        file.write(text)
    return path


def template(kind: str, name: str, of: str | None = None) -> str:
    """The text of a policy or society that is called `name`; as a difference to another, if `of` is given."""
    file = f"{kind}.yaml" if of is None else f"{kind}_of.yaml"
    text = files("underheaven.commands").joinpath("templates", file).read_text(encoding="utf-8")
    text = text.replace(f"{kind}: NAME", f"{kind}: {_scalar(name)}")
    if of is None:
        return text
    key = "reform_of" if kind == "policy" else "society_of"
    return text.replace(f"{key}: BASE", f"{key}: {_scalar(of)}").replace("BASE", Path(of).stem)


def _scalar(text: str) -> str:
    """A text as YAML has it, in quotes where it could be taken for something else."""
    plain = re.fullmatch(r"[a-z][a-z0-9_-]*(\.yaml)?", text) and text not in ("null", "true", "false")
    return text if plain else json.dumps(text)


def _next(kind: str, path: Path) -> tuple[str, ...]:
    """The two commands that come next."""
    run = [str(path)] if kind == "policy" else ["article-2019", "--society", str(path)]
    words = (["check", str(path)], ["run", *run, "--html", f"{path.stem}.html"])
    return tuple(shlex.join(["underheaven", *each]) for each in words)


def _require_kind(kind: str) -> None:
    if kind not in KINDS:
        near = nearest(kind, KINDS)
        raise refuse(
            f"there is no template for '{kind}'",
            "what can be begun is a policy or a society",
            f"write {near}" if near else "say policy, or society",
        )


def _require_name(name: str) -> None:
    if not NAME.fullmatch(name):
        tamed = re.sub(r"^[^a-z]+|[^a-z0-9_-]+", "-", name.casefold()).strip("-_")[:48]
        raise refuse(
            f"'{name[:60]}' cannot be the name of a policy or a society",
            "a name has up to 48 small letters, digits and the signs - and _, and begins with a letter",
            f"call it {tamed}" if tamed else "call it mine, for instance",
        )
    if name in (*policy_names(), *society_names()):
        raise refuse(
            f"the catalogue has something called {name}",
            "two things of one name could not be told apart",
            f"call it my-{name}"[:60],
        )


def _require_free(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise refuse(
            f"{path} is there already", "nothing is overwritten", "choose another name, or move the file away"
        )
