"""How a problem is said."""

import pytest

from underheaven.documents.problems import InputError, Problem, refuse


def test_a_problem_names_place_cause_and_remedy() -> None:
    problem = Problem("'x' is not a number", "text stands there", "write 3", "a.yaml", 4, 7, "rules.x.points")
    assert str(problem) == "a.yaml:4:7: rules.x.points: 'x' is not a number. Text stands there. Write 3."


def test_absent_parts_leave_no_trace() -> None:
    assert str(Problem("what", "", "")) == "what."
    assert str(Problem("what.", "", "do it.", file="a.yaml")) == "a.yaml: what. Do it."
    assert str(Problem("what", "", "", line=2, column=3)) == "line 2, column 3: what."


def test_a_problem_is_one_line_without_control_characters() -> None:
    text = str(Problem("a\nb", "c\x1b[2Jd", "e\u2028f", file="x\ny"))
    assert text.isprintable()


def test_an_error_says_every_problem_on_a_line_of_its_own() -> None:
    error = InputError([Problem("one", "", ""), Problem("two", "", "")])
    assert str(error).splitlines() == ["one.", "two."]
    assert refuse("what", "why", "remedy", file="f", line=1, column=2, where="w").problems == (
        Problem("what", "why", "remedy", "f", 1, 2, "w"),
    )


def test_an_error_without_a_problem_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one"):
        InputError([])
