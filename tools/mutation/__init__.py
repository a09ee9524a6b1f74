"""Tests of the tests: the rules, the phases and the compile steps, each with one thing wrong.

    python -m tools.mutation [--only PATTERN] [--again]

`operators.py` says what may be wrong, `mutants.py` where; `trials.py` and `unit_tests.py`, who should notice;
`trying.py` tries. What came of it is kept in docs/mutation.json, and told in docs/mutation.md.
"""
