"""How `underheaven run` was asked to share its world out, and what it says of a shard that is lost."""

from __future__ import annotations

from underheaven.commands.console import messages
from underheaven.commands.values import between
from underheaven.distributed.sharing import MOST_SHARDS, InShards
from underheaven.documents.problems import refuse
from underheaven.study.limits import threads_or_default


def shards_asked(shards: str | None, address: str | None, threads: int | None) -> InShards | None:
    """How a world is shared out, `threads` a shard; None where it is not. InputError for what cannot be.

    Unless told otherwise, the shards have the processors of this machine among them.
    """
    if shards is None:
        if address is not None:
            raise refuse(
                "--address was given without --shards",
                "a cluster lives a world in shards",
                "give --shards the number of its workers, or leave out --address",
            )
        return None
    number = between("--shards", shards, 1, MOST_SHARDS)
    each = max(1, threads_or_default(None) // number) if threads is None else threads
    return InShards(number, each, address, _say_lost)


def _say_lost(number: int, how: str) -> None:
    messages().print(f"Shard {number + 1} was lost: {how}. Its part is lived again.", markup=False)
