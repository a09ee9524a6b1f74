"""Which kinds of act may be gamed."""

from __future__ import annotations

from underheaven.society.schema import Society


def gameable(society: Society) -> list[int]:
    """The numbers of the kinds that take an effort and are no credit, in the order of their names."""
    return [
        number
        for _, number, act in sorted((name, k, act) for k, (name, act) in enumerate(society.acts.items()))
        if act.effort is not None and act.kind != "credit"
    ]


def effortful(society: Society) -> tuple[str, ...]:
    """The names of the kinds of which effort is counted, in the order of the file; none where none is."""
    gaming = society.behaviour.gaming
    if gaming is None or not gaming.counts_effort:
        return ()
    names = list(society.acts)
    return tuple(names[k] for k in sorted(gameable(society)))
