"""The names that policies and societies give to their parts."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from underheaven.documents.texts import nobodys

MAX_KINDS_NAMED = 64
"""Kinds of act that one entry of a policy may name: twice as many as a society has."""
MAX_BANDS = 102
"""Age bands that a society has at most."""
PolicyName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,47}$"), AfterValidator(nobodys)]
SocietyName = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_+-]{0,47}$"), AfterValidator(nobodys)
]
