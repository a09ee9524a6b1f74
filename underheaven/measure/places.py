"""Places of which there is a fixed number: who is given one, and who loses it to a higher rank.

A displaced family is one that a lottery among all would have given a place and the ranks did not; a favoured
one the other way round. There are as many of the one as of the other.
"""

from __future__ import annotations

from functools import partial

from underheaven.measure.counts import Counts, Floats, Numbers, ratio
from underheaven.measure.denial import THOUSAND
from underheaven.measure.frame import Frame
from underheaven.measure.hospital import NO_PEOPLE
from underheaven.measure.specification import NO_FAMILIES, WHOLE_REGIONS, Specification, every

SECTION = "specification, section 18"


def wanting(counts: Counts, good: str) -> Numbers:
    """Times that a family wanted a place."""
    return counts[f"place.{good}.families"]


def families(counts: Counts, good: str) -> Floats:
    """Families that want a place, per thousand person-years of everybody."""
    return ratio(THOUSAND * counts[f"place.{good}.families"], counts.person_years)


def placed(counts: Counts, good: str) -> Floats:
    """Share of families that are given a place."""
    return ratio(counts[f"place.{good}.placed"], counts[f"place.{good}.families"])


def moved(counts: Counts, good: str, way: str) -> Floats:
    """Families `displaced` or `favoured` by rank, per thousand that want a place."""
    return ratio(THOUSAND * counts[f"place.{good}.{way}"], counts[f"place.{good}.families"])


def lost(counts: Counts, good: str) -> Floats:
    """Yuan that displaced families lose, per family that wants a place."""
    yuan = float(counts.frame.world.society.places[good].yuan.value)
    return yuan * ratio(counts[f"place.{good}.displaced"], counts[f"place.{good}.families"])


def shifted(counts: Counts, good: str) -> Floats:
    """Yuan that ranks bring per family that wants a place, less what they take; 0 over everybody."""
    yuan = float(counts.frame.world.society.places[good].yuan.value)
    net = counts[f"place.{good}.favoured"] - counts[f"place.{good}.displaced"]
    return yuan * ratio(net, counts[f"place.{good}.families"])


def _places(_: Frame) -> tuple[str, ...]:
    return WHOLE_REGIONS


SPECIFICATIONS = (
    Specification(
        name="families.PLACE",
        title="Families that want",
        unit="per thousand person-years of everybody",
        formula="1000 × families at each allotment / person-years of everybody",
        source=SECTION,
        direction="more: more families want one",
        label="input",
        undefined=NO_PEOPLE,
        bind=every(lambda frame: frame.goods, families),
        each="good of which there is a fixed number",
    ),
    Specification(
        name="placed.PLACE",
        title="Families that are given",
        unit="share",
        formula="families placed / families that want one",
        source=SECTION,
        direction="more: more families have one",
        label="input",
        undefined=NO_FAMILIES,
        shared=_places,
        bind=every(lambda frame: frame.goods, placed),
        each="good of which there is a fixed number",
        highest=1.0,
    ),
    *(
        Specification(
            name=f"{way}.PLACE",
            title=title,
            unit="per thousand families",
            formula=f"1000 × {formula} / families that want one",
            source=SECTION,
            direction=direction,
            label="emergent",
            undefined=NO_FAMILIES,
            shared=_places,
            bind=every(lambda frame: frame.ranked_goods, partial(moved, way=way)),
            each="good that is given by rank",
        )
        for way, title, formula, direction in (
            ("displaced", "Lost by rank", "drawn by lot and not placed", "more: rank takes from more"),
            ("favoured", "Gained by rank", "placed and not drawn by lot", "more: rank gives to more"),
        )
    ),
    Specification(
        name="displaced_yuan.PLACE",
        title="Lost by those displaced from",
        unit="yuan per family that wants one",
        formula="worth of a place × displaced / families that want one",
        source=SECTION,
        direction="more: rank takes more",
        label="calibrated",
        undefined=NO_FAMILIES,
        shared=_places,
        bind=every(lambda frame: frame.ranked_goods, lost),
        each="good that is given by rank",
    ),
    Specification(
        name="shifted_yuan.PLACE",
        title="Moved by rank with",
        unit="yuan per family that wants one",
        formula="worth of a place × (favoured − displaced) / families that want one; 0 for everyone",
        source=SECTION,
        direction="above 0: rank gives to them what it takes from others",
        label="calibrated",
        undefined=NO_FAMILIES,
        shared=_places,
        bind=every(lambda frame: frame.ranked_goods, shifted),
        each="good that is given by rank",
        lowest=None,
    ),
)
