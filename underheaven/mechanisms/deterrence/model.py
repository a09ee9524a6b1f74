"""What a society says of how people reckon with a record."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from underheaven.documents.quantity import Model, Quantity, Share, Table, Yuan, within
from underheaven.documents.units import Unit

_EXPONENT = "an exponent lies between 0.1 and 10"
Exponent = Annotated[Quantity, within("0.1", "10", _EXPONENT), Unit("exponent")]
_PER_POINT = "a point is worth between 0 and 1,000,000 yuan"
PerPoint = Annotated[Quantity, within("0", "1000000", _PER_POINT), Unit("yuan a point")]
_SPREAD = "it lies between 0.01 and 5: the gain of most is then within a factor of a million of the median"
Spread = Annotated[Quantity, within("0.01", "5", _SPREAD), Unit("standard deviation of the logarithm")]
_SOME = "a gain lies between 0.01 and 100,000,000 yuan"
Gained = Annotated[Quantity, within("0.01", "100000000", _SOME), Unit("yuan")]
_HORIZON = "people reckon with at most 36,500 days"
Horizon = Annotated[Quantity, within("0", "36500", _HORIZON), Unit("days")]


class Lognormal(Model):
    """Gains whose logarithm is normal."""

    median: Gained = Field(description="Yuan that half of those who would do it gain more than.")
    sigma: Spread = Field(description="Standard deviation of the natural logarithm.")


class Pareto(Model):
    """Gains of which a share (least / gain) to the power of `shape` is above."""

    least: Gained = Field(description="Yuan that everybody gains at least.")
    shape: Exponent = Field(description="The larger, the rarer are large gains.")


class Gain(Model):
    """What those who would do an act gain by it, in yuan: one of four forms."""

    exponential: Gained | None = Field(None, description="The mean of an exponential distribution, yuan.")
    lognormal: Lognormal | None = None
    pareto: Pareto | None = None
    quantiles: Annotated[Table | None, Unit("yuan")] = Field(
        None, description="Share of those who would do it -> yuan that they gain at most; from 0 to 1."
    )

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        given = [name for name in Gain.model_fields if getattr(self, name) is not None]
        if len(given) != 1:
            several = "several forms" if given else "no form"
            raise ValueError(
                f"a gain has {several} | it is one distribution"
                " | write one of `exponential`, `lognormal`, `pareto` and `quantiles`"
            )
        if self.quantiles is not None:
            _check_quantiles(self.quantiles)
        return self

    @property
    def points(self) -> list[tuple[Decimal, Decimal]]:
        """Shares and yuan of `quantiles`, by share."""
        values = {} if self.quantiles is None else self.quantiles.values
        return sorted((Decimal(share), yuan) for share, yuan in values.items())


def _check_quantiles(table: Table) -> None:
    try:
        points = sorted((Decimal(share), yuan) for share, yuan in table.values.items())
    except ArithmeticError:
        raise ValueError(
            "a quantile is not named by a share | it says for which share of people a gain is the highest"
            " | write shares from '0' to '1', such as '0.5': 100"
        ) from None
    shares, yuan = [share for share, _ in points], [value for _, value in points]
    if len(set(shares)) < len(shares) or shares[:1] != [0] or shares[-1:] != [1]:
        raise ValueError(
            "quantiles do not go from 0 to 1, once each | between two of them gains are spread evenly"
            " | give the lowest gain as '0' and the highest as '1'"
        )
    if yuan != sorted(yuan) or yuan[0] < 0 or yuan[-1] > 100_000_000 or yuan[-1] <= 0:
        raise ValueError(
            "quantiles do not rise, or are none of 0 to 100,000,000 yuan | a larger share gains at most more"
            " | order them"
        )


class Perceived(Model):
    """How likely people think that an act is recorded, and what moves it. Sah 1991; Anwar, Loughran 2011."""

    guess: Share = Field(description="What is believed at first, where nothing is published.")
    published: Share = Field(
        Quantity(value=Decimal(1)),
        description="Weight of what is published against what one believes; less where the method is secret.",
    )
    by_record: Share = Field(
        Quantity(value=Decimal(0)),
        description="Weight of a record of one's own: how far it moves belief to 1.",
    )
    by_unseen: Share = Field(
        Quantity(value=Decimal(0)), description="Weight of an act that nobody saw: how far to 0."
    )
    by_others: Share = Field(
        Quantity(value=Decimal(0)),
        description="Weight of a week's records of others in the region: how far to their share of deeds.",
    )
    by_announcement: Share = Field(
        Quantity(value=Decimal(0)),
        description="Weight of an announcement heard that speaks of a chance: how far to it.",
    )

    @property
    def moves(self) -> bool:
        """Whether a belief ever moves."""
        return any(
            each.value for each in (self.by_record, self.by_unseen, self.by_others, self.by_announcement)
        )


class Deterrence(Model):
    """What people weigh the gain of an act against: the chance of a record, and what it would cost them."""

    chance: Perceived
    point: PerPoint = Field(description="What a point of the score is worth to people, yuan.")
    confined_year: Annotated[Yuan, Unit("yuan a year")] = Field(
        Quantity(value=Decimal(0)), description="What a year of confinement costs somebody, yuan."
    )
    horizon_days: Horizon = Field(
        Quantity(value=Decimal(365)),
        description="How long people reckon with a consequence, or with having a privilege.",
    )
    certainty: Exponent = Field(
        Quantity(value=Decimal(1)), description="Exponent of the chance; 1: as it is, above 1 bends it."
    )
    severity: Exponent = Field(
        Quantity(value=Decimal(1)),
        description="Exponent of the loss; below 1 a loss of twice the size counts less than twice.",
    )
    severity_at: Gained = Field(
        Quantity(value=Decimal(1000)),
        description="The loss that counts as it is whatever `severity` says, yuan.",
    )
