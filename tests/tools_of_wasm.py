"""Whether what runs WebAssembly is there, and the tests that need it."""

import importlib.util
import os
import shutil

NEEDING = ("engine/wasm/test_file.py", "engine/wasm/test_functions.py", "engine/wasm/test_worlds.py")
"""Below tests/."""
REQUIRED = "wasm" in os.environ.get("UNDERHEAVEN_REQUIRE", "").split(",")
"""Whether they have to run; a tool that is missing is then an error."""
MISSING = [
    name
    for name, there in (
        ("wasmtime (pip install wasmtime)", importlib.util.find_spec("wasmtime")),
        ("wasm-ld (Debian's package lld)", shutil.which("wasm-ld")),
    )
    if not there
]
LEFT_OUT = bool(MISSING) and not REQUIRED
SAID = f"Left out, for want of {' and '.join(MISSING)}: the tests of WebAssembly, {', '.join(NEEDING)}."
