"""Limits that are checked before any work starts: threads and memory."""

from __future__ import annotations

import os
from pathlib import Path

from underheaven.documents.problems import refuse
from underheaven.engine.layout import BLOCKS, Layout
from underheaven.engine.world import World

BYTES_PER_CITIZEN = 12
OVERHEAD = 400_000_000
"""Python with its libraries, compiled kernels and the recorder's buffers."""
MOST_THREADS = 512


def threads_or_default(threads: int | None) -> int:
    """The number of threads to use; by default one for each processor that this process may use."""
    if threads is None:
        return (
            max(1, len(os.sched_getaffinity(0))) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        )
    if not 1 <= threads <= MOST_THREADS:
        raise refuse(
            f"{threads} threads",
            "a run needs at least one" if threads < 1 else f"a run takes at most {MOST_THREADS}",
            f"give --threads a number of 1 to {MOST_THREADS}",
        )
    return threads


def memory_needed(world: World, threads: int) -> int:
    """Bytes that a run needs, about: state, yearly tallies for each thread, and what is always there."""
    society, policy = world.society, world.policy
    width = Layout(tuple(society.acts), tuple(policy.sources), tuple(policy.consequences)).width
    communities = -(-world.citizens // world.community_size) + len(society.regions)
    rows = min(communities, BLOCKS * len(society.regions))
    yearly = rows * 10 * len(society.groups) * width * 8
    return OVERHEAD + world.citizens * BYTES_PER_CITIZEN + (threads + 1) * yearly


def memory_there() -> int | None:
    """Bytes of memory that can be had without swapping, or None where the system does not say."""
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError, AttributeError):
        return None


def require_memory(world: World, threads: int) -> None:
    """Refuse a world that does not fit into memory."""
    needed, there = memory_needed(world, threads), memory_there()
    if there is not None and needed > there:
        raise refuse(
            f"{world.citizens:,} citizens on {threads} thread{'s' * (threads != 1)}",
            f"they need about {needed / 2**30:.1f} GiB of memory and {there / 2**30:.1f} GiB are free",
            "lower --citizens or --threads, or use a machine with more memory",
        )
