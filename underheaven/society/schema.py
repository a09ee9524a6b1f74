"""The language of a society: margins, rates and behaviour; never a person.

A society is published aggregates (or invented ones): how many people live in each region, of what
ages, how many households of which size, which kinds of act people consider how often, and how people
change under dread and hardship. `synthesis` draws people from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from underheaven.documents.names import MAX_BANDS
from underheaven.documents.names import SocietyName as Name
from underheaven.documents.quantity import (
    Factor,
    Level,
    Model,
    Order,
    Quantity,
    Share,
    Signed,
    Sourced,
    Table,
    Whole,
    Worth,
    Yearly,
    Yuan,
    whole_within,
    within,
)
from underheaven.documents.tables import has_origin
from underheaven.documents.texts import Line, Prose, Title, Word
from underheaven.documents.units import Convention, Unit
from underheaven.mechanisms.deterrence.model import Gain
from underheaven.mechanisms.firms.model import Firms
from underheaven.mechanisms.hospital.model import Hospital
from underheaven.mechanisms.partners.model import Dating
from underheaven.mechanisms.places.model import Place
from underheaven.mechanisms.renewal.model import Renewal
from underheaven.society.behaviour import Behaviour

QUINTILES = ("q1", "q2", "q3", "q4", "q5")
SEXES = ("male", "female")
PLACES = ("rural", "urban")
CHILD = ("no", "yes")
SMALLEST_REGION, LARGEST_REGION = 1000, 2_000_000_000
"""No margin or region of fewer people (the boundary), and none of more than there are on a continent."""
MAX_KINDS, MAX_GROUPS, MAX_ARCHETYPES, MAX_REGIONS = 32, 8, 4096, 64
MAX_DENSITIES, MAX_ATTRIBUTES, MAX_ASSOCIATIONS, MAX_SOURCES = 16, 8, 32, 64
MAX_PLACES = 4


def _spread(data: Any) -> Any:
    """One origin for several factors: a table becomes a number for each of its categories.

    What is not a number goes through as it is, to be refused in its place.
    """
    if not has_origin(data) or "value" in data["values"]:
        return data
    if unknown := [key for key in data if key not in Table.model_fields]:
        known = ", ".join(Table.model_fields)
        raise ValueError(f"a table of factors has no '{unknown[0]}' | it has {known} | remove it")
    origin = {key: data[key] for key in Sourced.model_fields if key in data}
    factors = origin.get("range")
    spread = {}
    for category, value in data["values"].items():
        spread[category] = {**origin, "value": value}
        if isinstance(factors, list) and all(isinstance(n, int | Decimal) for n in (value, *factors)):
            spread[category]["range"] = [value * factor for factor in factors]
    return spread


def _as_written(data: Any) -> Any:
    """Nothing: loading puts a shared part in the place of its name before this model sees it."""
    return data


Factors = Annotated[
    dict[Word, Factor],
    BeforeValidator(_spread, json_schema_input_type=dict[Word, Factor] | Table),
    Field(max_length=MAX_BANDS),
]
"""Category -> factor, each with its own origin, or a `Table` that gives all of them one."""


class AgeBand(Sourced):
    """Ages `first` to `last`, both included; `last` is None in the oldest band."""

    range: tuple[Decimal, Decimal] | None = Field(
        None, description="By how many years its borders may be moved: [-1, 1] is a year either way."
    )

    first: int = Field(ge=0, le=120)
    last: int | None = Field(None, ge=0, le=120)

    def named(self) -> Iterator[tuple[str, Decimal]]:
        """The first age, and the last one where there is one."""
        yield "first", Decimal(self.first)
        if self.last is not None:
            yield "last", Decimal(self.last)


Band = Annotated[AgeBand, Unit("years of age")]


class Region(Model):
    """One region: margins only."""

    title: Title
    title_local: Title | None = Field(None, description="The name in the region's own script.")
    tile: Annotated[
        tuple[Annotated[int, Field(ge=0, le=99)], Annotated[int, Field(ge=0, le=99)]],
        Unit("row and column of a picture"),
        Convention("where a picture draws the region; no result depends on it", 0, 99),
    ] = Field(description="Row and column of the region's tile on the map, 0 to 99.")
    population: Annotated[Quantity, Field(description="Persons."), Unit("persons")]
    age_sex: Annotated[Table, Unit("persons, or shares")] = Field(
        description="`BAND/SEX` -> persons or shares; normalised."
    )
    groups: Annotated[Table, Unit("share")] = Field(description="Group -> share.")
    urban: Share
    quintiles_urban: Annotated[Table, Unit("share")] = Field(
        description="National income quintile -> share of urban people."
    )
    quintiles_rural: Annotated[Table, Unit("share")] = Field(
        description="National income quintile -> share of rural people."
    )
    opinions: Annotated[Table, Unit("share")] = Field(description="Opinion -> share.")
    household_sizes: Annotated[Table, Unit("share of households")] = Field(
        description="Persons in the household -> share of households."
    )
    densities: dict[Name, Factor] = Field(
        default_factory=dict, max_length=MAX_DENSITIES, description="Relative to the nation: 1."
    )

    @model_validator(mode="after")
    def _large_enough(self) -> Self:
        people = self.population.value
        if people > LARGEST_REGION:
            raise PydanticCustomError(
                "population",
                "a region of {people} people is too large | what is counted in it must fit into 64 bits"
                " | give at most {most}, or divide the region",
                {"people": str(people), "most": LARGEST_REGION, "at": ("population",)},
            )
        if people < SMALLEST_REGION or people % 1:
            text = (
                "a population of {people} is not a number of people | people are counted in whole numbers"
                " | write how many there are"
                if people < 0 or people % 1
                else "a region of {people} people is too small | no region has fewer than {least} people, "
                "so that no margin describes a person | join it with another region"
            )
            context = {"people": str(people), "least": SMALLEST_REGION, "at": ("population",)}
            raise PydanticCustomError("population", text, context)
        return self


class Act(Model):
    """A kind of act: how often people consider it, and how often they then do it."""

    title: Title
    kind: Literal["need", "conduct", "purchase", "credit"]
    lawful: bool = True
    essential: bool = Field(False, description="Whether it is an essential service.")
    context: Name = Field("general", description="The part of life that it belongs to, such as traffic.")
    speech: Literal["none", "critical", "supportive"] = "none"
    outside: bool = Field(description="Whether it happens outside the home.")
    per_year: Annotated[Yearly, Unit("times a year")] = Field(
        description="Times a year that a reference person considers it."
    )
    rate_by: dict[Word, Factors] = Field(
        default_factory=dict,
        max_length=MAX_ATTRIBUTES,
        description="Attribute -> category -> factor on `per_year`; 1 where absent.",
    )
    propensity: Share = Field(description="Chance to do it when considered, without dread or hardship.")
    propensity_by: dict[Word, Factors] = Field(default_factory=dict, max_length=MAX_ATTRIBUTES)
    dread_response: Signed = Field(description="Share no longer done at full dread; negative: done more.")
    hardship_response: Annotated[
        Quantity, within("-1", "15", "an act is done 0 to 16 times as often"), Unit("factor, less 1")
    ] = Field(description="Relative increase at full hardship, -1 to 15.")
    hardship: Level = Field(description="Hardship added when it is denied, refused or prevented.")
    effort: Worth | None = Field(
        None, description="What it costs to do it for the score's sake; absent: nobody does."
    )
    effort_by: dict[Word, Factors] = Field(
        default_factory=dict,
        max_length=MAX_ATTRIBUTES,
        description="Attribute -> category -> factor on `effort`; 1 where absent.",
    )
    gain: Gain | None = Field(
        None, description="What those who would do it gain by it, yuan; absent: nobody reckons with a record."
    )
    forgone: Annotated[Yuan | None, Unit("yuan an act")] = Field(
        None, description="What people lose, as they reckon, by each that is denied or prevented, yuan."
    )
    repayment: Share | None = Field(None, description="Kind credit: chance that it is paid back.")
    repayment_by: dict[Word, Factors] = Field(default_factory=dict, max_length=MAX_ATTRIBUTES)
    repayment_by_band: tuple[Factor, ...] = Field(
        (), max_length=16, description="Factor for each of so many equal bands of the scale, from the lowest."
    )


class Matching(Model):
    """Error of face matching by group, relative to a source's own rates; 1 where absent."""

    false_match: dict[Word, Factors] = Field(
        default_factory=dict,
        max_length=MAX_GROUPS,
        description="Group searched -> group matched -> factor.",
    )
    false_non_match: Factors = Field(default_factory=dict)


