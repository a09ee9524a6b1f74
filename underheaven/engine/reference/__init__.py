"""The model written a second time from the specification: plain Python, clear before fast.

It shares no decision with the fast engine; on the same world both give the same bytes.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""

from underheaven.engine.reference.simulation import ReferenceResult, simulate
from underheaven.engine.reference.state import Columns

__all__ = ["Columns", "ReferenceResult", "simulate"]
