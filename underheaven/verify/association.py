"""Guilt by association against its fixed point, s = (1 − α)(I − αP)⁻¹ x.

x are the own records and P the mean over ties. The employer is a star around its head, the household a
complete graph (Friedkin and Johnsen 1999; Katz 1953). On a star with n leaves a loss d of the hub leaves it
with d/(1 + α) and each leaf with αd/(1 + α); a loss of a leaf costs the hub αd/(n(1 + α)) and the other
leaves α²d/(n(1 + α)). On a complete graph the losses of all sum to d.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.cpu import Engine
from underheaven.verify import small
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import Floats, exact, near

ALPHA, LOSS, LEAVES, FAMILY = Decimal("0.3"), 100, 10, 6
PLACES = 16
"""People of the star's world: one workplace, of which eleven work there."""
WEEKS = 60
"""The pull of a step falls off as α; after these nothing is left of it."""


def star(leaves: int, hub: int) -> Floats:
    """P of a star, float64[n, n]: each leaf looks at the hub, the hub at all leaves."""
    ties = np.zeros((leaves + 1, leaves + 1))
    ties[:, hub], ties[hub] = 1, 1 / leaves
    ties[hub, hub] = 0
    return ties


def complete(members: int) -> Floats:
    """P of a complete graph."""
    return np.asarray((1 - np.eye(members)) / (members - 1))


def fixed_point(ties: Floats, own: Floats, alpha: float) -> Floats:
    """s = (1 − α)(I − αP)⁻¹ x."""
    return np.asarray((1 - alpha) * np.linalg.solve(np.eye(len(own)) - alpha * ties, own))


def rounding(members: int, alpha: float, loss: float) -> float:
    """Points by which whole sixteenths and weights of 65,536ths may move a score.

    A step rounds by half a sixteenth and cuts each weight by less than 1/65,536 of a distance of at most
    `loss`; what is left of it after later steps falls off as α.
    """
    return (0.5 / small.SIXTEENTHS + members * loss / 65_536) / (1 - alpha)


def engine_of(tie: str, people: Sequence[int], households: bool, alpha: Decimal) -> Engine:
    """An engine in which nothing happens but the pull of one type of tie."""
    weights = {"household": 0, "employer": 0, "friends": 0, tie: 1}
    world = small.world(
        small.policy({}, {}, association={"alpha": alpha, **weights}),
        small.society({"none": small.act(0)}),
        len(people),
        7 * WEEKS,
    )
    return Engine(world, archetypes=small.columns(world, people, households))


def settled(engine: Engine, shocked: int, loss: int) -> NDArray[np.float64]:
    """Everybody's shown score, in points, after all weeks, where `shocked` begins with a loss."""
    for column in (engine.state.own, engine.state.shown, engine.state.clean_own, engine.state.clean):
        column[shocked] -= loss * small.SIXTEENTHS
    for _ in engine.records():
        pass
    return engine.state.shown / small.SIXTEENTHS


def at_work(alpha: Decimal = ALPHA) -> NDArray[np.float64]:
    """float64[11, 11]: what a loss of each of eleven colleagues (row) leaves each of them with."""
    people = [small.archetype(age=small.WORKING)] * (LEAVES + 1)
    people += [small.archetype(age=small.OLD)] * (PLACES - len(people))
    shown = [settled(engine_of("employer", people, False, alpha), i, LOSS) for i in range(LEAVES + 1)]
    return np.array(shown)[:, : LEAVES + 1]


def compare_star(shown: NDArray[np.float64], alpha: float) -> list[Finding]:
    """The findings about a star; who its hub is must show itself."""
    # A leaf's loss leaves other leaves with less than a hundredth of it.
    everybody = [i for i, row in enumerate(shown) if (row < -LOSS / 10).all()]
    heads = exact("colleagues whose loss reaches all others", 1, len(everybody))
    if not heads.passed:
        return [heads]
    hub = everybody[0]
    leaf, other = [i for i in range(LEAVES + 1) if i != hub][:2]
    bound = rounding(LEAVES, alpha, LOSS)
    law = np.array([fixed_point(star(LEAVES, hub), -LOSS * unit, alpha) for unit in np.eye(LEAVES + 1)])
    lost = LOSS / (1 + alpha)
    return [
        heads,
        near("hub's loss: the hub", -lost, shown[hub, hub], bound),
        near("hub's loss: a leaf", -alpha * lost, shown[hub, leaf], bound),
        near("leaf's loss: the hub", -alpha * lost / LEAVES, shown[leaf, hub], bound),
        near("leaf's loss: another leaf", -(alpha**2) * lost / LEAVES, shown[leaf, other], bound),
        near("largest distance of a score from the fixed point", 0, float(np.abs(shown - law).max()), bound),
    ]


def at_home(alpha: Decimal = ALPHA) -> NDArray[np.float64]:
    """What a loss of the first of a household leaves its members with, float64[members]."""
    people = [small.archetype(age=small.OLD)] * FAMILY
    return settled(engine_of("household", people, True, alpha), 0, LOSS)


def compare_complete(shown: NDArray[np.float64], alpha: float) -> list[Finding]:
    """The findings about a complete graph."""
    own = np.zeros(FAMILY)
    own[0] = -LOSS
    law = fixed_point(complete(FAMILY), own, alpha)
    bound = rounding(FAMILY - 1, alpha, LOSS)
    return [
        near("household: the one who lost", float(law[0]), shown[0], bound),
        near("household: another", float(law[1]), shown[1], bound),
        near("household: the losses of all together", -LOSS, float(shown.sum()), FAMILY * bound),
    ]


def run() -> Sequence[Finding]:
    """A star of ten leaves and a household of six."""
    return [*compare_star(at_work(), float(ALPHA)), *compare_complete(at_home(), float(ALPHA))]


CASES = (
    Case(
        name="association",
        title="Guilt by association",
        checks="ties of household and employer, and their pull",
        kind="engine",
        label="input",
        source="Katz 1953; DeGroot 1974; Friedkin and Johnsen 1999",
        tolerance="the rounding of scores to sixteenths and of weights to 65,536ths, summed over steps",
        false_alarm=0.0,
        run=run,
    ),
)
