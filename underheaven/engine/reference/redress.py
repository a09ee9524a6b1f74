"""What protects from records: review, notice, appeals, expiry, contexts (specification, 23)."""

from __future__ import annotations

from underheaven.documents.problems import refuse
from underheaven.engine.reference.decimals import threshold
from underheaven.engine.world import World

MINUTES_PER_DAY = 1_440
MOST_CONTEXTS = 16


class Redress:
    """The safeguards of a policy that act on records.

    `kept` says whether records go to a ledger; `suspensive` whether points wait for an appeal;
    `contexts` is the bit of each kind's context, None where acts are denied for any record.
    """

    def __init__(self, world: World) -> None:
        """Raises InputError where there are more contexts than bits."""
        self._step_minutes = world.step_minutes
        safeguards = world.policy.safeguards
        self._review, self._appeal = safeguards.review, safeguards.appeal
        self._notice, self._expiry = safeguards.notice, safeguards.expiry
        self.kept = any(part is not None for part in (self._notice, self._appeal, self._expiry))
        self.suspensive = self._appeal is not None and self._appeal.suspensive
        self.contexts: list[int] | None = None
        if safeguards.same_context:
            names = sorted({act.context for act in world.society.acts.values()})
            if len(names) > MOST_CONTEXTS:
                raise refuse(
                    f"{len(names)} contexts", f"at most {MOST_CONTEXTS} are kept apart", "join some of them"
                )
            self.contexts = [names.index(act.context) for act in world.society.acts.values()]

    def struck(self, true: bool, word: int) -> bool:
        """Whether a review strikes out a record."""
        if self._review is None:
            return False
        return word < threshold((self._review.strikes_true if true else self._review.strikes_wrong).value)

    def appealed(self, true: bool, word: int) -> bool:
        """Whether a record that costs points is appealed."""
        if self._appeal is None:
            return False
        return word < threshold((self._appeal.appeals_true if true else self._appeal.appeals_wrong).value)

    def upheld(self, true: bool, word: int) -> bool:
        """Whether an appeal will succeed."""
        if self._appeal is None:
            return False
        return word < threshold((self._appeal.upheld_true if true else self._appeal.upheld_wrong).value)

    def waits(self, points: int, appealed: bool) -> bool:
        """Whether points take effect only later."""
        return points < 0 and (self._notice is not None or (appealed and self.suspensive))

    def expires(self, points: int) -> bool:
        """Whether a record of so many points ends some day."""
        return self._expiry is not None and (self._expiry.records == "all" or points < 0)

    def decided(self, at: int, wait: int) -> int:
        """The step in which an appeal against a record of minute `at` is decided, if it waits so long."""
        return self._due(at, 0 if self._appeal is None else self._appeal.days.value) + wait

    def applies(self, at: int) -> int:
        """The step from which a record takes effect."""
        return self._due(at, 0 if self._notice is None else self._notice.days.value)

    def ends(self, at: int) -> int:
        """The step in which a record that expires does so."""
        return self._due(at, 0 if self._expiry is None else self._expiry.days.value)

    def _due(self, at: int, days: int) -> int:
        return (at + days * MINUTES_PER_DAY) // self._step_minutes
