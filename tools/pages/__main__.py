"""Check the pages, or put into them what is printed now."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tools.pages.marks import parts_of
from tools.pages.page import run_page
from tools.pages.proofs import current, keep
from tools.pages.session import ROOT


def main() -> int:
    """Run the pages that have marks; 1 where one differs and is not updated."""
    parser = argparse.ArgumentParser(prog="python -m tools.pages", description=__doc__)
    parser.add_argument("pages", nargs="*", type=Path, help="all pages with marks unless named")
    parser.add_argument("--update", action="store_true", help="write what is printed now into the pages")
    parser.add_argument("--proofs", action="store_true", help="make the long blocks anew too, and write them")
    parser.add_argument("--measured", action="store_true", help="measure anew, and write")
    asked = parser.parse_args()
    writing = asked.update or asked.proofs or asked.measured
    pages = asked.pages or [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    wrong = 0
    for page in pages:
        if not parts_of(page.read_text(encoding="utf-8"), page.name):
            continue
        with tempfile.TemporaryDirectory(prefix="underheaven-page-") as folder:
            found = run_page(page, Path(folder), asked.proofs, asked.measured)
        if writing:
            page.write_text(found.text, encoding="utf-8")
            for path, drawn in found.pictures.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(drawn)
        if asked.proofs:
            keep(page, [part for part in parts_of(found.text, page.name) if part.kind == "proof"])
        stale = [part for part in found.proofs if not asked.proofs and not current(page, part)]
        wrong += len(stale) + (0 if writing else len(found.differences))
        said = [f"{page.name}: {len(found.differences)} differ, {len(stale)} proofs to be made anew"]
        sys.stdout.write("\n".join(said + ([] if writing else found.differences)) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
