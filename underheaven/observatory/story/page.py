"""The page /story/: its template, filled with pictures, sentences and the corrections."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template

from underheaven.observatory.story.corrected import rows, sources
from underheaven.observatory.story.found import kept
from underheaven.observatory.story.pictures import (
    Picture,
    change,
    doors,
    friends,
    not_said,
    one_number,
    spiral,
    watching,
)
from underheaven.policy.loading import load_policy

SCENES = (one_number, watching, doors, spiral, friends, not_said, change)
KNOWN: tuple[tuple[tuple[int, ...], tuple[str, ...]], ...] = (
    ((1, 3), ()),
    ((4,), ("South Wales Police 2018", "NISTIR 8280")),
    ((5,), ()),
    ((), ("Agnew 1992", "the provisions of 2017")),
    ((3,), ("Rongcheng's standard", "press on Zhima", "the provisions of 2017")),
    ((), ("Penney 2016", "Stoycheff 2016", "China Daily 2010", "King, Pan and Roberts 2013")),
    ((), ("NPCIC 2018", "the provisions of 2017")),
)
"""Where what is known comes from, scene by scene: corrections of the policy, counted from 1, and works."""


def write_story(folder: Path) -> None:
    """Fill in the page in a folder of the site, which holds its template."""
    page = folder / "story" / "index.html"
    page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8")


def filled(template: str) -> str:
    """The template with each `$${name}` in it filled in. KeyError where a name is not known."""
    values = {"corrections": rows(), "where": escape(_where())}
    for number, (scene, known) in enumerate(zip(SCENES, KNOWN, strict=True), 1):
        values |= _values(number, scene(), sources(*known))
    return Template(template).substitute(values | _rates())


def _values(number: int, picture: Picture, works: str) -> dict[str, str]:
    cases = {f"case{number}_{_key(case)}": escape(said) for case, said in picture.cases}
    return {
        f"picture{number}": picture.svg,
        f"sentence{number}": escape(picture.sentence),
        f"works{number}": escape(works),
        **cases,
    }


def _rates() -> dict[str, str]:
    """Of false and missed matches: the least, the policy's own and the most, with a blank between them."""
    faces = load_policy("article-2019").sources["cameras"].faces
    assert faces is not None, "the policy's cameras recognise faces"
    rates = {}
    for name in ("false_match_rate", "false_non_match_rate"):
        given = getattr(faces, name)
        low, high = given.range
        rates[name] = f"{low:f} {given.value:f} {high:f}"
    return rates


def _where() -> str:
    world = kept()["world"]
    years = f"{world['from'][:4]} and {world['to'][:4]}"
    return (
        f"{world['citizens']:,} synthetic people of {world['society']} under {world['policy']} in {years}; "
        f"means over {world['seeds']} seeds, thin lines: 95 % intervals"
    )


def _key(case: str) -> str:
    """The name of a choice as a template may have it."""
    return case.replace(" ", "_").replace("-", "_")
