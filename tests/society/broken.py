"""Riverton with something wrong in it, and what is said of that."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.society.small import RIVERTON
from underheaven.documents.problems import InputError
from underheaven.society.loading import CATALOGUE, read_society

TEXT = RIVERTON.read_text(encoding="utf-8")


def refused(folder: Path, old: str, new: str) -> str:
    """What is said of Riverton with its first `old` written as `new`; the file is called FILE."""
    assert old in TEXT
    path = folder / "mine.yaml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_society(path)
    return str(caught.value).replace(str(path), "FILE").replace(str(CATALOGUE), "CATALOGUE")


def own_acts(folder: Path, act: str) -> str:
    """What is said of Riverton with a single kind of act of its own."""
    return refused(folder, "acts: acts", f"acts:\n  wave: {act}")


def own_behaviour(folder: Path, old: str, new: str) -> str:
    """What is said of Riverton with the shared behaviour written out, and one part of it changed."""
    part = (CATALOGUE / "parts" / "behaviour.yaml").read_text(encoding="utf-8")
    assert old in part
    block = part[part.index("behaviour:") + len("behaviour:") :].replace(old, new, 1)
    return refused(folder, "behaviour: behaviour", f"behaviour:{block}")
