"""Privileges: who holds them, how often they are used, and what they are worth."""

from __future__ import annotations

from collections.abc import Mapping

from underheaven.measure.counts import Counts, Floats, ratio
from underheaven.measure.denial import THOUSAND
from underheaven.measure.frame import Frame
from underheaven.measure.specification import NOBODY, Specification, every, one, when

SECTION = "specification, section 16"


def holders(counts: Counts, privilege: str) -> Floats:
    """Share of enrolled adult person-steps that hold a privilege."""
    return ratio(counts[f"privilege.{privilege}.holders"], counts["person.enrolled"])


def uses(counts: Counts, privilege: str) -> Floats:
    """Acts that a privilege made cheaper, per thousand enrolled adult person-years."""
    return ratio(THOUSAND * counts[f"privilege.{privilege}.uses"], counts.enrolled_years)


def gain_of(counts: Counts, privilege: str) -> Floats:
    """Yuan that a privilege is worth, a year per adult in the scheme."""
    worth = counts.frame.world.policy.privileges[privilege]
    used = ratio(counts[f"privilege.{privilege}.uses"], counts.enrolled_years)
    held = holders(counts, privilege)
    return float(worth.yuan_per_year.value) * held + float(worth.yuan_per_use.value) * used


def gain(counts: Counts) -> Floats:
    """Yuan that all privileges together are worth, a year per adult in the scheme."""
    found = [gain_of(counts, name) for name in _worth_something(counts.frame)]
    return sum(found[1:], start=found[0])


def _worth_something(frame: Frame) -> Mapping[str, str]:
    """Privileges that are worth yuan, and their titles."""
    privileges = frame.world.policy.privileges
    return {
        name: title
        for name, title in frame.privileges.items()
        if privileges[name].yuan_per_year.value or privileges[name].yuan_per_use.value
    }


def _used(frame: Frame) -> Mapping[str, str]:
    """Privileges that make acts cheaper, and their titles."""
    privileges = frame.world.policy.privileges
    return {name: title for name, title in frame.privileges.items() if privileges[name].kinds}


SPECIFICATIONS = (
    Specification(
        name="holders.PRIVILEGE",
        title="Time with",
        unit="share",
        formula="person-steps that end above its threshold / enrolled adult person-steps",
        source=SECTION,
        direction="more: more people are rewarded, or for longer",
        label="emergent",
        undefined=NOBODY,
        bind=every(lambda frame: frame.privileges, holders),
        each="privilege",
        highest=1.0,
    ),
    Specification(
        name="uses.PRIVILEGE",
        title="Uses of",
        unit="per thousand person-years",
        formula="1000 × acts that it makes cheaper, done while it is held / enrolled adult person-years",
        source=SECTION,
        direction="more: the reward is worth more",
        label="emergent",
        undefined=NOBODY,
        bind=every(_used, uses),
        each="privilege that makes acts cheaper",
    ),
    Specification(
        name="gain",
        title="Gained by privileges",
        unit="yuan a year per adult in the scheme",
        formula="Σ over privileges: yuan a year × share of time held + yuan a use × uses a person-year",
        source=SECTION,
        direction="more: standing is worth more",
        label="calibrated",
        undefined=NOBODY,
        bind=when(_worth_something, one(gain)),
    ),
    Specification(
        name="gain.PRIVILEGE",
        title="Gained by",
        unit="yuan a year per adult in the scheme",
        formula="as `gain`, of this privilege",
        source=SECTION,
        direction="more: standing is worth more",
        label="calibrated",
        undefined=NOBODY,
        bind=every(_worth_something, gain_of),
        each="privilege that is worth yuan",
    ),
)
