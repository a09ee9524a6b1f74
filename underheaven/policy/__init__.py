"""The rules of a scheme: read, reformed and checked; nothing is simulated here.

`schema` is the language; `loading` reads a policy from the catalogue or a file and follows its
reforms (`reform`); `coherence` finds what is wrong with a policy alone, `fitness` what a society
cannot give it (in parts: `demands`); `dates` lists the days on which it changes, `flags` says what a reader
must know first.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
