"""Errors in one shape, whatever went wrong: what, where, why, and what to do."""

from __future__ import annotations

from typing import Any

from underheaven.documents.problems import Problem


def error_of(code: str, problem: Problem) -> dict[str, Any]:
    """The shape: `{error: {code, what, where, why, fix}}`."""
    said = {
        "code": code,
        "what": problem.what,
        "where": problem.where,
        "why": problem.why,
        "fix": problem.remedy,
    }
    return {"error": said}


class RefusedError(Exception):
    """What is asked for is not answered; `status` is that of HTTP."""

    def __init__(self, status: int, code: str, problem: Problem) -> None:
        super().__init__(problem.what)
        self.status, self.code, self.problem = status, code, problem


def refused(status: int, code: str, what: str, why: str, fix: str) -> RefusedError:
    """The error for a single problem: `raise refused(...)`."""
    return RefusedError(status, code, Problem(what, why, fix))
