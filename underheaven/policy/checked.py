"""A policy from Python, checked as one from a file is."""

from __future__ import annotations

from underheaven.documents.objects import is_known, know, revalidated
from underheaven.policy.coherence import check_policy
from underheaven.policy.schema import Policy

__all__ = ["checked_policy"]


def checked_policy(policy: Policy) -> Policy:
    """The policy, its bounds and its coherence checked; the same object where nothing had to be read anew.

    For what `Policy.model_validate` and `model_copy(update=...)` give. Raises InputError with every problem
    and its path.
    """
    if is_known(policy):
        return policy
    anew = revalidated(Policy, policy)
    same = policy if anew == policy else anew
    check_policy(same)
    know(same)
    return same
