"""The command and the Python that make a run again."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from underheaven.documents.problems import InputError
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society

WEEK = 10_080
COMMUNITY = 4_096
TEXT, CHANGED, CHANGE = "_text", "_changed", "change"
"""Keys of what was given, beside `policy` and `society`: the YAML of what had no file (`policy_text`), the
policy that was changed (`policy_changed`), and the change to it as Python."""
MOST_LINES = 60
"""Of a file that is written out in a command; a longer one is taken from the run."""


@dataclass(frozen=True)
class Again:
    """How to make a run again: a line for the shell, and Python whose `run` is the run."""

    command: str
    python: str


def again(world: World, given: Mapping[str, str] | None = None) -> Again:
    """Both, with the names that were `given` for policy and society when the run was made.

    Without them, catalogue names where the catalogue has this policy and this society.
    """
    given = given or {}
    names = given.get("policy") or _policy_name(world), given.get("society") or _society_name(world)
    command = "\n".join([*files(given), _command(world, *names)])
    return Again(command, _python(world, *in_python({**given, "policy": names[0], "society": names[1]})))


def files(given: Mapping[str, str]) -> list[str]:
    """For the shell: how to write the files of a policy and a society that were given without any."""
    found = []
    for kind in ("policy", "society"):
        if text := given.get(f"{kind}{TEXT}"):
            name = shlex.quote(given[kind])
            if len(text.splitlines()) > MOST_LINES:
                found.append(f"# {name}: in Python, uh.open(RUN).save_{kind}({given[kind]!r}) writes it")
            else:
                found.append(f"cat > {name} <<'END_OF_FILE'\n{text.rstrip()}\nEND_OF_FILE")
    return found


def in_python(given: Mapping[str, str]) -> tuple[str, str]:
    """The arguments that give a policy and a society in Python."""
    society = f"society={given['society']!r}"
    if CHANGE in given:
        return f"{given[f'policy{CHANGED}']!r}, change={given[CHANGE]}", society
    text = given.get(f"policy{TEXT}", "")
    # A short text says more than the name of a file that there may not be.
    short = text and len(text.splitlines()) <= MOST_LINES
    return repr(text if short else given["policy"]), society


def label(name: str, given: str | None) -> str:
    """What a policy or society is called: its name, after that of its file where it has another."""
    file = name if given is None else Path(given).name
    return name if file == name else f"{file} ({name})"


def asked_by(name: str | Path) -> str:
    """A name of the catalogue as it is, or the path of a file from the current folder on."""
    path = Path(name)
    return os.path.relpath(path) if path.is_absolute() else str(name)


def policy_name(world: World, given: Mapping[str, str] | None = None) -> str:
    """By what a command finds the policy of a run: what was `given` for it, or its name."""
    return (given or {}).get("policy") or _policy_name(world)


def society_name(world: World, given: Mapping[str, str] | None = None) -> str:
    """By what a command finds the society of a run."""
    return (given or {}).get("society") or _society_name(world)


def _policy_name(world: World) -> str:
    """The catalogue's name of the policy, or that of a file, if the catalogue has another policy or none."""
    name = world.policy.policy
    try:
        # A run keeps no reasons for rules about people: they are no part of what was lived.
        bare = {"structure": None}
        same = load_policy(name).model_copy(update=bare) == world.policy.model_copy(update=bare)
    except InputError:
        same = False
    return name if same else f"{name}.yaml"


def _society_name(world: World) -> str:
    """The catalogue's name of the society, or that of a file."""
    name = world.society.society
    try:
        same = load_society(name) == world.society
    except InputError:
        same = False
    return name if same else f"{name}.yaml"


def _command(world: World, policy: str, society: str) -> str:
    parts = [
        "underheaven", "run", policy,
        "--society", society,
        "--citizens", str(world.citizens),
        "--from", str(world.start),
        "--to", str(world.end),
        "--seed", str(world.seed),
    ]  # fmt: skip
    if world.step_minutes != WEEK:
        parts += ["--step-minutes", str(world.step_minutes)]
    if world.renewal:
        parts.append("--renewal")
    return shlex.join(parts)


def _python(world: World, policy: str, society: str) -> str:
    arguments = [
        policy, society, f"citizens={world.citizens}", f"start='{world.start}'",
        f"end='{world.end}'", f"seed={world.seed}",
    ]  # fmt: skip
    if world.step_minutes != WEEK:
        arguments.append(f"step_minutes={world.step_minutes}")
    if world.community_size != COMMUNITY:
        arguments.append(f"community_size={world.community_size}")
    if world.renewal:
        arguments.append("renewal=True")
    decimal = "from decimal import Decimal\n" if "Decimal(" in policy else ""
    return f"{decimal}import underheaven as uh\n\nrun = uh.World({', '.join(arguments)}).run()\n"
