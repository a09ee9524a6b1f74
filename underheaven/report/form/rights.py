"""Which rights of the Charter a treatment may touch, by the part of life: a suggestion to be checked."""

from __future__ import annotations

from underheaven.policy.screening import Treatment
from underheaven.policy.screening.working import ENTERPRISE

ALWAYS = ("8 personal data", "21 non-discrimination")
OF_CONTEXT = {
    "transport": "45 freedom of movement",
    "traffic": "45 freedom of movement",
    "health": "35 health care",
    "housing": "7 private and family life, 34 housing assistance",
    "speech": "11 expression",
    "community": "7 private and family life, 12 assembly and association",
    "school": "14 education, 24 rights of the child",
    "finance": "17 property",
    "goods": "36 access to services",
    "security": "6 liberty and security",
    ENTERPRISE: "15 choice of occupation, 16 conduct of a business",
}
"""Articles of the Charter of Fundamental Rights of the European Union."""


def rights(each: Treatment, confines: bool, appeal: bool) -> str:
    """Articles that come into question, in order of their numbers; `appeal`: records can be appealed "
    "against."""
    found = {part for context in each.contexts for part in OF_CONTEXT.get(context, "").split(", ") if part}
    if confines:
        found |= {"6 liberty and security", "12 assembly and association"}
    if each.part == "firms.consequences":
        found |= {"31 fair working conditions"}
    if not appeal:
        found |= {"47 effective remedy"}
    return ", ".join(sorted({*found, *ALWAYS}, key=lambda text: int(text.split()[0])))
