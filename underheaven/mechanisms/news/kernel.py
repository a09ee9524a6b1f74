"""Dread and hardship fade, and news frighten (specification, 8.4 and 8.5)."""

from __future__ import annotations

from typing import Any

from underheaven import draws
from underheaven.counted.events import What
from underheaven.draws import fill, int64, named
from underheaven.engine.arguments import calendar_of, news_of, slots_of, state_of, traits_of
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.here import here_of
from underheaven.engine.noting import is_told, note
from underheaven.jit import register_jitable
from underheaven.life.close import fade
from underheaven.life.score import raised


@register_jitable
def forget(arguments: Any) -> None:
    """Dread and hardship fade."""
    here = here_of(arguments)
    s, t = state_of(arguments), calendar_of(arguments)
    _fade(s.dread[here.begin : here.begin + here.n], t.dread_fade[here.step])
    _fade(s.hardship[here.begin : here.begin + here.n], t.hardship_fade[here.step])


@register_jitable
def _fade(level: Any, by: int) -> None:
    for i in range(len(level)):
        level[i] = fade(int64(level[i]), by)


@register_jitable
def hear(arguments: Any) -> None:
    """Whoever hears news fears more; the young do not."""
    here = here_of(arguments)
    news, x = news_of(arguments), slots_of(arguments)
    chances = news.hear[here.step, here.region]
    if max(max(chances[0], chances[1]), max(chances[2], chances[3])) == 0:
        return
    s, adult, n, word = state_of(arguments), traits_of(arguments).adult, here.n, x.word
    fill(here.place, x.slots, n, here.step, draws.HEAR, here.seed, word)
    for c in range(len(chances)):
        until, by, key = chances[c], news.news_dread[c], news.news_key[c]
        if until > 0:
            for i in range(n):
                j = here.begin + i
                hears = (
                    _hears(int64(word[0, i]), int64(word[1, i]), key, until)
                    & adult[s.archetype[j] & ARCHETYPE]
                )
                s.dread[j] = raised(int64(s.dread[j]), by * hears)
            if is_told(arguments):
                for i in range(n):
                    heard = _hears(int64(word[0, i]), int64(word[1, i]), key, until)
                    if heard & adult[s.archetype[here.begin + i] & ARCHETYPE]:
                        note(i, What.NEWS, c, arguments)


@register_jitable
def _hears(low: int, high: int, key: int, until: int) -> int:
    """1 where news reaches whoever drew these two words, if they are adult."""
    hears: int = int64(named(low, high, key)[0] < until)
    return hears
