"""The world that tests of workers run into a folder, and what such a folder holds."""

import datetime as dt
from functools import cache
from pathlib import Path

from tests.engine.small import NEW_YEAR, shipped
from underheaven.engine.world import World


@cache
def world() -> World:
    """A year ends within it, so that a checkpoint and a census fall into its steps."""
    return shipped(start=NEW_YEAR - dt.timedelta(days=17), days=40, citizens=1_500, community_size=256)


def written(folder: Path) -> dict[str, bytes]:
    """What a run leaves but for its provenance, which tells when it was lived."""
    left_out = ("provenance.json", "lock")
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name not in left_out}
