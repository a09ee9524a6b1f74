"""What is wrong with a policy by itself, whatever the society: sums, limits and scales."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from underheaven.documents.checking import in_order
from underheaven.documents.document import Document, Path, dotted
from underheaven.documents.problems import InputError, Problem
from underheaven.documents.quantity import Quantity
from underheaven.documents.words import nearest
from underheaven.policy.schema import MAX_MISTAKES, MAX_SOURCES_OF_A_KIND, Faces, Policy

TOLERANCE = Decimal("1e-9")
"""How far a sum of shares may be from 1."""


class Findings:
    """The problems found in one policy, placed in `document` where there is one."""

    def __init__(self, document: Document | None) -> None:
        self.problems: list[Problem] = []
        self._document = document

    def note(self, path: Path, what: str, why: str, remedy: str) -> None:
        """Adds a problem with the entry at `path`."""
        if self._document is None:
            self.problems.append(Problem(what, why, remedy, where=dotted(path)))
        else:
            self.problems.append(self._document.problem(path, what, why, remedy))

    def settle(self) -> None:
        """Raises InputError with everything that was noted, in the order of the file, if anything was."""
        if self.problems:
            raise InputError(in_order(self.problems))


def check_policy(policy: Policy, document: Document | None = None) -> None:
    """Refuses a policy that contradicts itself.

    Raises InputError with every problem at once; with `document`, each has its line and column.
    """
    findings = Findings(document)
    note_incoherence(policy, findings)
    findings.settle()


def note_incoherence(policy: Policy, findings: Findings) -> None:
    """Notes every contradiction of a policy with itself."""
    _check_sources(policy, findings)
    _check_faces(policy, findings)
    _check_rules(policy, findings)
    _check_thresholds(policy, findings)
    _check_association(policy, findings)
    _check_warnings(policy, findings)


def written_kinds(policy: Policy) -> Iterator[tuple[Path, str]]:
    """Every kind of act that a source can write down, and where the policy says so."""
    for name, source in policy.sources.items():
        at: Path = ("sources", name)
        for kind in source.sees:
            yield (*at, "sees", kind), kind
        if source.mistakes is not None:
            for kind in source.mistakes.records:
                yield (*at, "mistakes", "records", kind), kind
        if source.faces is not None:
            for kind in source.faces.records:
                yield (*at, "faces", "records", kind), kind


def _check_sources(policy: Policy, findings: Findings) -> None:
    for part in ("mistakes", "faces"):
        entries = 0
        for name, source in policy.sources.items():
            block = source.mistakes if part == "mistakes" else source.faces
            if block is None:
                continue
            at: Path = ("sources", name, part)
            entries += len(block.records)
            _check_sum(block.records, (*at, "records"), "the shares of `records`", findings)
        if entries > MAX_MISTAKES:
            findings.note(
                ("sources",),
                f"{entries} entries of `{part}.records` in all",
                f"all sources together may have {MAX_MISTAKES}",
                "join the rarest kinds",
            )
    watchers = Counter(kind for source in policy.sources.values() for kind in source.sees)
    met: Counter[str] = Counter()
    for name, source in policy.sources.items():
        for kind in source.sees:
            met[kind] += 1
            if met[kind] == MAX_SOURCES_OF_A_KIND + 1:
                findings.note(
                    ("sources", name, "sees", kind),
                    f"{watchers[kind]} sources see {kind}",
                    f"a kind of act is seen by at most {MAX_SOURCES_OF_A_KIND}",
                    "remove it from the sources that see least of it",
                )


def _check_faces(policy: Policy, findings: Findings) -> None:
    first: tuple[str, Faces] | None = None
    for name, source in policy.sources.items():
        if source.faces is None:
            continue
        at: Path = ("sources", name, "faces", "persistence")
        classes = source.faces.persistence
        shares = sum((c.share.value for c in classes), Decimal(0))
        mean = sum((c.share.value * c.factor.value for c in classes), Decimal(0))
        if abs(shares - 1) > TOLERANCE:
            findings.note(
                at,
                f"the shares of `persistence` sum to {shares:f}",
                "everybody is in one class",
                "make them sum to 1",
            )
        elif abs(mean - 1) > TOLERANCE:
            findings.note(
                at,
                f"the mean factor of `persistence` is {mean:f}",
                "the classes share out the false-match rate and must not change it",
                "change the factors until the sum of share times factor is 1",
            )
        if first is None:
            first = (name, source.faces)
        elif _classes(source.faces) != _classes(first[1]):
            findings.note(
                at,
                f"`persistence` differs from that of {first[0]}",
                "a face that resembles many does so before every camera",
                f"give {name} the same classes as {first[0]}",
            )


def _classes(faces: Faces) -> list[tuple[Decimal, Decimal]]:
    return [(c.share.value, c.factor.value) for c in faces.persistence]


def _check_rules(policy: Policy, findings: Findings) -> None:
    written = list(dict.fromkeys(kind for _, kind in written_kinds(policy)))
    for kind in policy.rules:
        if kind not in written:
            near = nearest(kind, written)
            findings.note(
                ("rules", kind),
                f"nobody sees {kind}",
                "no source sees or writes down this kind of act, so the rule never applies",
                (f"did you mean {near}? Otherwise " if near else "")
                + "add it to `sees` of a source, or remove the rule",
            )


def _check_thresholds(policy: Policy, findings: Findings) -> None:
    low, high = policy.score.minimum.value, policy.score.maximum.value
    for name, consequence in policy.consequences.items():
        off = [value for value in consequence.below.values if not low <= value <= high]
        if off:
            findings.note(
                ("consequences", name, "below"),
                f"the threshold {off[0]:f} is off the scale",
                f"scores go from {low:f} to {high:f}",
                "choose a threshold on the scale",
            )


def _check_association(policy: Policy, findings: Findings) -> None:
    ties = policy.association
    if not any(ties.alpha.values):
        return
    total = ties.household.value + ties.employer.value + ties.friends.value
    if abs(total - 1) > TOLERANCE:
        findings.note(
            ("association",),
            f"household, employer and friends sum to {total:f}",
            "they share out the weight `alpha` of others",
            "make them sum to 1, or set `alpha` to 0",
        )


def _check_warnings(policy: Policy, findings: Findings) -> None:
    for name, announcement in policy.announcements.items():
        if announcement.until is not None and announcement.until < announcement.since:
            findings.note(
                ("announcements", name, "until"),
                f"{announcement.until} is before {announcement.since}",
                "the announcement would end before it begins",
                "swap `since` and `until`",
            )
    for name, news in policy.news.items():
        if news.per_day.value == 1:
            findings.note(
                ("news", name, "per_day"),
                "everybody would hear it on its first day",
                "a chance of 1 has no fading",
                "give a chance below 1, such as 0.99",
            )
        if news.half_life_days.value == 0:
            findings.note(
                ("news", name, "half_life_days"),
                "a half-life of 0 days",
                "nobody would ever hear of it",
                "give at least a day, or remove the news",
            )


def _check_sum(shares: Mapping[str, Quantity], path: Path, what: str, findings: Findings) -> None:
    total = sum((share.value for share in shares.values()), Decimal(0))
    if abs(total - 1) > TOLERANCE:
        findings.note(path, f"{what} sum to {total:f}", "every record is of one kind", "make them sum to 1")
