"""Where the worker of a page begins: JSON in, JSON out. Societies were checked when the site was made."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

from underheaven.observatory.editing.asked import answered
from underheaven.society.schema import Society

SOCIETIES = Path(__file__).with_name("societies.json")
"""Written where the sources for the page are put together (`sources.py`)."""


def answer(asked: str) -> str:
    """The answer to a question of the page, both as JSON."""
    return json.dumps(answered(json.loads(asked), _societies()), ensure_ascii=False)


@cache
def _societies() -> dict[str, Callable[[], Society]]:
    said = json.loads(SOCIETIES.read_text(encoding="utf-8"))
    return {name: _kept(data) for name, data in said.items()}


def _kept(data: object) -> Callable[[], Society]:
    """Reads a society when it is first asked for. Whether its margins fit, only NumPy could say again."""

    @cache
    def society() -> Society:
        return Society.model_validate(data)

    return society
