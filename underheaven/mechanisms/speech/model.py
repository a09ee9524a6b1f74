"""What a society says of who speaks only while others do."""

from __future__ import annotations

from underheaven.documents.quantity import Model, Share


class SpeechThreshold(Model):
    """A share of people who speak critically only while at least so much of what is said is critical.

    Granovetter 1978; Kuran 1991.
    """

    share: Share
    climate: Share
