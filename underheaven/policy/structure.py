"""Which rules about people and about schemes a policy is meant to be lived with, and why.

Text alone: no result hangs on it, and a world's hash knows nothing of it. What a run uses is what its society
and its policy say; here whoever writes a policy tells which of these rules they think that it needs, so that
what each makes of the results can be read beside a reason (`docs/structure.md`).
"""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from underheaven.documents.names import PolicyName
from underheaven.documents.quantity import Model
from underheaven.documents.texts import Line
from underheaven.documents.words import nearest
from underheaven.mechanisms.registry import names_of

MAX_RULES = 32


class Structure(Model):
    """Rules of the model that matter under a policy, and those that do not, each with the reason."""

    uses: dict[PolicyName, Line] = Field(
        default_factory=dict, max_length=MAX_RULES, description="Rule: why results under the policy need it."
    )
    leaves_out: dict[PolicyName, Line] = Field(
        default_factory=dict, max_length=MAX_RULES, description="Rule: why it makes no difference here."
    )

    @model_validator(mode="after")
    def _known_and_once(self) -> Self:
        known = names_of("structure")
        for name in (*self.uses, *self.leaves_out):
            if name not in known:
                near = nearest(name, known)
                raise ValueError(
                    f"there is no rule '{name}' that can be switched off | known are {', '.join(known)}"
                    f" | {f'write {near}' if near else 'use one of these'}"
                )
        if both := sorted(self.uses.keys() & self.leaves_out.keys()):
            raise ValueError(
                f"{both[0]} is used and left out | a rule is one of the two | remove one of the entries"
            )
        return self
