"""An audit of tallies as large as those of a run of the whole nation stays within a gibibyte."""

import json
import subprocess
import sys
from pathlib import Path

from tests.commands.asking import ROOT, environment
from tests.engine.small import shipped
from underheaven.record.query import RunFolder
from underheaven.study.running import run_world

AUDIT = """
import json, sys
from pathlib import Path
from underheaven.measure.audit import audit
from underheaven.study.outcome import peak_rss
found = audit(Path(sys.argv[1]))
print(json.dumps({"peak": peak_rss(), "rows": len(found.rows), "citizens": found.world.citizens}))
"""


def test_memory_does_not_grow_with_the_nation(tmp_path: Path) -> None:
    small, nation = tmp_path / "small", tmp_path / "nation"
    run_world(shipped(society="china-2019", days=14, citizens=3_100, community_size=256), small)
    tool = [sys.executable, str(ROOT / "tools" / "nation_tallies.py"), str(small), str(nation)]
    subprocess.run(tool, check=True, env=environment(), timeout=300)
    run = RunFolder(nation, verify=False)
    blocks = run.sql("SELECT count(DISTINCT block) AS b, count(DISTINCT region) AS r FROM years")
    assert (blocks["b"][0].as_py(), blocks["r"][0].as_py()) == (32, 31)
    done = subprocess.run(
        [sys.executable, "-c", AUDIT, str(nation)],
        check=True, capture_output=True, text=True, env=environment(), timeout=300,
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert found["citizens"] == 1_400_000_000
    assert found["rows"] > 1_000
    assert found["peak"] < 2**30
