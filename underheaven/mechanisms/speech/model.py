"""What a society says of who speaks only while others do."""

from __future__ import annotations

from pydantic import Field

from underheaven.documents.quantity import Model, Share


class SpeechThreshold(Model):
    """A share of people who speak critically only while at least so much of what is said is critical.

    Granovetter 1978; Kuran 1991.
    """

    share: Share
    climate: Share


class SpeechSafeguards(Model):
    """Whether speech counts."""

    no_speech: bool = Field(False, description="Rules about speech are void.")


SAFEGUARDS, PLACE = SpeechSafeguards, 40
"""Keys of `safeguards`, and their place among those of all mechanisms."""
