"""Safeguards: what protects people from a scheme. Each can be switched alone, and they compose.

A safeguard overrides what the rest of the policy says: `published_method: true` beside a secret method
is a published one. What cannot hold together at all is refused (`coherence`). The keys are those that the
mechanisms give in their `model.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import create_model

from underheaven.mechanisms.registry import parts, placed

if TYPE_CHECKING:
    from underheaven.mechanisms.association.model import AssociationSafeguards
    from underheaven.mechanisms.consequences.model import ConsequencesSafeguards
    from underheaven.mechanisms.enrolment.model import EnrolmentSafeguards
    from underheaven.mechanisms.gaming.model import GamingSafeguards
    from underheaven.mechanisms.mistakes.model import MistakesSafeguards
    from underheaven.mechanisms.redress.model import RedressSafeguards
    from underheaven.mechanisms.rules.model import RulesSafeguards
    from underheaven.mechanisms.speech.model import SpeechSafeguards

    class Safeguards(
        RedressSafeguards,
        GamingSafeguards,
        AssociationSafeguards,
        SpeechSafeguards,
        RulesSafeguards,
        MistakesSafeguards,
        ConsequencesSafeguards,
        EnrolmentSafeguards,
    ):
        """What the type checker knows of them; the others are of any type to it."""

        def __getattr__(self, name: str) -> Any: ...
else:
    _KEYS = placed((model for model in parts("model") if hasattr(model, "SAFEGUARDS")), "SAFEGUARDS")
    # Fields come in the reversed order of the bases.
    Safeguards = create_model(
        "Safeguards",
        __base__=tuple(reversed(_KEYS)),
        __doc__="The safeguards of a policy; all off where nothing is said.",
        __module__=__name__,
    )
