"""What each number of an audit is, in a sentence: by name, as its rows are named."""

from __future__ import annotations

from underheaven.measure.table import SPECIFICATIONS

OWN = {
    "rank_agreement": "Kendall's tau-b of scores and deeds: 1 where more deeds always go with a lower score",
    "linear_agreement": "Pearson's correlation of scores and deeds, its sign turned",
    "explained_share": "square of Pearson's correlation of scores and deeds",
    "gained_by_gaming": "points gained by acts done for the score alone / all points gained",
    "deeds": "deeds a year of those whose score is in the band / people whose score is in the band",
    "deeds_at_same_score": "deeds of the category / deeds of as many of everyone with the same scores",
    "base_rate": "people who do such deeds / people in the scheme",
    "selected": "people under a consequence / people in the scheme",
    "true_positive_rate": "people who do such deeds and are under a consequence / people who do such deeds",
    "false_positive_rate": "people who do none and are under a consequence / people who do no such deeds",
    "false_negative_rate": "people who do such deeds and are under none / people who do such deeds",
    "precision": "people who do such deeds and are under a consequence / people under a consequence",
    "false_positive_rate_by_identity": "p / (1 - p) x (1 - PPV) / PPV x (1 - FNR), with the base rate p, the "
    "precision PPV and the false negative rate FNR",
    "false_positive_rate_forced": "the identity with the precision and the false negative rate of another "
    "category",
    "least_by_chance": "the lowest share under a consequence among the intersections, if none differed from "
    "everyone",
    "most_by_chance": "the highest share under a consequence among the intersections, if none differed from "
    "everyone",
    "compared": "shares of categories that are held against the highest of their kind",
    "below": "comparisons in which the share is less than four fifths of the highest",
    "below_by_chance": "comparisons that would be below four fifths if no category differed from everyone",
    "favourable": "people for whom it turns out well / people in the scheme",
    "impact_ratio": "share for whom it turns out well in the category / the highest share of any category",
    "impact_ratio_standardised": "the same of shares in the strata of the other two of group, residence and "
    "income, weighed by the adults of the whole society",
}
"""Numbers that an audit computes itself."""
CENSUS = "it is read from the census of conduct, a table of people by score and deeds, which no tally holds"
DRAWN = "it is drawn at random many times from what blocks of communities differ"
COMPARED = "it counts comparisons between categories, of which a measure knows one"
CHOSEN = "it is of an outcome that an audit chooses, held against the highest of the categories"
FUNCTIONS = {
    **dict.fromkeys(
        (
            "rank_agreement", "linear_agreement", "explained_share", "deeds", "deeds_at_same_score",
            "base_rate", "selected", "true_positive_rate", "false_positive_rate", "false_negative_rate",
            "precision", "false_positive_rate_by_identity", "false_positive_rate_forced",
        ),
        CENSUS,
    ),
    "gained_by_gaming": "it asks for the points of each rule on the last day of the year",
    "least_by_chance": DRAWN,
    "most_by_chance": DRAWN,
    "below_by_chance": DRAWN,
    "compared": COMPARED,
    "below": COMPARED,
    "favourable": CHOSEN,
    "impact_ratio": CHOSEN,
    "impact_ratio_standardised": CHOSEN,
}  # fmt: skip
"""Why these stay functions, while every measure of a run is data (expression.py)."""
AUDITED = ("validity", "calibration", "odds", "identity", "four fifths")
"""Subjects of these numbers; all others are of measures of the run."""
SINGLE = {each.name: each.formula for each in SPECIFICATIONS if "." not in each.name}
OF_ITEMS = {each.name.partition(".")[0]: each.formula for each in SPECIFICATIONS if "." in each.name}
"""Formulas of measures of which there is one, and of those of which there is one for each item of a kind."""
STRATA = "in the strata of the other two of group, residence and income"
ENDS = {
    "_standardised_difference": f"of the category, less that of the other, {STRATA}, weighed by all adults",
    "_standardised_ratio": f"of the category, over that of the other, {STRATA}, weighed by all adults",
    "_composition_difference": "of the gap, what is due to the shares of the strata (Kitagawa 1955)",
    "_rates_difference": "of the gap, what is due to the rates within the strata (Kitagawa 1955)",
    "_difference": "of the category, less that of the one it is held against",
    "_ratio": "of the category, over that of the one it is held against",
}


def formula(measure: str) -> str | None:
    """The formula of a measure of a run by its name, such as `recall.petition`; None where there is none."""
    item = measure.partition(".")
    return OF_ITEMS.get(item[0]) if item[1] else SINGLE.get(measure)


def definition(subject: str, measure: str) -> str:
    """The definition of a number of an audit's subject; "" where none is known."""
    said = OWN.get(measure) if subject in AUDITED else formula(measure) or OWN.get(measure)
    if said is not None:
        return said
    for end, words in ENDS.items():
        if measure.endswith(end) and (said := definition(subject, measure.removesuffix(end))):
            return f"{said}; {words}"
    return ""
