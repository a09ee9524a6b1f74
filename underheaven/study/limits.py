"""Limits that are checked before any work starts: threads and memory."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from underheaven.counted.columns import Life
from underheaven.documents.problems import refuse
from underheaven.documents.words import counted
from underheaven.engine.compiling.acts import ways_of_acting
from underheaven.engine.layout import BINS, BLOCKS, layout_of
from underheaven.engine.world import MINUTES_PER_DAY, World
from underheaven.mechanisms.association.kernel import modulus
from underheaven.mechanisms.deterrence.kinds import reckoned
from underheaven.mechanisms.lasting.model import combinations_of
from underheaven.record.enumeration import CHUNK
from underheaven.record.ledger import ledger_bytes
from underheaven.record.recorder import STEPS_PER_SEGMENT
from underheaven.society.schema import PLACES, QUINTILES, Society
from underheaven.study.reach import lives_bytes, reach_of

BYTES_PER_CITIZEN = 12
CONTEXT_BYTES, GENERATION_BYTES, BELIEF_BYTES, FIRM_BYTES = 2, 1, 1, 2
"""Contexts of a person's records, occupants that a place has had, what somebody believes, and the score of a
firm."""
OVERHEAD = 310_000_000
"""Python with its libraries, compiled kernels and the recorder's buffers (`tools/measure_memory.py`)."""
COPIES, COPIES_OF_STEPS = 2, 4
"""How often a year's counts are there again while they are written, and those of a segment of steps."""
BYTES_OF_A_ROW, MOST_OF_ROWS = 64, 50_000_000
"""What writing a row of each citizen takes, and at most, since some are written at a time."""
THREAD_BYTES = 8_000_000
"""A thread's room to work in, and its stack."""
CENSUS_BYTES = 360
"""What the census holds of each citizen that it looks at at once."""
KIND_BYTES = 200
"""Of a row of the tables of how people act, for each kind of act, while they are compiled."""
POOLS, LIVED_AT_ONCE, LIVED_BYTES = 2, 16, 1_000
"""Pools of counts that are measured at once, communities that are lived again, and bytes of each of their
citizens."""
MOST_THREADS = 512
IN_SHARDS = 3
"""How often everybody is there while shards hand them over: with a shard, on the way, and with who asks."""
LIFE_BYTES = 4 * (len(Life) + 1)
"""Room for what is counted of a citizen; it takes memory as it is written to."""


def threads_or_default(threads: int | None) -> int:
    """The number of threads to use; by default one for each processor that this process may use."""
    if threads is None:
        return (
            max(1, len(os.sched_getaffinity(0))) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        )
    if not 1 <= threads <= MOST_THREADS:
        raise refuse(
            f"a run cannot use {threads} threads",
            "it needs at least one" if threads < 1 else f"it takes at most {MOST_THREADS}",
            f"give --threads a number of 1 to {MOST_THREADS}",
        )
    return threads


@dataclass(frozen=True)
class Memory:
    """Bytes that a run needs, about, by what they are for."""

    people: int
    """State of the citizens."""
    firms: int
    """Scores of firms."""
    ledger: int
    """Records that wait, are appealed or will expire, at most."""
    tallies: int
    """Counts of a year, the same for all threads, and what each thread works with."""
    lives: int
    """What is counted of each citizen, where it is."""
    written: int
    """What writing the counts of a year and of steps takes beside them; of one engine at a time."""
    tables: int
    """Tables of how people act, where they differ for life; 0 elsewhere, for they are small."""
    census: int
    """What a census needs while it is taken; one of several engines at a time."""
    told: int
    """What takes the measures and lives communities again, at most; where that is done beside the engine."""
    processes: int = 1
    """Processes that have the program."""

    @property
    def total(self) -> int:
        """All of them, with what is always there."""
        return (
            OVERHEAD * self.processes + self.census + self.written + self.growing + self.tallies + self.tables
        )

    @property
    def beside(self) -> int:
        """With what tells of the run while it is lived, at most."""
        return self.total + self.told

    @property
    def growing(self) -> int:
        """What grows with the citizens without end."""
        return self.people + self.firms + self.ledger + self.lives


def bytes_of_a_citizen(world: World) -> int:
    """Bytes of state of one citizen: more than twelve where the policy or the run needs more."""
    contexts = world.policy.safeguards.same_context
    deterrence = world.society.behaviour.deterrence
    reckons = bool(reckoned(world.society, world.policy))
    belief = reckons and deterrence is not None and deterrence.chance.moves
    return (
        BYTES_PER_CITIZEN
        + CONTEXT_BYTES * contexts
        + GENERATION_BYTES * world.renewal
        + BELIEF_BYTES * belief
    )


