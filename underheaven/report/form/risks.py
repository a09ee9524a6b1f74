"""Point (d) of the form: which harms, how likely, for how many, and for how long."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.measure.treated import Run
from underheaven.policy.screening import Screen, Treatment
from underheaven.policy.screening.element import percent_of
from underheaven.report.form.parts import MEASURED, Grid, Open, Part, Section, Statement, rows_of
from underheaven.report.form.rights import rights
from underheaven.report.results import Results

HARMS = (
    "denied", "prevented", "refused", "error_share", "wrong_records", "by_ties", "chill_critical",
    "held_back_lawful", "mean_dread", "mean_hardship", "wait_cost", "confined_income", "wages_lost",
)  # fmt: skip


def risks(results: Results, screened: Screen, run: Run) -> Section:
    """(d) The specific risks of harm to them."""
    return Section(
        "d",
        "Specific risks of harm",
        "The specific risks of harm likely to have an impact on the persons and groups named in (c).",
        tuple(_risks(results, screened, run)),
    )


def _risks(results: Results, screened: Screen, run: Run) -> Iterator[Part]:
    consequences = [each for each in screened.treatments if each.part == "consequences"]
    if consequences:
        yield Grid(
            "What is done to people by their score, in the run",
            (
                "consequence",
                "adults under it at any one time",
                "times begun",
                "mean days",
                "in error",
                "by group",
            ),
            tuple(_row(each, run) for each in consequences),
            ("consequence.*.under", "consequence.*.entered", "consequence.*.in_error", "person.enrolled"),
        )
        yield Statement(
            "Mean days are person-steps under it over times begun, and are cut off at the end of the run. By "
            "group: the "
            "highest share over the lowest; * where fewer than 30 of some group came under it.",
        )
    rows = tuple(rows_of(results.measures, HARMS))
    if rows:
        yield Grid("Harms, whole run", MEASURED, rows, ("measures",))
    appeal = results.world.policy.safeguards.appeal is not None
    if screened.treatments:
        yield Grid(
            "Rights of the Charter that may be touched: a suggestion from the part of life, to be checked",
            ("treatment", "articles"),
            tuple(
                (each.title, rights(each, _confines(results, each), appeal)) for each in screened.treatments
            ),
            ("society: acts.*.context",),
        )
    else:
        yield Statement("The policy treats nobody by a score.", ("consequences",))
    yield Statement(
        "Intervals say how far a value may be chance among synthetic citizens; they say nothing of how far "
        "the model "
        "may be wrong."
    )
    yield Open(
        "Which risks does the provider name (Article 13), and which are left that the model does not have?"
    )
    yield Open("How grave is each for those whom it meets, and how is that weighed?")


def _row(each: Treatment, run: Run) -> tuple[str, ...]:
    at = f"consequence.{each.name}"
    under, entered = run.counts[f"{at}.under"], run.counts[f"{at}.entered"]
    share = run.counts.share(f"{at}.under", "person.enrolled")
    shares = run.counts.shares(f"{at}.under", "person.enrolled")
    lowest = min(shares.values(), default=0)
    ratio = f"{max(shares.values()) / lowest:.2g} times" if lowest else "-"
    return (
        each.title,
        "-" if share is None else percent_of(share),
        f"{entered:,}",
        f"{run.mean_days(at):,.0f}" if entered else "-",
        percent_of(run.counts[f"{at}.in_error"] / under) if under else "-",
        f"{ratio}{'*' if run.few(at) else ''}" if len(shares) > 1 else "-",
    )


def _confines(results: Results, each: Treatment) -> bool:
    policy = results.world.policy
    confines = each.part == "consequences" and policy.consequences[each.name].confines
    return confines and not policy.safeguards.same_context
