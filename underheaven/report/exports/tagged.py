"""Words inside pictures' files: chunks of text in PNG."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def png_with(png: bytes, texts: Iterable[tuple[str, str]]) -> bytes:
    """A PNG picture with international text chunks (PNG, third edition, 11.3.3.4) behind its header."""
    if not png.startswith(SIGNATURE):
        raise ValueError("this is not a PNG picture")
    (length,) = struct.unpack(">I", png[8:12])
    end = 8 + 12 + length
    chunks = b"".join(_chunk(name, text) for name, text in texts)
    return png[:end] + chunks + png[end:]


def texts_of(png: bytes) -> dict[str, str]:
    """Keyword -> text of the international text chunks of a PNG picture."""
    found, place = {}, len(SIGNATURE)
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        kind, data = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        if kind == b"iTXt":
            name, _, rest = data.partition(b"\0")
            found[name.decode("latin-1")] = rest[2:].split(b"\0", 2)[2].decode()
        place += 12 + length
    return found


def _chunk(name: str, text: str) -> bytes:
    # Keyword, no compression, no language, no translated keyword, text.
    body = b"iTXt" + name.encode("latin-1") + b"\0\0\0\0\0" + text.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
