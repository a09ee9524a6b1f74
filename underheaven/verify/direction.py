"""Common sense: which way a measure goes when one number of a policy or a society is raised.

A pair of runs shares its seed, so that the draws are the same and nothing but the number differs. The chance
of a false alarm is read off the spread of the moves over twelve other seeds (with 8,000 people): none has a
mean of less than three and a half times its spread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from underheaven.verify.case import Case, Finding
from underheaven.verify.shipped import Changes, Setting, defined

SETTING = Setting(citizens=12_000, days=364)
FALSE_ALARM = 1e-3
GOODS = "consequences.no_high_quality_goods.below"


@dataclass(frozen=True)
class Row:
    """What is raised from `low` to `high`, in words and as paths, and which measures then rise and fall.

    Paths begin with `policy` or `society`. `given` is changed in both runs, to bring the matter out.
    """

    what: str
    paths: tuple[str, ...]
    low: Any
    high: Any
    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    given: Changes = field(default_factory=dict)


ROWS = (
    Row(
        "points lost by a critical post", ("policy.rules.critical_post.points",), -10, -50,
        up=("under", "points_lost", "deterred"), down=("mean_score",),
    ),
    Row(
        "points gained by a bill paid on time", ("policy.rules.bill_paid_on_time.points",), 0, 6,
        up=("mean_score", "points_gained"), down=("under",),
    ),
    Row(
        "coverage of social media",
        ("policy.sources.social_media.coverage.urban", "policy.sources.social_media.coverage.rural"),
        Decimal("0.2"), Decimal("0.9"), up=("records", "recall.critical_post", "chill_critical"),
    ),
    Row(
        "rate of false matches", ("policy.sources.cameras.faces.false_match_rate",), Decimal("0.000001"),
        Decimal("0.0001"), up=("wrong_records", "in_error"), down=("precision",),
    ),
    Row(
        "rate of missed faces", ("policy.sources.cameras.faces.false_non_match_rate",), Decimal(0),
        Decimal("0.6"), down=("recall.traffic_offence", "precision_of_source.cameras"),
    ),
    Row(
        "clerical mistakes of lenders", ("policy.sources.finance.mistakes.per_person_year",),
        Decimal("0.001"), Decimal("0.3"), up=("wrong_records", "in_error"), down=("precision",),
    ),
    Row(
        "weight of ties", ("policy.association.alpha",), Decimal("0.05"), Decimal("0.4"),
        up=("pull", "spared.no_high_quality_goods"),
    ),
    Row(
        "secrecy", ("policy.secrecy",), 0, 1, up=("held_back_lawful", "held_back.doctor_visit"),
        given={"society.behaviour.dread.secrecy_spread": 1},
    ),
    Row(
        "threshold of the fast train", ("policy.consequences.no_train.below",), 420, 540,
        up=("under.no_train", "denied.high_speed_rail"),
    ),
    Row(
        "threshold of house arrest", ("policy.consequences.house_arrest.below",), 300, 480,
        up=("under.house_arrest", "prevented"),
    ),
    Row(
        "recovery", ("policy.score.recovery",), 0, 60,
        up=("mean_score", "exit_rate"), down=("under", "denied"),
    ),
    Row(
        "dread of the announcement on trains", ("policy.announcements.train_announcement.dread",), 0, 30,
        up=("mean_dread", "chill"),
    ),
    Row(
        "dread after a record", ("society.behaviour.dread.record",), 2, 20,
        up=("mean_dread", "deterred", "chill"),
    ),
    Row(
        "fading of dread", ("society.behaviour.dread.fade_per_year",), 32, 192, down=("mean_dread", "chill"),
    ),
    Row(
        "response of critical posts to dread", ("society.acts.critical_post.dread_response",),
        Decimal("0.2"), Decimal("0.9"), up=("chill_critical",),
    ),
    Row(
        "dread in one who seems alone", ("society.behaviour.climate.alone",), 1, 2, up=("chill_critical",),
    ),
    Row(
        "hardship of a denied good", ("society.acts.high_quality_goods.hardship",), 0, 40,
        up=("mean_hardship",),
    ),
    Row(
        "fading of hardship", ("society.behaviour.hardship.fade_per_year",), 24, 160, down=("mean_hardship",),
        given={"society.acts.high_quality_goods.hardship": 60},
    ),
    Row(
        "response of late payment to hardship, where much is denied and denial weighs heavily",
        ("society.acts.late_payment.hardship_response",), 0, 15,
        up=("provoked", "points_lost", "under", "spiral"), down=("exit_rate",),
        given={f"policy.{GOODS}": 610, "society.acts.high_quality_goods.hardship": 120},
    ),
)  # fmt: skip


def with_value(row: Row, value: Any) -> Setting:
    """The setting with the row's numbers at a value."""
    changes = {**row.given, **dict.fromkeys(row.paths, value)}
    of = {
        model: {path.removeprefix(f"{model}."): to for path, to in changes.items() if path.startswith(model)}
        for model in ("policy", "society")
    }
    return replace(SETTING, policy_changes=of["policy"], society_changes=of["society"])


def compare(row: Row) -> list[Finding]:
    """A finding for each measure of a row: it moved the way it should."""
    low, high = (with_value(row, value).measures() for value in (row.low, row.high))
    findings = []
    for way, sign, names in (("up", 1, row.up), ("down", -1, row.down)):
        for name in names:
            move = defined(high, name) - defined(low, name)
            findings.append(
                Finding(
                    f"{row.what}, {row.low} to {row.high}: {name}",
                    way,
                    f"{move:+.3g}",
                    "direction",
                    FALSE_ALARM,
                    sign * move > 0,
                )
            )
    return findings


def run() -> Sequence[Finding]:
    """Every row."""
    return [finding for row in ROWS for finding in compare(row)]


CASES = (
    Case(
        name="direction",
        title="Directions",
        checks="what rises and what falls when one number is raised",
        kind="engine",
        label="emergent",
        source="common sense; Becker 1968; Noelle-Neumann 1974; Stoycheff 2016; Penney 2016",
        tolerance="the direction, in paired runs",
        false_alarm=FALSE_ALARM,
        run=run,
        quick=False,
        tested=True,
    ),
)
