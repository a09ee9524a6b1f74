"""How a kernel takes the tables of this mechanism out of what it is handed."""

from __future__ import annotations

from underheaven.engine.arguments import DIRECTORY
from underheaven.mechanisms.lasting.rule import LastingTables

lasting_of = DIRECTORY.reader("lasting", LastingTables)
