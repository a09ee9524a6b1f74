"""What a run imports before it begins: what tells of it when it has ended is imported beside the engine."""

import subprocess
import sys

LATE = ("underheaven.measure", "underheaven.report.html", "scipy.special", "jinja2", "pyarrow.compute")


def test_nothing_that_tells_of_a_run_is_imported_before_it_begins() -> None:
    command = "import sys, underheaven.commands.run; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "underheaven.engine.cpu" in loaded
    assert [name for name in loaded if name.startswith(LATE)] == []
