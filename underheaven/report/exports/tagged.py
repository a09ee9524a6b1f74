"""Words inside pictures' files: chunks of text in PNG, a title and a description in SVG."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterable

SIGNATURE = b"\x89PNG\r\n\x1a\n"
SPACE = "http://www.w3.org/2000/svg"
ET.register_namespace("", SPACE)


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


def svg_with(svg: str, title: str, description: str) -> str:
    """An SVG picture whose title and description come first, where readers look for them."""
    root = ET.fromstring(svg)
    for place, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = ET.Element(f"{{{SPACE}}}{tag}", {"id": f"underheaven-{tag}"})
        element.text = text
        root.insert(place, element)
    root.set("role", "img")
    root.set("aria-labelledby", "underheaven-title underheaven-desc")
    return ET.tostring(root, encoding="unicode")
