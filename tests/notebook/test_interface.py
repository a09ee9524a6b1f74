"""What `import underheaven` offers: only public names, each with a docstring that says what can go wrong."""

import inspect
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

import underheaven as uh

pytestmark = pytest.mark.filterwarnings("ignore::underheaven.NoEffectWarning")
"""Runs are short here, and what a shipped policy reports of another year is forgotten when they begin."""

SHORT = 500
"""Letters of a repr."""
MAPPINGS_OWN = {"get", "keys", "values", "items"}


def members() -> Iterator[tuple[str, Any]]:
    """Everything public: classes, functions, their methods and properties, with dotted names."""
    for name in dir(uh):
        thing = getattr(uh, name)
        if name == "__version__":
            continue
        yield name, thing
        if inspect.isclass(thing):
            yield from (
                (f"{name}.{each}", inspect.getattr_static(thing, each))
                for each in dir(thing)
                if not each.startswith("_") and each not in MAPPINGS_OWN
            )


def test_nothing_else_is_named() -> None:
    assert set(dir(uh)) == {*uh.__all__, "open", "__version__"}
    code = "a = {*globals(), 'a'}; from underheaven import *; print(sorted({*globals()} - a))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert eval(done.stdout) == sorted(uh.__all__)
    # The same after everything was loaded: parts of the package are no part of the interface.
    for name in dir(uh):
        getattr(uh, name)
    assert set(dir(uh)) == {*uh.__all__, "open", "__version__"}


def test_everything_public_says_what_it_is_and_what_can_go_wrong() -> None:
    silent, unwarned = [], []
    for name, thing in members():
        function = getattr(thing, "__func__", thing)
        said = inspect.getdoc(function) or ""
        if inspect.isclass(thing) or callable(function) or isinstance(thing, property):
            if len(said) < 15:
                silent.append(name)
            takes = inspect.isfunction(function) and set(inspect.signature(function).parameters) - {
                "self",
                "cls",
            }
            if takes and "Error" not in said and name.partition(".")[2] not in ("of_rows", "of_table"):
                unwarned.append(name)
    assert silent == []
    assert unwarned == []


def test_every_part_says_that_it_is_not_the_interface() -> None:
    import pkgutil

    for part in pkgutil.walk_packages(uh.__path__, "underheaven."):
        if part.ispkg:
            module = __import__(part.name, fromlist=["_"])
            assert "Not public: `import underheaven as uh`" in (module.__doc__ or ""), part.name


def things(run: uh.Run) -> dict[str, Any]:
    audit = run.audit()
    return {
        "run": run,
        "world": uh.World("none", citizens=300),
        "policies": uh.policies(),
        "a policy": uh.policies()["article-2019"],
        "a society": uh.societies()["riverton"],
        "model": run.folder.world,
        "found": audit.found,
        "told": run.life(0).told,
        "screened": run.screen().found,
        "wrong": uh.check({"policy": "x" * 5_000}),
        "measures": run.measures,
        "measure": run.measures["records"],
        "by": run.measures["records"].by("group"),
        "frame": run.measures.frame,
        "audit": audit,
        "figure": audit.figure("selected"),
        "picture": run.picture("scores"),
        "life": run.life(0),
        "lives": run.lives("most denied"),
        "screen": run.screen(),
        "policy": uh.show("article-2019"),
        "check": uh.check("article-2019"),
        "sql": run.sql("SELECT * FROM steps"),
    }


def test_what_is_shown_is_short_and_has_no_address(year: uh.Run) -> None:
    for name, thing in things(year).items():
        shown = repr(thing)
        assert 10 < len(shown) <= SHORT, (name, shown)
        assert len(shown.splitlines()) <= 3, (name, shown)
        assert " object at 0x" not in shown, name


def test_pages_of_a_notebook_escape_what_they_are_told(year: uh.Run) -> None:
    for name, thing in things(year).items():
        if hasattr(type(thing), "_repr_html_"):
            assert "synthetic" in thing._repr_html_(), name
    hostile = "<script>alert(1)</script>"
    world = uh.World(
        "none",
        change={"title": hostile, "about": hostile},
        citizens=300,
        start="2020-01-01",
        end="2020-01-02",
    )
    assert hostile not in world._repr_html_()
    assert "&lt;script&gt;" in world._repr_html_()
    assert hostile not in uh.show({"reform_of": "none", "policy": "q", "title": hostile})._repr_html_()
    assert hostile not in year.sql(f"SELECT '{hostile}' AS a")._repr_html_()


def test_every_number_has_a_title_a_unit_and_a_definition(year: uh.Run) -> None:
    for measure in year.measures.values():
        assert all((measure.title, measure.unit, measure.definition)), measure.name
    audit = year.audit()
    for row in audit.found.rows:
        figure = audit.figure(row.measure, row.subject)
        assert all((figure.title, figure.unit, figure.definition)), row.measure
    odds, watch = audit.figure("precision", "odds"), audit.figure("precision", "watch")
    assert odds.definition != watch.definition == year.measures["precision"].definition


@pytest.mark.parametrize("what", ["World", "compare", "Run"])
def test_help_is_readable(what: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import underheaven as uh; help(uh.{what})"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert "InputError" in done.stdout
    assert max(map(len, done.stdout.splitlines())) < 400
