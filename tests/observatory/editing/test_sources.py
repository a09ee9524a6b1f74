"""The archive of the page's Python has whatever its sources look up by name."""

import io
import re
import zipfile

from underheaven.observatory.editing.sources import PACKAGE, archive

LOOKED_UP = re.compile(r'\b(?:parts|parts_of|names_of)\("(\w+)"\)')
NEVER_ASKED = {"checks"}
"""Of societies, which were checked before they came into the archive."""


def _looked_up() -> tuple[set[str], set[str]]:
    """What the archive's sources look up among the parts of mechanisms, and the names of all its files."""
    with zipfile.ZipFile(io.BytesIO(archive())) as archived:
        names = set(archived.namelist())
        texts = [archived.read(name).decode() for name in names if name.endswith(".py")]
    return {part for text in texts for part in LOOKED_UP.findall(text)}, names


def test_every_part_of_a_mechanism_that_is_looked_up_is_there() -> None:
    """One that is not there would not be missed: whoever looks it up is told of the others."""
    parts, names = _looked_up()
    assert parts > NEVER_ASKED
    assert "screened" in parts
    for part in parts - NEVER_ASKED:
        found = (PACKAGE / "mechanisms").glob(f"*/{part}*.py")
        wanted = [path for path in found if path.stem.partition("_of_")[0] == part]
        assert wanted
        assert {path.relative_to(PACKAGE.parent).as_posix() for path in wanted} <= names, part
