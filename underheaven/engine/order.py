"""The order of a step: the one compiled function that a thread calls, and its phases as they follow.

The order has a meaning, so it stands here in full. A phase that has nothing to do returns at once.
"""

from __future__ import annotations

from typing import Any

from underheaven.engine.adding import add_up, clear
from underheaven.engine.considering import consider
from underheaven.engine.counting import count
from underheaven.engine.ending import note_beginning, note_end, note_own
from underheaven.engine.enrolling import enrol, remember
from underheaven.engine.here import come_to
from underheaven.engine.living import live
from underheaven.engine.settling import settle
from underheaven.kernels import entry
from underheaven.mechanisms.association.alarm import alarm
from underheaven.mechanisms.association.kernel import lay_out
from underheaven.mechanisms.deterrence.believing import believe
from underheaven.mechanisms.firms.kernel import trade
from underheaven.mechanisms.gaming.kernel import game
from underheaven.mechanisms.gaming.reaching import set_targets
from underheaven.mechanisms.lasting.kernel import differ
from underheaven.mechanisms.mistakes.kernel import mistake
from underheaven.mechanisms.news.kernel import forget, hear
from underheaven.mechanisms.partners.kernel import partner
from underheaven.mechanisms.places.kernel import allot
from underheaven.mechanisms.redress.kernel import ledger_is_full, redress
from underheaven.mechanisms.renewal.kernel import renew
from underheaven.mechanisms.standards.kernel import set_standards


def _run_range(step: int, first: int, last: int, every: int, seed: tuple[int, int], arguments: Any) -> int:
    """Live one step in each `every`-th community from `first` to before `last`, and add up what is counted.

    `arguments` is the address of a directory (`arguments`), or uncompiled an `Arguments`. Returns `last`, or
    the number of a community whose ledger is too short: nothing has happened in it, and its step can be
    lived with a longer one.
    """
    for number in range(first, last, every):
        come_to(step, number, seed, arguments)
        set_standards(arguments)
        set_targets(arguments)
        clear(arguments)
        enrol(arguments)
        differ(arguments)
        acts = consider(arguments)
        events = game(mistake(acts, arguments), arguments)
        if ledger_is_full(events, arguments):
            return number
        note_beginning(arguments)
        allot(arguments)
        remember(arguments)
        live(acts, events, arguments)
        partner(arguments)
        lay_out(arguments)
        trade(arguments)
        redress(arguments)
        believe(arguments)
        forget(arguments)
        hear(arguments)
        note_own(arguments)
        settle(arguments)
        struck = count(arguments)
        alarm(struck, arguments)
        note_end(arguments)
        renew(arguments)
        add_up(arguments)
    return last


run_range = entry(_run_range)
