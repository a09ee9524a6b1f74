"""How a kernel takes the tables of this mechanism out of what it is handed."""

from __future__ import annotations

from underheaven.engine.arguments import DIRECTORY
from underheaven.mechanisms.standards.rule import StandardsTables

standards_of = DIRECTORY.reader("standards", StandardsTables)
