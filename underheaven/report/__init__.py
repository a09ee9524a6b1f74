"""What a run looks like: pictures, one HTML page, and a summary for the terminal.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
