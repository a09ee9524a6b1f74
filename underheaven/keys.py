"""The key of a name: what an entry of a file is drawn by, whatever its number (specification, 1.1a)."""

from __future__ import annotations

import hashlib


def name_key(name: str) -> int:
    """The key of an entry's name: the first 64 bits of its SHA-256, little-endian."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "little")
