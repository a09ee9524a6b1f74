"""The effect on one measure, shared out among the paths by which it comes about (paths.py)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from underheaven.study.seeds import Estimate


@dataclass(frozen=True)
class PathSplit:
    """The effect on one measure, for everyone, by path; each part has its interval over seeds."""

    name: str
    title: str
    subject: str
    unit: str
    total: Estimate
    direct: Estimate
    shares: dict[str, Estimate]
    """Path -> its Shapley value; with `direct` they sum to `total`."""
    interactions: dict[str, Estimate]
    """Of pairs the Shapley interaction index; of all three the dividend."""
    opened: dict[str, Estimate]
    """The effect with these paths open and the others closed."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        parts = {
            part: {name: each.to_dict() for name, each in getattr(self, part).items()}
            for part in ("shares", "interactions", "opened")
        }
        head = {"title": self.title, "subject": self.subject, "unit": self.unit}
        return {**head, "total": self.total.to_dict(), "direct": self.direct.to_dict(), **parts}
