"""Living a run's world in shards: on processes of this machine, or on the workers of a cluster."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from underheaven.distributed.cluster import Cluster, for_shards, require_ray
from underheaven.distributed.processes import ThisMachine
from underheaven.distributed.shard import Workplace
from underheaven.distributed.together import Together
from underheaven.documents.problems import refuse
from underheaven.engine.world import World
from underheaven.study.engines import Census
from underheaven.study.limits import Memory, require_memory

MOST_SHARDS = 4_096
Lost = Callable[[int, str], None]
"""Told the number of a shard whose worker is lost, from 0, and how it ended."""


def quietly(_number: int, _how: str) -> None:
    """For who need not know that a shard was lost."""


@dataclass(frozen=True)
class InShards:
    """So many shards, each on so many threads of its worker."""

    shards: int
    threads: int = 1
    address: str | None = None
    """Of the Ray cluster whose workers they are; None: processes of this machine."""
    on_lost: Lost = quietly

    def require(self, world: World, lives: bool) -> Memory:
        """What they need. Raises `InputError` where there are more shards than communities."""
        require_communities(world, self.shards)
        if self.address is not None:
            # What the workers need is elsewhere; everybody comes here whenever a checkpoint is kept.
            require_ray()
            return require_memory(world, 1, engines=2, lives=lives)
        return require_memory(world, self.shards * self.threads, lives=lives, shards=self.shards)

    def begun(self, world: World, lives: bool) -> tuple[Together, Census]:
        """An engine that has nobody until its workers begin, when it is compiled."""
        workplace: Workplace = ThisMachine(world, self.threads, lives)
        if self.address is not None:
            workplace = Cluster(self.address, for_shards(self.shards, (world, self.threads, lives)))
        engine = Together(world, self.shards, workplace, self.on_lost, lives)
        return engine, engine.census


def require_communities(world: World, shards: int) -> None:
    """Refuse more shards than a world has communities: some would have nobody."""
    communities = sum(-(-citizens // world.community_size) for citizens in world.citizens_of_regions)
    if shards > communities:
        raise refuse(
            f"this world cannot be run in {shards:,} shards",
            f"a shard has whole communities, and there are {communities:,}",
            f"give --shards a number of 1 to {min(communities, MOST_SHARDS):,}",
        )
