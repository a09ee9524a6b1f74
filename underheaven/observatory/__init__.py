"""The observatory: a site on which a society is lived in the visitor's own browser.

What is here makes the folder of static files: the worlds that the site carries, as data, and the pages.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
