"""Loss: what standing takes in yuan, over the income of the same people.

Confinement takes the wages of the employed, what happens to their firms a part of them, and ranks a place
from a family. What is denied has no price: it is counted under Denial, and no yuan stand for it here.
"""

from __future__ import annotations

from underheaven.measure.expression import Data
from underheaven.measure.specification import SPECIFICATION, Specification

SUBJECT, PLACE = "Loss", 65

NO_INCOME = "nobody in the scheme has an income"
INCOME: Data = ["scheme_income"]
CONFINED: Data = ["confined_income"]
WAGES: Data = {
    "times": [
        {"world": "mean_income"},
        {
            "total": [
                "consequence",
                "firm_consequences",
                {
                    "times": [
                        {"world": "firm_consequence.{consequence}.wage_cut"},
                        ["firm_consequence.{consequence}.employees"],
                    ]
                },
            ]
        },
    ]
}
PLACES: Data = {
    "times": [
        {"world": "steps_a_year"},
        {
            "total": [
                "place",
                "ranked_goods",
                {"times": [{"world": "place.{place}.yuan"}, ["place.{place}.displaced"]]},
            ]
        },
    ]
}
"""Yuan that displaced families lose, each once, against incomes that are counted in each step."""

SPECIFICATIONS = (
    Specification(
        name="loss_over_income",
        title="Share of income lost to what standing takes",
        unit="share",
        formula=(
            "(income of the employed in confinement + wages cut in firms + worth of places lost by rank) / "
            "income of adults in the scheme; yuan over yuan"
        ),
        source=SPECIFICATION,
        direction="more: standing takes more of what people live on",
        label="calibrated",
        undefined=NO_INCOME,
        expression={"ratio": [{"plus": [CONFINED, WAGES, PLACES]}, INCOME]},
        where="income",
    ),
    *(
        Specification(
            name=name,
            title=title,
            unit="share",
            formula=f"{formula} / income of adults in the scheme; yuan over yuan",
            source=SPECIFICATION,
            direction="more: it takes more of what people live on",
            label="calibrated",
            undefined=NO_INCOME,
            expression={"ratio": [what, INCOME]},
            where=where,
        )
        for name, title, formula, what, where in (
            (
                "confined_over_income",
                "Share of income lost to confinement",
                "income of the employed in confinement",
                CONFINED,
                "income_confined",
            ),
            (
                "wages_over_income",
                "Share of income lost to what happens to firms",
                "wages cut",
                WAGES,
                "wage_cuts",
            ),
            (
                "places_over_income",
                "Share of income lost with places given by rank",
                "worth of places of families drawn by lot and not placed",
                PLACES,
                "income_ranked",
            ),
        )
    ),
)
