"""Files of a cache that are used only if they are as they were written, and the user's own.

Each ends with a hash of its name and of all before it. It is read without following links, and what is
damaged, or others could have written, is discarded unread.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from underheaven.caching import is_private

HASH_BYTES = hashlib.sha256().digest_size
LARGEST = 1 << 28
"""No file of a cache is nearly as large, bytes."""


class DamagedError(OSError):
    """A kept file is not as it was written."""


@dataclass(frozen=True)
class Sealed:
    """Files of one kind: `kind` enters their hashes, `again` is what is done when one had to be discarded."""

    kind: bytes
    again: str

    def read(self, path: Path) -> bytes | None:
        """What `write` wrote; None where it is missing, is not the user's own, or is damaged."""
        try:
            return self.checked(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            self.discard(path, error)
            return None

    def write(self, path: Path, body: bytes) -> None:
        """Keep it, whole or not at all; that it cannot be kept (a full disk) is no error."""
        with suppress(OSError), tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            try:
                file.write(body + self.seal(path, body))
                file.flush()
                Path(file.name).replace(path)
            except OSError:
                Path(file.name).unlink()
                raise

    def seal(self, path: str | Path, body: bytes) -> bytes:
        """What stands after `body` in the file of that name."""
        return hashlib.sha256(self.kind + Path(path).name.encode() + b"\0" + body).digest()

    def checked(self, path: Path) -> bytes:
        """What was written at `path`; OSError where it is missing, is not the user's own, or is damaged."""
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(number, "rb") as file:
            state = os.fstat(number)
            if not stat.S_ISREG(state.st_mode) or not is_private(state) or state.st_size > LARGEST:
                raise DamagedError
            data = file.read(LARGEST)
        body, seal = data[:-HASH_BYTES], data[-HASH_BYTES:]
        if seal != self.seal(path, body):
            raise DamagedError
        return body

    def discard(self, path: Path, error: OSError) -> None:
        """Remove what could not be used, and say so in a line on standard error."""
        what = "is damaged" if isinstance(error, DamagedError) else f"cannot be read ({error.strerror})"
        with suppress(OSError, ValueError):
            sys.stderr.write(f"{self.again}: {path} {what} and was discarded.\n")
        with suppress(OSError):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
