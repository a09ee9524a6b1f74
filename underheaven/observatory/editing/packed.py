"""A reform as a word of an address: base64url of the deflated YAML; and back, whatever came in."""

from __future__ import annotations

import base64
import binascii
import re
import zlib

from underheaven.documents.problems import InputError, refuse

MOST_LETTERS = 1_800
"""Of the word in an address; longer addresses are cut off on their way by some programs."""
MOST_BYTES = 65_536
"""Of the text that a word is inflated to; a reform that fits a word has a twentieth of that."""
RAW = -zlib.MAX_WBITS
WORD = re.compile(r"[A-Za-z0-9_-]*")


def packed(text: str) -> str | None:
    """The word of a text; None where it would be too long for an address."""
    packer = zlib.compressobj(9, zlib.DEFLATED, RAW, 9)
    squeezed = packer.compress(text.encode()) + packer.flush()
    word = base64.urlsafe_b64encode(squeezed).decode("ascii").rstrip("=")
    return word if len(word) <= MOST_LETTERS else None


def unpacked(word: str) -> str:
    """The text of a word; InputError, which repeats nothing of it, for a word that `packed` cannot give."""
    if len(word) > MOST_LETTERS:
        raise refuse("the reform in the address is too long", f"it has at most {MOST_LETTERS} letters",
                     "ask for the file in its place")  # fmt: skip
    if not WORD.fullmatch(word):
        raise _damaged("it has letters that none has")
    try:
        squeezed = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
        packer = zlib.decompressobj(RAW)
        raw = packer.decompress(squeezed, MOST_BYTES)
        if packer.unconsumed_tail:
            raise refuse("the reform in the address is too large", f"it has at most {MOST_BYTES:,} bytes",
                         "ask for the file in its place")  # fmt: skip
        if not packer.eof or packer.unused_data:
            raise _damaged("it ends too early, or goes on behind its end")
        return raw.decode("utf-8")
    except (binascii.Error, zlib.error, UnicodeDecodeError):
        raise _damaged("a letter is missing or another") from None


def _damaged(why: str) -> InputError:
    return refuse("the reform in the address cannot be read", why, "copy the whole address once more")
