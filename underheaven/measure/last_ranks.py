"""Where those who were found in a run stood at its end, among all adults in the scheme (ranks.py)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from underheaven.engine.layout import BINS
from underheaven.engine.nation import Enrolment
from underheaven.engine.records import Int64
from underheaven.measure.frame import SIXTEENTHS, Frame
from underheaven.measure.ranks import Rank, Stood, bin_of
from underheaven.measure.run import histograms
from underheaven.record.people import adults_of, everybody, keeps_lives
from underheaven.record.query import RunFolder
from underheaven.record.reliving import place_of
from underheaven.record.sampling import communities_of
from underheaven.record.searching import Example
from underheaven.record.weekly import Flags


def last_ranks(folder: RunFolder, examples: Sequence[Example]) -> list[Stood | None]:
    """Where each stood as the run's last step ended.

    Counted where the run kept everybody's score, and else between the ends that its bins give. None of who is
    too young to be scored, and where what the run kept does not tell whether the citizen was in the scheme:
    with renewal, and in communities in which people join. InputError if the run is not as it was left.
    """
    world, frame = folder.world, Frame.of(folder.world)
    last = folder.provenance.steps_recorded - 1
    if world.renewal or last < 0 or not examples:
        return [None] * len(examples)
    enrolled, joined = _enrolled(folder, last)
    adult = adults_of(folder)
    counted = _all_scores(folder, enrolled, adult) if keeps_lives(folder) and not joined else None
    bins = np.zeros((len(frame.regions), BINS), np.int64)
    if counted is None:
        for step, regions, _, of_group in histograms(folder, frame):
            if step == last:
                np.add.at(bins, regions, of_group)
    day = world.start + dt.timedelta(minutes=last * world.step_minutes)
    of_age = dict(zip(world.society.age_bands, adult.tolist(), strict=True))
    found = list[Stood | None]()
    for each in examples:
        region, community, _ = place_of(world, each.citizen)
        if not enrolled[region][community] or not of_age[each.who["age"]]:
            found.append(None)
            continue
        if counted is not None:
            at = each.shown - frame.minimum
            ranks = [_of_scores(scores, at) for scores in (counted[region], counted.sum(axis=0))]
        else:
            at = bin_of(each.shown / SIXTEENTHS, frame)
            ranks = [Rank.within(scores, at) for scores in (bins[region], bins.sum(axis=0))]
        found.append(Stood(last, day, each.shown / SIXTEENTHS, *ranks))
    return found


def _of_scores(scores: Int64, at: int) -> Rank:
    """The rank of one of the scores counted in int64[scores], lowest first."""
    return Rank.counted(int(scores[at + 1 :].sum()), int(scores[at]), int(scores.sum()))


def _enrolled(folder: RunFolder, last: int) -> tuple[list[list[bool]], bool]:
    """Whether everybody of each community is in the scheme in a step, and whether anywhere some joined."""
    enrolment, found, joined = Enrolment(folder.world), list[list[bool]](), False
    for region, _ in enumerate(folder.world.society.regions):
        found.append([])
        for _, community in (place for place in communities_of(folder.world) if place[0] == region):
            everybody, joiners, _ = enrolment.of(region, community)
            found[-1].append(everybody <= last)
            joined |= joiners <= last < everybody
    return found, joined


def _all_scores(folder: RunFolder, enrolled: list[list[bool]], adult: Flags) -> Int64:
    """How many adults in the scheme ended with each score, int64[regions, scores of the scale]."""
    world, frame = folder.world, Frame.of(folder.world)
    found = np.zeros((len(enrolled), frame.maximum - frame.minimum + 1), np.int64)
    firsts = np.concatenate([[0], np.cumsum(world.citizens_of_regions)])
    for block in everybody(folder, ("shown",)):
        region = block.codes["region"]
        community = (block.citizen - firsts[region]) // world.community_size
        for number, of_region in enumerate(enrolled):
            mine = (region == number) & adult[block.codes["age"]]
            mine[mine] = np.array(of_region)[community[mine]]
            found[number] += np.bincount(
                block.columns["shown"][mine] - frame.minimum, minlength=found.shape[1]
            )
    return found
