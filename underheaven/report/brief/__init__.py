"""A run on two pages: what was asked, what was found, how sure it is, and what was assumed."""
