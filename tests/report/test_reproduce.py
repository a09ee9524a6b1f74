import ast
import importlib
import shlex

from tests.record import made
from tests.report import runs
from underheaven.policy.loading import load_policy
from underheaven.report.reproduce import again
from underheaven.society.loading import load_society


def test_the_command_names_the_catalogue_or_a_file() -> None:
    shipped = made.world(policy=load_policy("article-2019"), society=load_society("riverton"))
    assert shlex.split(again(shipped).command) == [
        "underheaven", "run", "article-2019", "--society", "riverton", "--citizens", "4800",
        "--from", "2017-01-01", "--to", "2018-12-31", "--seed", "1",
    ]  # fmt: skip
    changed = load_policy("article-2019").model_copy(update={"title": "Mine"})
    words = shlex.split(again(made.world(policy=changed, step_minutes=1440)).command)
    assert words[2] == "article-2019.yaml"
    assert words[4] == "made.yaml"
    assert words[-2:] == ["--step-minutes", "1440"]


def test_renewal_is_a_part_of_the_world() -> None:
    assert "renewal=True" in again(made.full()).python
    assert "renewal" not in again(made.world()).python


def test_the_python_names_what_there_is() -> None:
    tree = ast.parse(again(runs.world(runs.policy())).python)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.module is not None
            module = importlib.import_module(node.module)
            assert all(hasattr(module, name.name) for name in node.names)
