"""Every measure there is, in one table: they are computed and documented from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from underheaven.measure import loss, spiral, standing
from underheaven.measure.specification import Specification
from underheaven.mechanisms.registry import parts, placed


def registered(subjects: Mapping[str, Iterable[Specification]]) -> dict[str, Specification]:
    """Every measure by name. ValueError where two have one name."""
    found: dict[str, Specification] = {}
    for subject, specifications in subjects.items():
        for each in specifications:
            if each.name in found:
                raise ValueError(f"the measure '{each.name}' is registered twice, again under '{subject}'")
            found[each.name] = each
    return found


SUBJECTS: dict[str, tuple[Specification, ...]] = {
    subject: module.SPECIFICATIONS
    for subject, module in placed((standing, loss, spiral, *parts("measures")), "SUBJECT").items()
}
BY_NAME = registered(SUBJECTS)
SPECIFICATIONS = tuple(BY_NAME.values())
