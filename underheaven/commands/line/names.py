"""Names that the shell completes, written out so that nothing is imported for them; a test compares them."""

from __future__ import annotations

MEASURES = (
    "enrolled", "mean_score", "score_p10", "score_p50", "score_p90", "score_gini", "under", "points_lost",
    "points_gained", "clamped", "mean_dread", "mean_hardship", "gain", "denied", "prevented",
    "denied_share", "prevented_share", "refused", "wait_slow", "wait_fast", "wait_cost", "wait_saved",
    "confined_income", "loss_over_income", "confined_over_income", "wages_over_income",
    "places_over_income", "error_share", "error_time", "in_error", "records", "wrong_records",
    "precision", "recall", "points_returned", "expired", "appeals", "upheld_true", "upheld_wrong",
    "appeal_wait", "appeal_backlog", "struck_true", "struck_wrong", "chill", "chill_critical",
    "chill_supportive", "critical_speech", "praise", "held_back_lawful", "deterred", "provoked", "gamed",
    "gamed_share", "by_ties", "ties_time", "spared_time", "under_by_ties", "pull", "seen_visible",
    "seen_others", "matched", "matched_visible", "matched_others", "assortativity", "exit_rate",
    "effort", "effort_in_error", "effort_a_game", "perceived_chance", "true_chance", "reckoned",
    "spell_if_alike", "entry_rate_plain", "entry_rate_hard", "spiral", "granted", "repaid", "defaulted",
    "firm_score", "wages_lost", "passed_over", "without_representative", "replaced",
)  # fmt: skip
PICTURES = (
    "scores", "rewards", "speech", "climate", "denied", "tiles", "waits", "ranks", "sanctions", "spells",
    "watch", "errors", "redress", "firms", "partners", "deterrence", "waves", "ratios", "odds", "calibration",
)  # fmt: skip
TABLES = (
    "main", "years", "cohorts", "sides", "margins", "measures", "standing", "privileges", "denial",
    "hospital", "places", "loss", "spells", "error", "watch", "chill", "gaming", "ties", "partners",
    "spiral", "credit", "firms", "numbers", "audit", "screen",
)  # fmt: skip
QUESTIONS = (
    "most denied", "most prevented", "most refused", "most silenced", "most wrong records",
    "longest sanctioned", "longest confined", "sanctioned in error", "sanctioned by ties",
    "sanctioned without a deed", "recovered", "most dread", "most hardship", "highest score", "lowest score",
    "top family", "bottom family",
)  # fmt: skip
HARMS = (
    "sanctioned in error", "sanctioned", "sanctioned for others", "denied", "confined", "speech held back",
    "wrong records", "wait of others", "gap between groups", "struck again", "hardship",
)  # fmt: skip
KEYS = (
    "society.behaviour.dread.record", "society.behaviour.dread.sanction", "society.behaviour.dread.denial",
    "society.behaviour.dread.associate", "society.behaviour.dread.fade_per_year",
    "society.behaviour.dread.secrecy_spread", "society.behaviour.hardship.fade_per_year",
    "society.behaviour.climate.prior", "society.behaviour.climate.alone", "society.behaviour.climate.crowd",
    "policy.secrecy", "policy.association.alpha", "policy.score.start", "policy.score.recovery",
)  # fmt: skip
"""Keys of a study that every society has, and the most usual ones of a policy."""
