"""Common sense: which way a measure goes when one number of a policy or a society is raised.

Each pair of runs shares its seeds, so that the draws are the same and nothing but the number differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from underheaven.verify.case import Case, Finding
from underheaven.verify.shipped import Setting, defined
from underheaven.verify.small import SEED

SEEDS = range(SEED, SEED + 3)
SETTING = Setting(citizens=12_000, days=364)


@dataclass(frozen=True)
class Row:
    """What is raised (`low` to `high`, in words and as dotted paths), and what then becomes of measures."""

    what: str
    of: Literal["policy", "society"]
    paths: tuple[str, ...]
    low: Any
    high: Any
    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()


ROWS = (
    Row(
        "points lost by a critical post", "policy", ("rules.critical_post.points",), -10, -50,
        up=("under", "points_lost", "deterred"), down=("mean_score",),
    ),
    Row(
        "points gained by a bill paid on time", "policy", ("rules.bill_paid_on_time.points",), 0, 6,
        up=("mean_score", "points_gained"), down=("under",),
    ),
    Row(
        "coverage of social media", "policy",
        ("sources.social_media.coverage.urban", "sources.social_media.coverage.rural"), Decimal("0.2"),
        Decimal("0.9"), up=("records", "recall.critical_post", "chill_critical"),
    ),
    Row(
        "rate of false matches", "policy", ("sources.cameras.faces.false_match_rate",), Decimal("0.000001"),
        Decimal("0.0001"), up=("wrong_records", "in_error"), down=("precision",),
    ),
    Row(
        "rate of missed faces", "policy", ("sources.cameras.faces.false_non_match_rate",), Decimal(0),
        Decimal("0.6"), down=("recall.traffic_offence", "precision_of_source.cameras"),
    ),
    Row(
        "clerical mistakes of lenders", "policy", ("sources.finance.mistakes.per_person_year",),
        Decimal("0.001"), Decimal("0.3"), up=("wrong_records", "in_error"), down=("precision",),
    ),
    Row(
        "weight of ties", "policy", ("association.alpha",), Decimal("0.05"), Decimal("0.4"),
        up=("pull", "spared.no_high_quality_goods"),
    ),
    Row(
        "secrecy", "policy", ("secrecy",), 0, 1, up=("held_back_lawful", "held_back.doctor_visit"),
    ),
    Row(
        "threshold of the fast train", "policy", ("consequences.no_train.below",), 420, 540,
        up=("under.no_train", "denied.high_speed_rail"),
    ),
    Row(
        "threshold of house arrest", "policy", ("consequences.house_arrest.below",), 300, 480,
        up=("under.house_arrest", "prevented"),
    ),
    Row(
        "recovery", "policy", ("score.recovery",), 0, 60, up=("mean_score", "recovery"), down=("under", "denied"),
    ),
    Row(
        "dread of the announcement on trains", "policy", ("announcements.train_announcement.dread",), 0, 30,
        up=("mean_dread", "chill"),
    ),
    Row(
        "dread after a record", "society", ("behaviour.dread.record",), 2, 20,
        up=("mean_dread", "deterred", "chill"),
    ),
    Row(
        "fading of dread", "society", ("behaviour.dread.fade_per_year",), 32, 192, down=("mean_dread", "chill"),
    ),
    Row(
        "response of critical posts to dread", "society", ("acts.critical_post.dread_response",),
        Decimal("0.2"), Decimal("0.9"), up=("chill_critical",),
    ),
    Row(
        "dread in one who seems alone", "society", ("behaviour.climate.alone",), 1, 2, up=("chill_critical",),
    ),
    Row(
        "hardship of a denied good", "society", ("acts.high_quality_goods.hardship",), 0, 40,
        up=("mean_hardship",),
    ),
    Row(
        "response of late payment to hardship", "society", ("acts.late_payment.hardship_response",), 0, 8,
        up=("provoked",),
    ),
    Row(
        "fading of hardship", "society", ("behaviour.hardship.fade_per_year",), 24, 160, down=("mean_hardship",),
    ),
)  # fmt: skip


def with_value(row: Row, value: Any) -> Setting:
    """The setting with the row's numbers at a value."""
    changes = dict.fromkeys(row.paths, value)
    if row.of == "policy":
        return replace(SETTING, policy_changes=changes)
    return replace(SETTING, society_changes=changes)


def compare(row: Row) -> list[Finding]:
    """A finding for each measure of a row: it moved the way it should, under every seed."""
    low, high = ([with_value(row, value).measures(seed) for seed in SEEDS] for value in (row.low, row.high))
    findings = []
    for sign, names in ((1, row.up), (-1, row.down)):
        for name in names:
            moves = [defined(b, name) - defined(a, name) for a, b in zip(low, high, strict=True)]
            mean = sum(moves) / len(moves)
            findings.append(
                Finding(
                    f"{row.what} from {row.low} to {row.high}: {name}",
                    "up" if sign > 0 else "down",
                    f"{mean:+.3g}",
                    "under each of three seeds",
                    0.0,
                    all(sign * move > 0 for move in moves),
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
        tolerance="the direction, in paired runs under each of three seeds",
        false_alarm=0.0,
        run=run,
    ),
)
