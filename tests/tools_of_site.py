"""Whether what tries the site is there, and the tests that need it."""

import importlib.util
import os
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TSC = ROOT / "node_modules" / ".bin" / "tsc"
REQUIRED = "site" in os.environ.get("UNDERHEAVEN_REQUIRE", "").split(",")
"""Whether they have to run; a tool that is missing is then an error."""
LINKER = ("wasm-ld (Debian's package lld)", shutil.which("wasm-ld"))
NODE = ("node (Debian's package nodejs)", shutil.which("node"))
CHROMIUM = shutil.which("chromium")
BROWSER = (
    ("chromium (Debian's package of that name)", CHROMIUM),
    ("playwright (pip install playwright)", importlib.util.find_spec("playwright")),
    ("axe (pip install axe-playwright-python)", importlib.util.find_spec("axe_playwright_python")),
)
EDITOR = (
    "what the editor fetches (npm ci --ignore-scripts, and then python -m tools.editor_wheels)",
    all((ROOT / place).is_dir() for place in ("node_modules/pyodide", ".editor-wheels")),
)
NEEDS = {
    f"observatory/test_{test}.py": needs
    for test, needs in {
        "node": (LINKER, NODE),
        "considered_in_node": (NODE,),
        "measured_in_node": (LINKER, NODE),
        "lives_in_node": (LINKER, NODE),
        "checked_in_node": (NODE, EDITOR),
        "editor": (EDITOR, *BROWSER),
        "audit_page": (LINKER, *BROWSER),
        "browser": (LINKER, *BROWSER),
        "compare": (LINKER, *BROWSER),
        "hour": (LINKER, *BROWSER),
        "keys": BROWSER,
        "lesson": (LINKER, *BROWSER),
        "limits": (NODE,),
        "lives": (LINKER, NODE, *BROWSER),
        "reading": BROWSER,
        "reformed_audit": (LINKER, EDITOR, *BROWSER),
        "reformed_in_node": (LINKER, NODE, EDITOR),
        "reformed_page": (LINKER, EDITOR, *BROWSER),
        "safeguards_page": BROWSER,
        "winners_in_node": (NODE,),
        "types": (NODE, ("tsc (npm ci --ignore-scripts)", TSC.exists())),
    }.items()
}
"""Below tests/."""
MISSING = {
    test: [name for name, there in needs if not there] for test, needs in NEEDS.items() if not REQUIRED
}
LEFT_OUT = {test: missing for test, missing in MISSING.items() if missing}
SAID = [f"Left out, for want of {' and '.join(missing)}: {test}." for test, missing in LEFT_OUT.items()]
