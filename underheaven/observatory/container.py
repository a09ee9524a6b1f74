"""Numbers and arrays in one file: JSON that says what is where, and behind it the bytes.

The first four bytes are the length of the JSON, lowest byte first; the bytes begin at the next multiple of
`ALIGNED`. The file is compressed by gzip, with no date and no name in it, so that it is always the same.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from typing import Any

ALIGNED = 64
HEAD = 4


class Bytes:
    """The bytes of a file while it is made; what is there already is not put in again."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._places: dict[bytes, int] = {}

    def put(self, data: bytes) -> int:
        """Where these bytes begin, a multiple of `ALIGNED`."""
        if data not in self._places:
            self._buffer.extend(bytes(-len(self._buffer) % ALIGNED))
            self._places[data] = len(self._buffer)
            self._buffer.extend(data)
        return self._places[data]

    def __bytes__(self) -> bytes:
        """All of them."""
        return bytes(self._buffer)


def together(said: Mapping[str, Any], data: Bytes) -> bytes:
    """Some JSON, and behind it the bytes that it speaks of."""
    text = json.dumps(said, separators=(",", ":"), ensure_ascii=True).encode()
    whole = len(text).to_bytes(HEAD, "little") + text
    return whole + bytes(-len(whole) % ALIGNED) + bytes(data)


def contained(said: Mapping[str, Any], data: Bytes) -> bytes:
    """The compressed file of some JSON and of the bytes that it speaks of."""
    return gzip.compress(together(said, data), 9, mtime=0)


def parted(whole: bytes) -> tuple[dict[str, Any], bytes]:
    """The JSON and the bytes of a file that is inflated."""
    end = HEAD + int.from_bytes(whole[:HEAD], "little")
    return json.loads(whole[HEAD:end]), whole[-(-end // ALIGNED) * ALIGNED :]


def read(file: bytes) -> tuple[dict[str, Any], bytes]:
    """The JSON and the bytes of a file."""
    return parted(gzip.decompress(file))
