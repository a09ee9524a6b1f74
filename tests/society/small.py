"""Riverton, to be varied in tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from underheaven.documents.reading import read_document
from underheaven.society.ages import Bands
from underheaven.society.loading import CATALOGUE
from underheaven.society.parts import put
from underheaven.society.schema import Society

RIVERTON = CATALOGUE / "riverton.yaml"


@cache
def data(path: Path = RIVERTON) -> dict[str, Any]:
    """The plain data of a society file with its shared parts; not to be changed."""
    document = read_document(path)
    assert isinstance(document.data, dict)
    bands = Bands.read(document.data["age_bands"])
    return put(document, document.data, bands, tuple(document.data["opinions"]))[0]


def society(**changes: object) -> Society:
    """Riverton with some of its top keys changed."""
    return Society.model_validate({**data(), **changes})