def memory_needed(
    world: World, threads: int, engines: int = 1, lives: bool = False, shards: int = 0
) -> Memory:  # fmt: skip
    """What so many engines of a world need at the peak of a run, within a few per cent.

    Only the ledger is estimated generously. In so many `shards`, each a process of this machine, everybody is
    there up to three times while a checkpoint is kept; `threads` are those of all shards.
    """
    engines *= IN_SHARDS if shards else 1
    society, reach = world.society, reach_of(world)
    full, rest = zip(*(divmod(n, world.community_size) for n in world.citizens_of_regions), strict=True)
    communities = sum(full) + sum(n > 0 for n in rest)
    scheme = society.firms is not None and world.policy.firms is not None
    places = sum(full) * modulus(world.community_size) + sum(modulus(n) for n in rest if n)
    yearly = reach.rows * 10 * len(society.groups) * layout_of(world).width * 8
    return Memory(
        people=engines * world.citizens * bytes_of_a_citizen(world),
        firms=engines * FIRM_BYTES * int(places * _firms_of_a_place(society)) * scheme,
        ledger=engines * ledger_bytes(world, communities),
        tallies=engines * (yearly + threads * THREAD_BYTES),
        written=COPIES * yearly + COPIES_OF_STEPS * _bytes_of_steps(world) + _rows_of_people(world) * lives,
        lives=engines * lives_bytes(world, reach) * lives,
        tables=engines * _bytes_of_tables(world.society),
        census=CENSUS_BYTES * min(CHUNK, max(reach.enrolled)),
        told=POOLS * _bytes_of_a_pool(world)
        + LIVED_BYTES * min(world.citizens, LIVED_AT_ONCE * world.community_size),
        processes=1 + shards,
    )


def _bytes_of_a_pool(world: World) -> int:
    """Counts by every cell and block; huge pages are taken whole, so that hardly any row is left out."""
    society = world.society
    cells = len(PLACES) * len(QUINTILES) + 1 + len(world.policy.rollout)
    return len(society.groups) * len(society.regions) * cells * BLOCKS * layout_of(world).width * 8


def _bytes_of_tables(society: Society) -> int:
    """Of the rows of how people act, one for each way of acting and combination of lasting classes."""
    among = combinations_of(society.behaviour.lasting)
    if among == 1:
        return 0
    rows = len(ways_of_acting(society)[1]) * among
    return rows * KIND_BYTES * len(society.acts)


def _rows_of_people(world: World) -> int:
    return min(MOST_OF_ROWS, BYTES_OF_A_ROW * world.citizens)


def _bytes_of_steps(world: World) -> int:
    """Counts of the steps that are written together."""
    layout, places = layout_of(world), len(world.society.regions) * len(world.society.groups)
    return min(world.steps, STEPS_PER_SEGMENT) * places * (layout.width + BINS) * 8


def _firms_of_a_place(society: Society) -> float:
    """Firms for each place of work, as many as are to be expected."""
    sizes = society.firms.sizes if society.firms else {}
    return sum(float(share.value) / int(size) for size, share in sizes.items())


def kept_bytes(world: World, lives: bool) -> int:
    """Bytes of disk that two checkpoints take, at most; `lives` counts what happens to each citizen.

    On the disk all counts take room, those that are 0 too.
    """
    needed = memory_needed(world, 1, lives=lives)
    room = LIFE_BYTES * world.citizens * lives
    return 2 * (needed.people + needed.firms + needed.ledger + needed.tallies + room)


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


def require_memory(
    world: World, threads: int, engines: int = 1, lives: bool = False, shards: int = 0
) -> Memory:  # fmt: skip
    """Refuse a world that does not fit into memory as often as it is there; what is counted is said.

    Returns what it needs.
    """
    needed, there = memory_needed(world, threads, engines, lives, shards), memory_there()
    if there is not None and needed.total > there:
        parts = [
            f"{f'{IN_SHARDS} times ' * bool(shards)}{bytes_of_a_citizen(world)} bytes a citizen",
            *([f"{said_bytes(needed.lives)} for what happens to each"] if needed.lives else []),
            *([f"{said_bytes(needed.firms)} for scores of firms"] if needed.firms else []),
            *([f"{said_bytes(needed.ledger)} for records that can still change"] if needed.ledger else []),
            f"{said_bytes(needed.tallies + needed.written)} for counts",
            f"{said_bytes(OVERHEAD * needed.processes + needed.census)} for the program",
        ]
        fits = int(world.citizens * (there - needed.total + needed.growing) / needed.growing)
        # Two digits, rounded down.
        fits -= fits % 10 ** max(0, len(str(fits)) - 2)
        raise refuse(
            f"{world.citizens:,} citizens on {counted(threads, 'thread')}"
            f"{f', {engines} times,' * (engines > 1)}{_in_shards(shards)} do not fit into memory",
            f"they need about {said_bytes(needed.total)} of memory and {said_bytes(there)} are free; counted "
            f"are {', '.join(parts[:-1])} and {parts[-1]}",
            f"lower --citizens to {fits:,} or less, or use a machine with more memory"
            if fits > 0
            else "use a machine with more memory",
        )
    return needed


def _in_shards(shards: int) -> str:
    return f", in {counted(shards, 'shard')}," * bool(shards)


def require_renewal(world: World) -> None:
    """Refuse renewal in a society that does not say how often people are replaced."""
    if world.renewal and world.society.renewal is None:
        raise refuse(
            f"the society {world.society.society} cannot be run with --renewal",
            "it does not say how often births, deaths and moves bring other people",
            "leave out --renewal, or add `renewal` to the society",
        )


def said_bytes(number: int) -> str:
    """A number of bytes in GiB, MiB or KiB."""
    for unit, size in (("GiB", 2**30), ("MiB", 2**20)):
        if number >= size / 10:
            return f"{number / size:.1f} {unit}"
    return f"{number / 2**10:.1f} KiB"


def require_whole_days(world: World) -> None:
    """Refuse steps that do not end with a day: a run ends with one, and this one ends with a step."""
    if world.step_minutes % MINUTES_PER_DAY:
        raise refuse(
            f"a run with steps of {world.step_minutes} minutes cannot go on until it has settled",
            "it would end within a day",
            "give --step-minutes 10080 or 1440",
        )
