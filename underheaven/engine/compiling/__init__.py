"""From exact decimals to integer tables (specification, 1, 5 to 8).

The only place where an exponential or a logarithm is taken: in decimal arithmetic with 60 digits,
rounded down to an integer at the end.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, localcontext

import numpy as np

from underheaven.engine.compiling.acts import act_tables, behaviour_tables, manners
from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.people import people_tables
from underheaven.engine.compiling.schedule import Segments, schedule_tables
from underheaven.engine.compiling.scoring import scoring_tables
from underheaven.engine.compiling.seeing import seeing_tables
from underheaven.engine.compiling.thresholds import WORD
from underheaven.engine.world import World
from underheaven.life.tables import RECORDS, Tables, arrays
from underheaven.mechanisms.enrolment.compiled import joining
from underheaven.mechanisms.mistakes.compiled import lasting
from underheaven.mechanisms.registry import parts_of
from underheaven.mechanisms.renewal.compiled import renewing
from underheaven.policy.fitness import check_fit

DIGITS = 60


def compile_tables(world: World) -> Tables:
    """The tables of a world. Raises `InputError` where policy and society do not fit each other."""
    check_fit(world.policy, world.society, step_minutes=world.step_minutes)
    with localcontext(Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)):
        segments = Segments.of(world)
        manner, rows = manners(world.society)
        given = Given(world, segments, rows)
        parts = {
            **people_tables(world),
            "manner": np.array(manner, np.uint16),
            **act_tables(world, rows),
            **behaviour_tables(world, segments),
            **scoring_tables(world, segments),
            **seeing_tables(world, segments),
            "person_until": lasting(world),
            **schedule_tables(world, segments),
            "joining": joining(world),
            "renewing": renewing(world),
            **{
                name: module.tables(given) for name, module in parts_of("compiled").items() if name in RECORDS
            },
        }
    differing = (parts["person_until"], parts["speech"].until, parts["gaming"].effort_until)
    tables = Tables(**parts, person_drawn=int(any(until[0] < WORD for until in differing)))
    for part in arrays(tables).values():
        part.flags.writeable = False
    return tables
