"""Who is asked beside worlds: the tests that mirror a source."""

from tools.mutation.mutants import ROOT
from tools.mutation.unit_tests import paths_of


def test_tests_are_those_that_mirror_the_source() -> None:
    assert paths_of(["life/close.py"]) == ["tests/life/test_close.py"]
    assert paths_of(["mechanisms/redress/rule.py"]) == ["tests/mechanisms/redress/test_rule.py"]
    assert paths_of(["engine/compiling/acts.py"]) == ["tests/engine/compiling/test_acts.py"]


def test_a_source_of_a_mechanism_without_a_test_of_its_own_has_those_of_the_folder() -> None:
    assert not (ROOT / "tests/mechanisms/redress/test_compiled.py").exists()
    assert paths_of(["mechanisms/redress/compiled.py"]) == ["tests/mechanisms/redress"]
    assert paths_of(["mechanisms/redress/compiled.py", "mechanisms/redress/rule.py"]) == [
        "tests/mechanisms/redress"
    ]


def test_nobody_is_asked_where_there_is_no_test_of_it() -> None:
    assert not (ROOT / "tests/engine/test_adding.py").exists()
    assert paths_of(["engine/adding.py"]) == []
