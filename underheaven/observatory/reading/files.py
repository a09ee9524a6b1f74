"""Writes what the site has to read beside the pages that show it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from underheaven.observatory.reading.policies import policies
from underheaven.observatory.reading.registry import registry
from underheaven.observatory.safeguards.told import safeguards

EVIDENCE, POLICIES, SAFEGUARDS = "evidence.gz", "policies.gz", "safeguards.gz"
FILES = (EVIDENCE, POLICIES, SAFEGUARDS)
"""Names below the site's `data/`."""


def write_files(folder: Path, carried: Collection[str]) -> None:
    """Write the files into the site's folder; `carried` are policies that can be lived there.

    Each is fetched by its own page alone.
    """
    compared = (folder / "compare" / "index.html").is_file()
    for name in FILES:
        (folder / "data" / name).write_bytes(file_of(name, carried, compared))


def file_of(name: str, carried: Collection[str], compared: bool) -> bytes:
    """One of the files; `compared` says whether policies can be compared where it is read."""
    made: Mapping[str, Callable[[], dict[str, Any]]] = {
        EVIDENCE: registry,
        POLICIES: lambda: policies(carried, compared),
        SAFEGUARDS: safeguards,
    }
    said = made[name]()
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), 9, mtime=0)
