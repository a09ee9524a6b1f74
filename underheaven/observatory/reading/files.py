"""Writes what the site has to read beside the pages that show it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from underheaven.observatory.reading.policies import policies
from underheaven.observatory.reading.registry import registry

EVIDENCE, POLICIES = "evidence.gz", "policies.gz"


def write_files(folder: Path, carried: Collection[str]) -> None:
    """Write the files into the site's folder; `carried` are policies that can be lived there.

    Each is fetched by its own page alone.
    """
    compared = (folder / "compare" / "index.html").is_file()
    _write(folder / "data" / EVIDENCE, registry())
    _write(folder / "data" / POLICIES, policies(carried, compared))


def _write(path: Path, said: dict[str, Any]) -> None:
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
