"""What a safeguard is, and all that there are: each mechanism has its own in its folder.

A safeguard is a sparse difference to a policy, so that it can be laid over one and taken off one. What has a
size (days of notice, who appeals) is as strong as in the policy `rights-respecting`, unless it says how
strong. No two write the same entry of a policy, so that their order does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from underheaven.mechanisms.registry import parts, placed
from underheaven.policy.loading import load_policy
from underheaven.policy.safeguards import Safeguards
from underheaven.policy.schema import Policy
from underheaven.policy.words import Row
from underheaven.society.schema import Society

MODEL = "rights-respecting"
"""The policy whose sizes are taken."""
Changes = dict[str, object]
"""What changes in a policy, in its own structure, as in a reform: null removes."""
Edit = Callable[[Policy], Changes]
Rows = Callable[[Policy], Iterator[Row]]
Needless = Callable[[Policy, Society], str | None]


@dataclass(frozen=True)
class Words:
    """What is said of a safeguard."""

    title: str
    about: str
    """What it does, as the second half of a sentence."""
    presumes: str
    """What is taken for granted where it is laid over a policy that lacks it."""
    promise: str
    """What people can count on where it is there, in a few words."""
    written: str = ""
    """What it does, in Markdown and with the keys of its own, where it has any; else it is `about`."""


@dataclass(frozen=True)
class Safeguard:
    """One safeguard: what is said of it, and how it is laid over a policy and taken off one."""

    name: str
    """Its key under `safeguards`."""
    words: Words
    there: Callable[[Policy], bool]
    """Whether a policy has it already."""
    on: Edit
    """What it changes in a policy that lacks it. Raises InputError where it has no meaning there."""
    off: Edit
    """What taking it away changes in a policy that has it."""
    rows: Rows
    """How a policy says that it has it; nothing is asked of one that has not."""
    needless: Needless | None = None
    """Why it guards against nothing that a policy does; None where it guards against something."""


def model() -> Policy:
    """The policy whose safeguards are taken."""
    return load_policy(MODEL)


def given(name: str) -> object:
    """A safeguard of the model policy as plain data, with the origin of its numbers."""
    return model().safeguards.model_dump(exclude_none=True)[name]


def has(policy: Policy, name: str) -> bool:
    """Whether a policy has what stands under that key of `safeguards`, on or with a size."""
    return getattr(policy.safeguards, name) not in (None, False)


def switch(name: str, words: Words, needless: Needless | None = None) -> Safeguard:
    """A safeguard that a policy has or has not, and that has no size."""

    def rows(policy: Policy) -> Iterator[Row]:
        del policy
        text = Safeguards.model_fields[name].description or words.about
        yield name, "on", text[0].lower() + text[1:].rstrip(".")

    return Safeguard(
        name, words, lambda policy: has(policy, name), lambda _: {"safeguards": {name: True}},
        lambda _: {"safeguards": {name: False}}, rows, needless,
    )  # fmt: skip


def sized(name: str, words: Words, rows: Rows, size: object = None) -> Safeguard:
    """A safeguard that has a size: what is given as such, or that of the model policy."""
    return Safeguard(
        name, words, lambda policy: has(policy, name),
        lambda _: {"safeguards": {name: given(name) if size is None else size}},
        lambda _: {"safeguards": {name: None}}, rows,
    )  # fmt: skip


@cache
def safeguards() -> Mapping[str, Safeguard]:
    """The safeguards by name, in the order in which they are weighed.

    ValueError, with the names, where one has no key of that name in any `model.py`, or a key has none.
    """
    found = {name: module.SAFEGUARD for name, module in placed(parts("safeguard"), "NAME").items()}
    keys = set(Safeguards.model_fields)
    for name, each in found.items():
        if each.name != name or name not in keys:
            raise ValueError(f"the safeguard '{name}' has no key of its name under `safeguards`")
    if missing := keys - found.keys():
        raise ValueError(f"no folder has a safeguard for the keys {', '.join(sorted(missing))}")
    return found
