"""Which worlds a weighing of safeguards needs: a factorial of what is in force and what is not.

Of n safeguards none is in force, each alone, each pair, all, and all but one; and the policy as it is with
each of its own taken off, and each other laid over it (Fisher 1935; Box, Hunter and Hunter 2005). A set is
what is in force of those weighed; what is not weighed stays as the policy has it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from underheaven.documents.problems import InputError, refuse
from underheaven.policy.fitness import check_fit
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society
from underheaven.study.safeguards import SAFEGUARDS, guarded, known, owned

Set = frozenset[str]
"""Safeguards in force, of those that are weighed."""
NONE: Set = frozenset()


@dataclass(frozen=True)
class Design:
    """The safeguards that are weighed on a policy, and the policies that this takes."""

    policy: Policy
    society: Society
    safeguards: tuple[str, ...]
    refused: dict[str, str]
    """Safeguard that cannot be combined with the policy or the society: why."""

    @cached_property
    def all(self) -> Set:
        """Every safeguard that is weighed."""
        return frozenset(self.safeguards)

    @cached_property
    def own(self) -> Set:
        """Those of them that the policy has."""
        return owned(self.policy) & self.all

    def under(self, of: Set) -> Policy:
        """The policy with exactly these in force. InputError where they do not hold together."""
        found = guarded(self.policy, of, self.all - of)
        if found is not self.policy:
            check_fit(found, self.society)
        return found

    def sets(self, pairs: bool = True) -> tuple[Set, ...]:
        """What must be run, each once: none and all first, then what stands alone, then pairs."""
        return tuple(dict.fromkeys(self._sets(pairs)))

    def _sets(self, pairs: bool) -> Iterator[Set]:
        yield from (NONE, self.all, self.own)
        for name in self.safeguards:
            yield from (frozenset({name}), self.all - {name}, self.own ^ {name})
        if pairs:
            yield from map(frozenset, itertools.combinations(self.safeguards, 2))


def design_of(policy: Policy, society: Society, names: Iterable[str] | None = None) -> Design:
    """The design for some safeguards, or for all; `refused` says what cannot be combined, and why.

    Raises InputError for unknown names, for none, for a policy that does not fit the society, and where
    nothing can be combined.
    """
    check_fit(policy, society)
    asked = list(dict.fromkeys(SAFEGUARDS if names is None else names))
    for name in asked:
        known(name)
    if not asked:
        raise refuse("no safeguard is named", "there is nothing to weigh", "leave out --safeguards for all")
    wanted = [name for name in SAFEGUARDS if name in asked]
    refused: dict[str, str] = {}
    for name in wanted:
        try:
            check_fit(guarded(policy, on=[name]), society)
            # And without it, and without all others, as what is weighed begins from none of them.
            check_fit(guarded(policy, on=[name], off=set(wanted) - {name}), society)
            check_fit(guarded(policy, off=[name]), society)
        except InputError as error:
            refused[name] = why(error)
    left = tuple(name for name in wanted if name not in refused)
    if not left:
        reasons = "; ".join(f"{name}: {reason}" for name, reason in refused.items())
        raise refuse("none of these safeguards can be combined with the policy", reasons, "name others")
    return Design(policy, society, left, refused)


def why(error: InputError) -> str:
    """What was refused and why, in a line."""
    return "; ".join(": ".join(part for part in (each.what, each.why) if part) for each in error.problems)
