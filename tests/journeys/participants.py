from collections.abc import Callable
from dataclasses import dataclass

from tests.journeys.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Participants:
    """The six people who take an account from the first question to its end."""

    practitioner: Visitor
    pa: Visitor
    l1: Visitor
    ecomms: Visitor
    admpa: Visitor
    superior: Visitor

    @classmethod
    def of(
        cls, visit: Callable[..., Visitor], language: str, *, second: bool = False
    ) -> "Participants":
        """`second`: the second demo user of a role, where there are two."""
        number = "2" if second else ""
        names = (
            f"practitioner{number}",
            "pa",
            "l1",
            f"ecomms{number}",
            f"admpa{number}",
            "superior",
        )
        return cls(*(visit(name, language) for name in names))
