"""The picture of redress: what is written, and what of it is struck out, contested and given back."""

from __future__ import annotations

from underheaven.measure.counts import Counts, Floats
from underheaven.measure.frame import THOUSAND
from underheaven.measure.named import evaluated, value_of
from underheaven.report.events import rollout_days
from underheaven.report.few import kept, told
from underheaven.report.panels import Kind, Panel, panels_chart
from underheaven.report.picture import Picture
from underheaven.report.results import Results
from underheaven.report.theme import BLUE, DARK_ORANGE, GREEN, PALE_BLUE
from underheaven.report.words import number, of_many

NAME, PLACE = "redress", 130

TITLE = "Written, contested, given back"
A_YEAR = "a year, per 1,000 adults"
KINDS = (
    Kind("all", "all", BLUE, PALE_BLUE),
    Kind("wrong", "of them about the wrong person", DARK_ORANGE, dash="dashed"),
    Kind("upheld", "appeals upheld", GREEN),
)


def _rate(counts: Counts, *columns: str) -> Floats:
    """Some columns of persons together, per thousand enrolled adult person-years."""
    total = [f"person.{column}" for column in columns]
    return evaluated({"per_thousand_years": [total, ["person.enrolled_minutes"]]}, counts)


def picture(results: Results) -> Picture | None:
    """Records and redress over time; nothing where the policy gives none."""
    safeguards = results.world.policy.safeguards
    parts = {name for name in ("review", "appeal", "expiry") if getattr(safeguards, name) is not None}
    if not parts:
        return None
    reading = (
        "Each panel counts a year and per 1,000 adults in the scheme, with its own scale: blue all, orange "
        "those about the wrong person, green the appeals that were upheld."
    )
    counts, days = results.timeline.counts, results.timeline.days
    if results.measures.precision.all.value is None:
        return Picture("redress", TITLE, reading, "Nothing was recorded about anybody.")
    fields = {
        "Records written": {
            "all": THOUSAND * value_of("records", counts),
            "wrong": value_of("wrong_records", counts),
        }
    }
    if "review" in parts:
        fields["Struck out by review"] = {
            "all": _rate(counts, "struck_true", "struck_wrong"),
            "wrong": _rate(counts, "struck_wrong"),
        }
    if "appeal" in parts:
        fields["Appeals"] = {
            "all": value_of("appeals", counts),
            "wrong": _rate(counts, "appeals_wrong"),
            "upheld": _rate(counts, "upheld_true", "upheld_wrong"),
        }
    if "expiry" in parts:
        fields["Ended by their date"] = {"all": value_of("expired", counts)}
    people = results.timeline.in_scheme
    axes = dict.fromkeys(fields, A_YEAR)
    if parts & {"appeal", "expiry"}:
        fields["Points given back"] = {"all": value_of("points_returned", counts)}
        axes["Points given back"] = "points a year, an adult"
    every = {title: kept(each, dict.fromkeys(each, people)) for title, each in fields.items()}
    panels = [Panel(title, (), each.fields, axes[title], False, each.thin) for title, each in every.items()]
    reading = f"{reading} {told([*every.values()], 'adults in the scheme')}".strip()
    kinds = KINDS if "appeal" in parts else KINDS[:2]
    rollouts = rollout_days(results.world)
    charts = [panels_chart(panels, kinds, rollouts, days, narrow) for narrow in (False, True)]
    return Picture("redress", TITLE, reading, _finding(results, parts), *charts)


def _finding(results: Results, parts: set[str]) -> str:
    measures, said = results.measures, []
    if "review" in parts:
        struck = measures["struck_wrong"].all.value
        if struck is not None:
            said.append(f"review struck out {of_many(struck, 'records about the wrong person')}")
    if "appeal" in parts:
        filed, upheld = measures["appeals"].all.value, measures["upheld_wrong"].all.value
        wait = measures["appeal_wait"].all.value
        if filed:
            said.append(f"{number(filed)} appeals a year were filed per 1,000 adults")
        if upheld is not None:
            said.append(f"{of_many(upheld, 'appeals against wrong records')} were upheld")
        if wait is not None:
            said.append(f"a decision took {number(wait)} days")
    if "expiry" in parts:
        ended = measures["expired"].all.value
        said.append(
            f"{number(ended)} records a year ended by their date, per 1,000 adults"
            if ended
            else "no record ended by its date"
        )
    text = "; ".join(said) or "Nothing was contested"
    return f"{text[:1].upper()}{text[1:]}."
