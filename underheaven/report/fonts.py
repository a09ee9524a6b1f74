"""Whether the machine has a font with Chinese characters."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)
KNOWN = (
    "cjk", "sourcehan", "wqy", "uming", "ukai", "droidsansfallback", "pingfang", "hiragino", "stheiti",
    "songti", "heiti", "simsun", "simhei", "msyh", "unifont", "lxgw",
)  # fmt: skip
"""What the files of fonts with Chinese characters are called, in part."""
SECONDS = 10


@cache
def has_chinese_font() -> bool:
    """Whether a font with Chinese characters is installed.

    `fc-list` is asked where there is one; otherwise the usual folders are searched by name.
    """
    asked = _listed()
    return _found() if asked is None else asked


def _listed() -> bool | None:
    command = shutil.which("fc-list")
    if command is None:
        return None
    try:
        answer = subprocess.run(
            [command, ":lang=zh", "file"], capture_output=True, timeout=SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return bool(answer.stdout.strip())


def _found() -> bool:
    for folder in FOLDERS:
        for path in Path(folder).expanduser().rglob("*.[ot]t[fc]"):
            name = path.name.lower().replace("-", "").replace("_", "")
            if any(known in name for known in KNOWN):
                return True
    return False
