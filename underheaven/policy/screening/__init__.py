"""The facts that the EU AI Act asks about a social score, as far as a policy holds them.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""

from __future__ import annotations

from underheaven.policy.screening.element import Element, Fact, Met, Screen, Treatment
from underheaven.policy.screening.screen import screen

__all__ = ["Element", "Fact", "Met", "Screen", "Treatment", "screen"]
