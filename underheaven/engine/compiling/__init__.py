"""From exact decimals to integer tables (specification, 1, 5 to 8).

The only place where an exponential or a logarithm is taken: in decimal arithmetic with 60 digits,
rounded down to an integer at the end.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, localcontext

from underheaven.engine.compiling.acts import act_tables, behaviour_tables, manners
from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.people import people_tables
from underheaven.engine.compiling.schedule import Segments, schedule_tables
from underheaven.engine.compiling.scoring import scoring_tables
from underheaven.engine.compiling.seeing import seeing_tables
from underheaven.engine.compiling.thresholds import WORD
from underheaven.engine.world import World
from underheaven.integer_tables import table
from underheaven.life.tables import RECORDS, Tables, packed, put_back
from underheaven.mechanisms.enrolment.compiled import joining
from underheaven.mechanisms.mistakes.compiled import lasting
from underheaven.mechanisms.registry import parts_of
from underheaven.mechanisms.renewal.compiled import renewing
from underheaven.policy.fitness import check_fit

DIGITS = 60


def compile_tables(world: World) -> Tables:
    """The tables of a world as arrays of NumPy: views of one buffer, which nobody may write to.

    Raises `InputError` where policy and society do not fit each other.
    """
    plain = plain_tables(world)
    return put_back(plain, packed(plain).arrays())


def plain_tables(world: World) -> Tables:
    """The tables of a world as `integer_tables.Table`, for which neither NumPy nor Numba is needed.

    Raises `InputError` where policy and society do not fit each other.
    """
    check_fit(world.policy, world.society, step_minutes=world.step_minutes)
    with localcontext(Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)):
        segments = Segments.of(world)
        manner, rows = manners(world.society)
        seeing = seeing_tables(world, segments)
        given = Given(world, segments, rows, manner, seeing["seen"])
        parts = {
            **people_tables(world),
            "manner": table(manner, "uint16"),
            **act_tables(world.society, world.step_minutes),
            **behaviour_tables(world, segments),
            **scoring_tables(world, segments),
            **seeing,
            "person_until": lasting(world),
            **schedule_tables(world, segments),
            "joining": joining(world),
            "renewing": renewing(world),
            **{
                name: module.tables(given) for name, module in parts_of("compiled").items() if name in RECORDS
            },
        }
    differing = (parts["person_until"], parts["speech"].until, parts["gaming"].effort_until)
    return Tables(**parts, person_drawn=int(any(until[0] < WORD for until in differing)))
