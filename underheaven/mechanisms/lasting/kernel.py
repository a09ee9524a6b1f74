"""What lasts in people: the manner of acting of everybody's classes (specification, 30)."""

from __future__ import annotations

from typing import Any

from underheaven import draws
from underheaven.draws import fill, int64, named
from underheaven.engine.arguments import slots_of
from underheaven.engine.here import here_of
from underheaven.jit import register_jitable
from underheaven.mechanisms.lasting.handed import lasting_of


@register_jitable
def differ(arguments: Any) -> None:
    """Move everybody from the first row of their archetype's manners to that of their classes."""
    here, t = here_of(arguments), lasting_of(arguments)
    if t.any == 0:
        return
    x = slots_of(arguments)
    # The words of what is considered come later into the same room.
    fill(here.place, x.who, here.n, 0, draws.LASTING, here.seed, x.word)
    w0, w1, word = x.word[0], x.word[1], x.word[2]
    for f in range(len(t.key)):
        key = t.key[f]
        for i in range(here.n):
            word[i] = named(int64(w0[i]), int64(w1[i]), key)[0]
        differ_by(word, here.n, t.until[f], t.classes[f], t.stride[f], x.manner)


@register_jitable
def differ_by(word: Any, n: int, until: Any, classes: int, stride: int, manner: Any) -> None:
    """Move n manners (uint16[n]) on by `stride` for each class up to the one that a word (uint32[n]) chooses.

    `until` are the cumulative thresholds of the classes (int64[8]). Edge after edge, so that the compiler
    makes vectors of it.
    """
    for edge in range(classes - 1):
        above = until[edge]
        for i in range(n):
            manner[i] = int64(manner[i]) + stride * int64(int64(word[i]) >= above)
