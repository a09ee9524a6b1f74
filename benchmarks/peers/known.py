"""The peers: what each is, and the file of its locked environment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
MODELS, LOCKS = FOLDER / "models", FOLDER / "locks"


@dataclass(frozen=True)
class Peer:
    """Something that lives the workload."""

    name: str
    title: str
    lock: str | None = None
    """The file of its environment; None for this one's."""
    framework: bool = True
    """Whether it is a framework or library, and no plain loop."""
    agents: bool = False
    """Whether each citizen is an object: such a peer lives fewer of them where whole years are lived."""
    beside: bool = False
    """Whether it is no peer, and only tells what a part of our own costs."""

    @property
    def model(self) -> Path:
        """The file of its model."""
        return MODELS / f"of_{self.name}.py"


OURS = Peer("underheaven", "Underheaven", framework=False)
LOOP = Peer("loop", "the plain loop", "loop", framework=False)
KEYED = Peer("loop_keyed", "the loop, paired", framework=False, beside=True)
COUNTING = Peer("loop_counting", "the loop, paired, recording", framework=False, beside=True)
MESA = Peer("mesa", "Mesa", "mesa", agents=True)
PEERS = (
    OURS,
    LOOP,
    Peer("numpy", "NumPy", "numpy"),
    Peer("polars", "Polars", "polars"),
    Peer("jax", "JAX", "jax"),
    Peer("torch", "PyTorch", "torch"),
    Peer("starsim", "Starsim", "starsim"),
    Peer("mesa_frames", "mesa-frames", "mesa-frames"),
    MESA,
    Peer("agentpy", "AgentPy", "agentpy", agents=True),
    KEYED,
    COUNTING,
)
BY_NAME = {peer.name: peer for peer in PEERS}
