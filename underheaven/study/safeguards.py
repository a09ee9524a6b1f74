"""Safeguards laid over a policy, and taken off one: any of them alone, and they compose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from underheaven.documents.document import Document
from underheaven.documents.problems import refuse
from underheaven.documents.reform import merge
from underheaven.documents.words import nearest
from underheaven.policy.safeguard import Changes, Safeguard, safeguards
from underheaven.policy.schema import Policy

SAFEGUARDS: Mapping[str, Safeguard] = safeguards()
"""The safeguards by name, in the order in which they are shown."""


def owned(policy: Policy) -> frozenset[str]:
    """The safeguards that a policy has."""
    return frozenset(name for name, each in SAFEGUARDS.items() if each.there(policy))


def changes(policy: Policy, on: Iterable[str] = (), off: Iterable[str] = ()) -> Changes:
    """The one difference that lays safeguards over a policy and takes others off; empty where it has it so.

    Raises InputError for an unknown name, or a safeguard that has no meaning in this policy.
    """
    wanted, unwanted, has = set(on), set(off), owned(policy)
    for name in wanted | unwanted:
        known(name)
    made: Changes = {}
    for name, each in SAFEGUARDS.items():
        if name in wanted - has:
            made = _joined(made, each.on(policy))
        elif name in unwanted & has:
            made = _joined(made, each.off(policy))
    return made


def guarded(policy: Policy, on: Iterable[str] = (), off: Iterable[str] = ()) -> Policy:
    """The policy with safeguards laid over it and others taken off; the policy itself where nothing changes.

    Whether what comes out holds together is not checked. Raises InputError as `changes` does.
    """
    made = changes(policy, on, off)
    if not made:
        return policy
    base = Document("", policy.model_dump(exclude_none=True))
    return Policy.model_validate(merge(base, Document("", made)).data)


def known(name: str) -> Safeguard:
    """The safeguard of that name. InputError, with the nearest name, for any other."""
    if name in SAFEGUARDS:
        return SAFEGUARDS[name]
    near = nearest(name, SAFEGUARDS)
    raise refuse(
        f"there is no safeguard '{name}'",
        f"known are {', '.join(SAFEGUARDS)}",
        f"did you mean {near}?" if near else "choose among them",
    )


def _joined(one: Changes, other: Changes) -> Changes:
    """Two differences that write no entry twice, as one."""
    joined = dict(one)
    for key, value in other.items():
        before = joined.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            joined[key] = _joined(before, value)
        else:
            joined[key] = value
    return joined
