"""How a kernel takes the tables of this mechanism out of what it is handed."""

from __future__ import annotations

from underheaven.engine.arguments import DIRECTORY
from underheaven.mechanisms.deterrence.rule import DeterrenceTables

deterrence_of = DIRECTORY.reader("deterrence", DeterrenceTables)
