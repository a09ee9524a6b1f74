"""The plain loop with draws that belong to citizens, and counts of what happens by class and kind in each
week.

It is no peer. What it takes beyond `of_loop_keyed.py` is what recording costs.
"""

import of_loop_keyed
from of_loop_keyed import make as make

weeks_of = of_loop_keyed.compiled(True)


def live(model):
    """Live all weeks; returns the shown scores, means and shares by week, and acts considered."""
    return of_loop_keyed.live(model, weeks_of)
