"""One workload in other frameworks, libraries and a plain loop, measured beside the engine.

`models/` has a file a peer, and `living.py`, which lives one of them in an environment of its own.
`workload.py` exports the numbers from the compiled world, `judging.py` says whether two have lived the
same, `running.py` lets all run in turn. Nothing here belongs to the package: `underheaven bench --peers`
starts it in a clone.
"""
