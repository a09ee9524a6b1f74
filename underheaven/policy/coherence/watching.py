"""What is wrong with what is watched: sums, limits, hours, faces, and rules that nobody serves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from underheaven.documents.document import Path
from underheaven.documents.words import nearest
from underheaven.mechanisms.mistakes.model import Faces
from underheaven.policy.coherence.findings import TOLERANCE, Findings, check_sum
from underheaven.policy.schema import MAX_MISTAKES, MAX_SOURCES_OF_A_KIND, Policy


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


def check_watching(policy: Policy, findings: Findings) -> None:
    """Notes what is wrong with the sources, and with rules that no source serves."""
    _check_sources(policy, findings)
    _check_hours(policy, findings)
    _check_faces(policy, findings)
    _check_rules(policy, findings)


def _check_sources(policy: Policy, findings: Findings) -> None:
    for part in ("mistakes", "faces"):
        entries = 0
        for name, source in policy.sources.items():
            block = source.mistakes if part == "mistakes" else source.faces
            if block is None:
                continue
            at: Path = ("sources", name, part)
            entries += len(block.records)
            check_sum(block.records, (*at, "records"), "the shares of `records`", findings)
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


def _check_hours(policy: Policy, findings: Findings) -> None:
    for name, source in policy.sources.items():
        taken: dict[int, int] = {}
        for number, entry in enumerate(source.hours):
            hours = [
                (entry.first.value + i) % 24 for i in range((entry.last.value - entry.first.value) % 24 + 1)
            ]
            met = next((hour for hour in hours if hour in taken), None)
            if met is not None:
                findings.note(
                    ("sources", name, "hours", number),
                    f"hour {met} is in two entries of `hours`",
                    f"entry {taken[met] + 1} already says what {name} sees then",
                    "let every hour be in one entry",
                )
            taken |= {hour: number for hour in hours if hour not in taken}


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