class Association(Sourced):
    """A known association of two attributes; fitting keeps its odds ratios."""

    between: tuple[Word, Word]
    weights: dict[Word, Annotated[dict[Word, Decimal], Field(max_length=MAX_BANDS)]] = Field(
        max_length=MAX_BANDS
    )

    def named(self) -> Iterator[tuple[str, Decimal]]:
        """The weights by both categories."""
        for first, row in self.weights.items():
            yield from ((f"{first}/{second}", weight) for second, weight in row.items())


class Society(Model):
    """A whole society."""

    society: Name
    title: Title
    about: Prose
    invented: bool
    default_citizens: Annotated[Whole, whole_within(100), Unit("citizens")] = Field(
        description="Synthetic citizens of a run that is not told how many."
    )
    groups: tuple[Name, ...] = Field(min_length=1, max_length=MAX_GROUPS)
    age_bands: Annotated[dict[Word, Band], Order.OF_FILE] = Field(min_length=1, max_length=MAX_BANDS)
    opinions: tuple[Name, ...] = Field(min_length=1, max_length=5)
    small_child_below: Annotated[Whole, whole_within(1, 6), Unit("years of age")] = Field(
        Whole(value=3), description="A small child is younger than this."
    )
    segregation: Share = Field(description="Share of the variance of group that lies between communities.")
    associations: tuple[Annotated[Association, Unit("odds, relative")], ...] = Field(
        (), max_length=MAX_ASSOCIATIONS
    )
    regions: Annotated[dict[Name, Region], Order.OF_FILE] = Field(min_length=1, max_length=MAX_REGIONS)
    acts: Annotated[
        dict[Name, Act],
        BeforeValidator(_as_written, json_schema_input_type=dict[Name, Act] | Name),
        Order.OF_FILE,
    ] = Field(min_length=1, max_length=MAX_KINDS, description="Kinds of act, or the name of a shared part.")
    behaviour: Annotated[Behaviour, BeforeValidator(_as_written, json_schema_input_type=Behaviour | Name)] = (
        Field(description="How people change, or the name of a shared part.")
    )
    matching: Matching = Matching()
    hospital: Hospital | None = None
    places: Annotated[dict[Name, Place], Order.OF_FILE] = Field(default_factory=dict, max_length=MAX_PLACES)
    dating: Dating | None = None
    firms: Annotated[
        Firms | None, BeforeValidator(_as_written, json_schema_input_type=Firms | Name | None)
    ] = Field(None, description="Its firms, or the name of a shared part.")
    renewal: Renewal | None = None
    income: dict[Word, Annotated[Yuan, Unit("yuan a year")]] = Field(
        default_factory=dict,
        max_length=len(QUINTILES),
        description="Quintile: disposable income of a person, yuan a year.",
    )
    sources: dict[Word, Line] = Field(
        default_factory=dict, max_length=MAX_SOURCES, description="Source id -> where it is."
    )

    def __repr__(self) -> str:
        """In a line: its name and its title."""
        return f"<Society {self.society}: {self.title}>"

    def __str__(self) -> str:
        """The same."""
        return repr(self)


ATTRIBUTES = ("group", "sex", "age", "quintile", "place", "child", "opinion")
"""The attributes of an archetype, in the order of its number (most significant first)."""
