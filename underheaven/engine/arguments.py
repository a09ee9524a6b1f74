"""All that a step reads and writes, and how the phases take from it what they need.

A phase is handed `arguments`: compiled an address (`by_address`), uncompiled an `Arguments`. It takes out of
it the few records that it needs, `scale = scale_of(arguments)`, so that no function has a long list of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints

import numpy as np

from underheaven.by_address import Directory
from underheaven.engine.layout import Blocks, Layout
from underheaven.engine.log import Log
from underheaven.engine.scratch import (
    Counting,
    Events,
    Matching,
    Ranking,
    Reckoning,
    Scratch,
    Seeking,
    Sifting,
    Slots,
    Trading,
    Tying,
)
from underheaven.engine.state import Communities, Ledger, State, Sums, Told
from underheaven.engine.views import Acts, Calendar, Conduct, News, Rules, Scale, Sight, Ties, Traits, view
from underheaven.life.tables import RECORDS, Tables
from underheaven.mechanisms.declared import ALL, check

check(ALL)


class Common(NamedTuple):
    """The records that no single mechanism has for itself, by name."""

    communities: Communities
    state: State
    ledger: Ledger
    told: Told
    sums: Sums
    blocks: Blocks
    slots: Slots
    events: Events
    sifting: Sifting
    reckoning: Reckoning
    matching: Matching
    tying: Tying
    trading: Trading
    seeking: Seeking
    ranking: Ranking
    counting: Counting
    log: Log
    traits: Traits
    acts: Acts
    conduct: Conduct
    sight: Sight
    rules: Rules
    scale: Scale
    calendar: Calendar
    news: News
    ties: Ties


if TYPE_CHECKING:

    class Arguments(Common):
        """All records by name: those and the tables of each mechanism (`life.tables.RECORDS`)."""

        def __getattr__(self, name: str) -> Any: ...
else:
    Arguments = NamedTuple("Arguments", [*get_type_hints(Common).items(), *RECORDS.items()])

DIRECTORY = Directory(Arguments)
"""A mechanism's kernel takes its tables out by `DIRECTORY.reader`, as the readers below do."""
communities_of = DIRECTORY.reader("communities", Communities)
state_of = DIRECTORY.reader("state", State)
ledger_of = DIRECTORY.reader("ledger", Ledger)
told_of = DIRECTORY.reader("told", Told)
sums_of = DIRECTORY.reader("sums", Sums)
blocks_of = DIRECTORY.reader("blocks", Blocks)
slots_of = DIRECTORY.reader("slots", Slots)
events_of = DIRECTORY.reader("events", Events)
sifting_of = DIRECTORY.reader("sifting", Sifting)
reckoning_of = DIRECTORY.reader("reckoning", Reckoning)
matching_of = DIRECTORY.reader("matching", Matching)
tying_of = DIRECTORY.reader("tying", Tying)
trading_of = DIRECTORY.reader("trading", Trading)
seeking_of = DIRECTORY.reader("seeking", Seeking)
ranking_of = DIRECTORY.reader("ranking", Ranking)
counting_of = DIRECTORY.reader("counting", Counting)
log_of = DIRECTORY.reader("log", Log)
traits_of = DIRECTORY.reader("traits", Traits)
acts_of = DIRECTORY.reader("acts", Acts)
conduct_of = DIRECTORY.reader("conduct", Conduct)
sight_of = DIRECTORY.reader("sight", Sight)
rules_of = DIRECTORY.reader("rules", Rules)
scale_of = DIRECTORY.reader("scale", Scale)
calendar_of = DIRECTORY.reader("calendar", Calendar)
news_of = DIRECTORY.reader("news", News)
ties_of = DIRECTORY.reader("ties", Ties)


def arguments_of(
    tables: Tables,
    layout: Layout,
    communities: Communities,
    state: State,
    ledger: Ledger,
    told: Told,
    scratch: Scratch,
    sums: Sums,
) -> Arguments:
    """What one thread is handed."""
    return Arguments(
        communities=communities,
        state=state,
        ledger=ledger,
        told=told,
        sums=sums,
        blocks=layout.blocks,
        **scratch._asdict(),
        traits=view(Traits, tables),
        acts=view(Acts, tables),
        conduct=view(Conduct, tables),
        sight=view(Sight, tables),
        rules=_rules(tables),
        scale=view(Scale, tables),
        calendar=view(Calendar, tables),
        news=view(News, tables),
        ties=view(Ties, tables),
        **_mechanisms(tables),
    )


def _rules(tables: Tables) -> Rules:
    """What a record costs; where thresholds move, with room for those of a community in a step.

    Behind the rows of segments stands that of the step before (`mechanisms.standards.kernel`).
    """
    rules = view(Rules, tables)
    if not tables.standards.any:
        return rules
    below, highest = (np.concatenate([table, table[-1:]]) for table in (rules.below, rules.highest))
    return rules._replace(below=below, highest=highest)


def _mechanisms(tables: Tables) -> dict[str, Any]:
    """The tables of each mechanism; where thresholds move, the scores to reach are this thread's own."""
    found: dict[str, Any] = {name: getattr(tables, name) for name in RECORDS}
    if tables.standards.any:
        gaming = found["gaming"]
        found["gaming"] = gaming._replace(target=gaming.target.copy(), aim=gaming.aim.copy())
    return found
