"""From the consultation to the decision, each step on its own page (§ 4.1-4.3)."""

from tests.journeys.form import NAMES
from tests.journeys.participants import Participants
from tests.journeys.visitor import Visitor

CONDITION = "Publier dans les deux langues. Post in both languages."
RECEIVED = "Vu. Seen."


def consult(practitioner: Visitor, request: str) -> None:
    practitioner.back_to(request)
    practitioner.take("Consult PA staff")
    practitioner.reads("PA consultation")


def advise(pa: Visitor, request: str) -> None:
    pa.back_to(request)
    with pa.taking("Give advice"):
        _write_advice(pa)
    pa.reads("PA advice given")


def advise_as_asked(pa: Visitor, step: str) -> None:
    """`step`: the link in the e-mail, to the page of the step."""
    pa.back_to(step)
    _write_advice(pa)
    pa.press("Give advice")
    pa.reads("PA advice given")


def _write_advice(pa: Visitor) -> None:
    pa.pick("Advice of PA staff", "Supported")
    pa.fill("Why", "Le besoin est réel. The need is real.")


def submit(practitioner: Visitor, l1: Visitor, request: str) -> None:
    practitioner.back_to(request)
    practitioner.take("Submit")
    practitioner.reads("L1 review")
    l1.back_to(request)
    l1.take("Endorse")
    l1.reads("Submitted")


def assign(ecomms: Visitor) -> None:
    """From the queue, where it waits for any officer."""
    ecomms.at("queue/")
    ecomms.open(ecomms.said("Assign to me"))
    ecomms.press("Assign to me")
    ecomms.reads("ADM(PA) review")


def recommend(ecomms: Visitor, recommendation: str = "Approval") -> None:
    with ecomms.taking("Recommend"):
        ecomms.pick("Recommendation", recommendation)
        ecomms.fill("Why", "Dossier complet. All is there.")
    ecomms.reads("Awaiting the decision of ADM(PA)")


def approve(participants: Participants, request: str) -> str:
    """Gives the address of the account that was entered."""
    admpa = participants.admpa
    admpa.back_to(request)
    with admpa.taking("Approve"):
        admpa.fill("Conditions, if any", CONDITION)
    admpa.reads("What came of it")
    admpa.open(NAMES[admpa.language])
    admpa.sees(CONDITION)
    return admpa.address
