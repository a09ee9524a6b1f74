"""What `underheaven observe` answers: the pages, and worlds of a closed list that this machine lives.

It only answers. It asks nobody for anything, and nothing that is asked of it says anything about a person:
a world is chosen among those that it was started with. Nothing of the laboratory but the command and the
notebook imports this folder.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
