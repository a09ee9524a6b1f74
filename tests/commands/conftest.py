"""Commands given in this process read each society of the catalogue once."""

from functools import cache

import pytest

from underheaven.policy import named
from underheaven.society.loading import load_society

_once = cache(load_society)


@pytest.fixture(autouse=True)
def societies_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        named,
        "load_society",
        lambda name, step_minutes: (_once if "." not in name else load_society)(name, step_minutes),
    )
