"""The names that a policy gives to its parts."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from underheaven.documents.texts import nobodys

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,47}$"), AfterValidator(nobodys)]
