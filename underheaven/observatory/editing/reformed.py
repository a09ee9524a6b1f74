"""The policy that the word of an address makes of a shipped one, and what is told of it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from underheaven.documents.problems import refuse
from underheaven.documents.reform import REFORM_OF, Reformed
from underheaven.documents.writing import as_yaml
from underheaven.observatory.editing.checking import FILE, changes_of, differences
from underheaven.observatory.editing.packed import unpacked
from underheaven.observatory.filed import refuse_what_moves
from underheaven.observatory.telling import told_of_policy
from underheaven.policy.loading import policy_from_text
from underheaven.policy.schema import Policy

DIGITS = 6
"""Of a name, which stand for the change."""


def reformed(word: str) -> tuple[Policy, dict[str, Any]]:
    """The policy, and what a page is told: its `base`, `text` and `differences`, and what it says of itself.

    `named` is the text under a name of its own, by which a comparison tells it from what it changes. Raises
    InputError for a word that is none, for a reform that has problems, and where no page can live it.
    """
    text = unpacked(word)
    policy, document = policy_from_text(text, FILE)
    if not isinstance(document, Reformed):
        raise refuse("this is not a reform", "an address holds what is changed of a shipped policy",
                     "open it in the editor, and save it as a file")  # fmt: skip
    refuse_what_moves(policy)
    base = Path(document.base.file).stem
    changes = changes_of(document, base)
    told: dict[str, Any] = {
        "base": base,
        "text": text,
        "named": text,
        "differences": differences(base, changes),
    }
    if policy.policy == base:
        seal = hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
        told["named"] = as_yaml({REFORM_OF: base, "policy": f"{base}-changed-{seal}", **changes}, short=True)
    return policy, {**told, **told_of_policy(policy)}
