"""Riverton, to be varied in tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from underheaven.documents.reading import read_document
from underheaven.society.loading import CATALOGUE, joined
from underheaven.society.schema import Society

RIVERTON = CATALOGUE / "riverton.yaml"


@cache
def data(path: Path = RIVERTON) -> dict[str, Any]:
    """The plain data of a society file with its shared parts; not to be changed."""
    whole, _ = joined(read_document(path))
    assert isinstance(whole, dict)
    return whole


def society(**changes: object) -> Society:
    """Riverton with some of its top keys changed."""
    return Society.model_validate({**data(), **changes})
