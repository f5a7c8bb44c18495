"""Who is who, who stands above, who stands in, who may, who is on duty (docs/systems/directory.md).

`Directory` is the protocol; `Tables` in `tables` the embedded default.
"""

from guiju.systems.directory.asking import Climb, present_or_deputy
from guiju.systems.directory.people import Absence, Department, Directory, Person, Rota, Turn

__all__ = [
    "Absence",
    "Climb",
    "Department",
    "Directory",
    "Person",
    "Rota",
    "Turn",
    "present_or_deputy",
]
