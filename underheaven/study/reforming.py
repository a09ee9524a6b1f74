"""A difference to a policy written as a reform, for people to read, keep and change."""

from __future__ import annotations

import io
from decimal import Decimal

from ruamel.yaml import YAML

from underheaven.policy.safeguard import Changes
from underheaven.policy.schema import Policy


def as_yaml(policy: Policy, made: Changes) -> str:
    """A difference as a reform of the policy: YAML that the loader reads, and that names what it reforms."""
    text = io.StringIO()
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style, writer.width = None, 110
    writer.representer.sort_base_mapping_type_on_output = False
    if made:
        writer.dump(_plain(made), text)
    return f"reform_of: {policy.policy}\n{text.getvalue()}"


def _plain(value: object) -> object:
    """Plain values that YAML has."""
    if isinstance(value, dict):
        first = sorted(value, key=lambda key: key != "value")
        return {key: _plain(value[key]) for key in first}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
