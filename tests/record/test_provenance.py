import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.record import made
from underheaven.record.provenance import Provenance, is_ours, read_provenance


def test_what_is_read_is_what_was_written(tmp_path: Path) -> None:
    folder = made.complete(tmp_path / "run", made.world())
    provenance = read_provenance(folder)
    provenance.write(folder)
    assert read_provenance(folder) == provenance
    assert is_ours(folder)
    assert not is_ours(tmp_path)


def test_it_has_a_schema_that_knows_every_key(tmp_path: Path) -> None:
    folder = made.complete(tmp_path / "run", made.world())
    data = json.loads((folder / "provenance.json").read_text())
    assert data.keys() == Provenance.model_json_schema()["properties"].keys()
    for change in ({"synthetic": False}, {"status": "paused"}, {"name": "somebody"}):
        with pytest.raises(ValidationError):
            Provenance.model_validate(data | change)
