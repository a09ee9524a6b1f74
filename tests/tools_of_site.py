"""Whether what tries the site is there, and the tests that need it."""

import importlib.util
import os
import shutil
from pathlib import Path

IN_NODE, MEASURED, IN_BROWSER, READ, COMPARED, TYPES = (
    "observatory/test_node.py",
    "observatory/test_measured_in_node.py",
    "observatory/test_browser.py",
    "observatory/test_reading.py",
    "observatory/test_compare.py",
    "observatory/test_types.py",
)
LIVES_IN_NODE, LIVES = "observatory/test_lives_in_node.py", "observatory/test_lives.py"
"""Below tests/."""
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
NEEDS = {
    IN_NODE: (LINKER, NODE),
    MEASURED: (LINKER, NODE),
    IN_BROWSER: (LINKER, *BROWSER),
    READ: BROWSER,
    COMPARED: (LINKER, *BROWSER),
    LIVES_IN_NODE: (LINKER, NODE),
    LIVES: (LINKER, NODE, *BROWSER),
    TYPES: (NODE, ("tsc (npm ci --ignore-scripts)", TSC.exists())),
}
MISSING = {
    test: [name for name, there in needs if not there] for test, needs in NEEDS.items() if not REQUIRED
}
LEFT_OUT = {test: missing for test, missing in MISSING.items() if missing}
SAID = [f"Left out, for want of {' and '.join(missing)}: {test}." for test, missing in LEFT_OUT.items()]
