"""The story and riverton as one file to hand out in class, with a sheet for whoever teaches.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
