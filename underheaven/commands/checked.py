"""`underheaven check` from Python: every error of a policy or a society, and what to know of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from underheaven.commands.check import check_file, check_policy
from underheaven.documents.problems import InputError
from underheaven.notebook.catalogue import is_for_a_society
from underheaven.notebook.given import PolicyLike, SocietyLike, policy_given, society_given
from underheaven.notebook.telling import told
from underheaven.policy.examined import Checked


@told
def check(what: PolicyLike | SocietyLike, society: SocietyLike | None = None) -> Checked:
    """Every error of a policy or a society as `problems`, `warnings`, and what has no effect as `idle`.

    `what` is given as `World` takes policies and societies. With a `society` a policy has to fit it; without,
    what has no effect is that which has none in `riverton`. None of this is raised. Raises InputError where
    the `society` itself cannot be read, or `what` can be none.
    """
    people = None if society is None else society_given("society", society)[0]
    if isinstance(what, str | os.PathLike) and "\n" not in str(what):
        return check_file(Path(what), people)
    given = None
    try:
        if is_for_a_society(what):
            society_given("what", what)
            return Checked([])
        given = policy_given("what", what)
        return check_policy(given.policy, given.document, people)
    except InputError as error:
        if not isinstance(what, str | Mapping) and not hasattr(what, "model_dump"):
            raise
        stopped = error.early or (people is not None and given is None and not is_for_a_society(what))
        return Checked(list(error.problems), stopped=stopped)
