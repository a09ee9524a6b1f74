"""A run that the tests of a folder share."""

from pathlib import Path

import pytest

import underheaven as uh


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> uh.Run:
    """A year of 600 people of Riverton under the article's policy."""
    world = uh.World("article-2019", citizens=600, start="2020-01-01", end="2020-12-31")
    return world.run(tmp_path_factory.mktemp("year") / "run", threads=1)


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what is written."""
    return tmp_path_factory.mktemp("elsewhere")
