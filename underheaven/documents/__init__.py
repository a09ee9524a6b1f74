"""Documents written by people: read with positions, checked against a model, every error at once.

`reading` turns YAML text into plain data and keeps where everything stands; `checking` checks the
data against a pydantic model; `problems` is how anything wrong is said; `people` refuses tables of
persons; `schema` describes a model to an editor. Nothing here knows what a policy or a society is.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
