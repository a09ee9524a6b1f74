"""What is counted, and under which names: the one vocabulary of the kernel, the measures and the files.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
