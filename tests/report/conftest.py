"""Runs and pages that several tests look at, made once."""

import pytest

from tests.report import runs
from underheaven.record.query import RunFolder
from underheaven.report.html import page
from underheaven.report.results import Results


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    return runs.finished(tmp_path_factory.mktemp("run"), runs.policy())


@pytest.fixture(scope="session")
def results(run: RunFolder) -> Results:
    return Results.of(run)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return Results.of(runs.everything(tmp_path_factory.mktemp("whole")))


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return Results.of(runs.without_scheme(tmp_path_factory.mktemp("bare")))


@pytest.fixture(scope="session")
def text(results: Results) -> str:
    return page(results)
