"""From the closing plan to the last day (§ 4.6)."""

from django.utils.functional import Promise

from directive.codes import CLOSING_PLAN
from tests.journeys.visitor import Visitor
from workflow.forms import code_label

PARKED = "Parked: kept by us, not used"


def ask(visitor: Visitor, account: str) -> None:
    visitor.back_to(account)
    with visitor.taking("Ask to close the account"):
        visitor.fill("Why the account should be closed", "La base ferme. The base closes.")
        visitor.pick("What becomes of the handle", PARKED)
        for row in rows():
            visitor.fill(row, "Avant la fin du mois. By the end of the month.")
    visitor.reads("Closing")


def work(visitor: Visitor, account: str) -> None:
    visitor.back_to(account)
    with visitor.taking("Record progress on the closing plan"):
        for row in rows():
            visitor.choose(row, "Done")
        visitor.choose("What became of the handle", PARKED)


def deactivate(ecomms: Visitor, account: str) -> None:
    ecomms.back_to(account)
    ecomms.take("Deactivate")
    ecomms.reads("Deactivated")


def rows() -> list[Promise]:
    return [title for _, title in CLOSING_PLAN.choices(code_label)]
