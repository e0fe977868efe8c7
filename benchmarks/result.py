"""One line of the table: a ratio, and what it should reach."""

import re
from dataclasses import dataclass
from operator import ge, le

LIMITS = {">=": ge, "<=": le}


@dataclass(frozen=True, slots=True)
class Result:
    name: str
    value: float
    goal: str = ""  # ">=200"; empty for a figure without one

    @property
    def holds(self) -> bool:
        found = re.fullmatch(r"(>=|<=)(.+)", self.goal)
        return found is None or LIMITS[found[1]](self.value, float(found[2]))
