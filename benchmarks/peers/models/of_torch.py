"""PyTorch: a tensor for each thing that citizens have, and one generator."""

import torch


def make(tables, seed):
    """The tables as tensors, a generator, and both scores."""
    names = ("class_of", "rates", "recorded", "points", "denied", "friends", "pull")
    t = {name: torch.from_numpy(getattr(tables, name)) for name in names}
    for name, kind in (("class_of", torch.int32), ("rates", torch.float32), ("recorded", torch.float32),
                       ("points", torch.float32), ("pull", torch.float32)):  # fmt: skip
        t[name] = t[name].to(kind)
    own = torch.full((tables.citizens,), tables.start)
    return tables, t, torch.Generator().manual_seed(seed), own, own.clone()


@torch.inference_mode()
def live(model):
    """Live all weeks; returns the shown scores, means and shares by week, and acts considered."""
    tables, t, generator, own, shown = model
    low, high, start = tables.low, tables.high, tables.start
    nobody = t["friends"] < 0
    ties = (~nobody).sum(dim=1)
    weight, friends = t["pull"][ties], t["friends"].clamp(min=0)
    means, below, considered = [], [], 0
    for recovery in tables.recovery.tolist():
        restricted = shown < tables.below
        acts = torch.poisson(t["rates"][t["class_of"]], generator=generator)
        considered += int(acts.sum(dtype=torch.float64))
        acts.masked_fill_(restricted[:, None] & t["denied"], 0)
        seen = torch.binomial(acts, t["recorded"][t["class_of"]], generator=generator)
        moved = seen @ t["points"]
        own = (own + moved).clamp(low, high)
        shown = (shown + moved).clamp(low, high)
        own = torch.where(own < start, (own + recovery).clamp(max=start), own)
        of_friends = shown[friends].masked_fill(nobody, 0).sum(dim=1)
        shown = (own + weight * (of_friends - ties * own)).clamp(low, high)
        means.append(float(shown.mean(dtype=torch.float64)))
        below.append(float((shown < tables.below).to(torch.float64).mean()))
    return shown.numpy(), means, below, considered
