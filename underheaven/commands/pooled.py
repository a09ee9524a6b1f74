"""Where a study was asked to live its worlds: on threads of this machine, or on a cluster."""

from __future__ import annotations

from underheaven.commands.console import messages
from underheaven.commands.values import whole
from underheaven.distributed.cluster import Cluster, for_study
from underheaven.distributed.elsewhere import Elsewhere
from underheaven.documents.problems import refuse
from underheaven.study.pool import Pool, on_threads

MOST_PLACES = 100_000


def pool_asked(threads: str | None, address: str | None) -> Pool:
    """So many threads, or so many worlds at a time on a cluster, which is not spoken to yet.

    Raises `InputError` for what is no such number, and where Ray is missing.
    """
    number = None if threads is None else whole("--threads", threads)
    if address is None:
        return on_threads(number)
    if number is not None and not 1 <= number <= MOST_PLACES:
        raise refuse(
            f"a cluster cannot live {number:,} worlds at a time",
            "it lives one at least" if number < 1 else f"it takes at most {MOST_PLACES:,}",
            f"give --threads a number of 1 to {MOST_PLACES:,}, or leave it out",
        )
    return Elsewhere(Cluster(address, for_study(number)), _say_lost)


def _say_lost(how: str) -> None:
    messages().print(f"A worker was lost: {how}. What it was at is lived again.", markup=False)
