"""What cannot all be equal: the identity of Chouldechova 2017 on the counts it was argued about.

Of defendants scored in Broward County, whose counts ProPublica published in 2016, base rates differ between
two groups. Hence FPR = p / (1 − p) × (1 − PPV) / PPV × (1 − FNR), with p the base rate, leaves no score whose
precision, false positives and false negatives are all alike. The identity is taken in fractions, without
rounding; the measures that audits use are compared with it, and with the rates as printed.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial

import numpy as np

from underheaven.measure import odds
from underheaven.measure.counts import Floats, Numbers
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import near

COUNTS = {"first group": (990, 805, 532, 1369), "second group": (1139, 349, 461, 505)}
"""True negatives, false positives, false negatives, true positives."""
PRINTED = {"first group": (0.4485, 0.2799, 0.630), "second group": (0.2345, 0.4772, 0.591)}
"""False positive rate, false negative rate and precision as printed."""
ROUNDED = (0.00005, 0.00005, 0.0005)
FLOATING = 1e-12


def exact(counts: tuple[int, int, int, int]) -> Fraction:
    """The false positive rate that the other three numbers leave, in fractions."""
    tn, fp, fn, tp = counts
    p, ppv, fnr = Fraction(fn + tp, tn + fp + fn + tp), Fraction(tp, fp + tp), Fraction(fn, fn + tp)
    return p / (1 - p) * (1 - ppv) / ppv * (1 - fnr)


def compare(by_identity: Callable[[Numbers], Floats]) -> list[Finding]:
    """The findings about both groups, with a function that ought to be the identity."""
    found = []
    for group, counts in COUNTS.items():
        array = np.array(counts)
        law = float(exact(counts))
        rates = (
            ("false positive rate", odds.false_positive_rate),
            ("false negative rate", odds.false_negative_rate),
            ("precision", odds.precision),
        )
        found += [
            near(f"{group}: {name} as printed", printed, float(rate(array)), rounded)
            for (name, rate), printed, rounded in zip(rates, PRINTED[group], ROUNDED, strict=True)
        ]
        found += [
            near(
                f"{group}: false positive rate, counted",
                law,
                float(odds.false_positive_rate(array)),
                FLOATING,
            ),
            near(f"{group}: by the identity", law, float(by_identity(array)), FLOATING),
        ]
    return found


CASES = (
    Case(
        name="identity",
        title="What cannot all be equal",
        checks="rates of error by group and the impossibility identity, as audits compute them",
        kind="unit",
        label="input",
        source="Chouldechova 2017; ProPublica 2016 (counts of both groups)",
        tolerance="the last digit printed; rounding of floating-point numbers",
        false_alarm=0.0,
        run=partial(compare, odds.by_identity),
    ),
)
