"""The site's own modules are typed in comments, and the types hold."""

import subprocess

from tests.tools_of_site import ROOT, TSC


def test_the_types_of_all_modules_hold() -> None:
    done = subprocess.run([str(TSC), "-p", str(ROOT)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == ""
    assert done.returncode == 0
