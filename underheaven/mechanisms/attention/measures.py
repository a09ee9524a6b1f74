"""The watch: how much each source writes, and where it looks more than the acts done call for."""

from __future__ import annotations

from underheaven.measure.specification import NOBODY, SPECIFICATION, Specification

SUBJECT, PLACE = "Watch", 80

SPECIFICATIONS = (
    Specification(
        name="records_of_source.SOURCE",
        title="Records of",
        unit="per thousand person-years",
        formula="1000 × (true + wrong) records of this source / enrolled adult person-years",
        source=SPECIFICATION,
        direction="more: more watched",
        label="emergent",
        undefined=NOBODY,
        expression={
            "per_thousand_years": [
                ["source.{source}.true", "source.{source}.wrong"],
                ["person.enrolled_minutes"],
            ]
        },
        entries="sources",
        shared=("region",),
        shared_entries="attentive_sources",
    ),
    Specification(
        name="watch.SOURCE",
        title="Watched more than others by",
        unit="times",
        formula=(
            "share of the source's true records that are about them / their share of the acts that it could "
            "see; 1 for everyone"
        ),
        source="Lum and Isaac 2016; Ensign and others 2018",
        direction="above 1: the same acts are found more often among them than among others",
        label="emergent",
        undefined="no such act was done, or nothing was recorded",
        expression={
            "over_everyone": [
                {"ratio": [["source.{source}.true"], ["act.{kinds_seen_by(source)}.answerable"]]}
            ]
        },
        entries="watching_sources",
        against_all=True,
        shared=("region",),
        shared_entries="attentive_sources",
    ),
)
