"""From the approval to the first day in use (§ 4.3-4.7)."""

from django.utils import timezone

from demo.users import EVIDENCE
from tests.journeys.approval import RECEIVED
from tests.journeys.participants import Participants
from tests.journeys.visitor import Visitor


def register(ecomms: Visitor, account: str) -> None:
    ecomms.back_to(account)
    ecomms.take("Register")
    ecomms.reads("Registered")


def send_to_service_canada(practitioner: Visitor, account: str, handle: str) -> None:
    practitioner.back_to(account)
    practitioner.follow("What is submitted to Service Canada")
    practitioner.sees(handle)
    assert practitioner.downloads("Download as PDF").startswith(b"%PDF")
    assert handle.encode() in practitioner.downloads("Download as CSV")
    practitioner.back_to(account)
    with practitioner.taking("Record the submission to Service Canada"):
        practitioner.fill("Sent on", timezone.localdate())
        practitioner.fill("Reference", "SC-2026-08")
        practitioner.attach("Proof of the submission", "courriel.pdf", EVIDENCE)
    practitioner.reads("With Service Canada")
    assert practitioner.downloads("courriel.pdf") == EVIDENCE


def prove(ecomms: Visitor, account: str) -> None:
    """What E-Communications must have seen before an account is active."""
    ecomms.back_to(account)
    for step in (
        "Confirm that the account is under our control",
        "Confirm that the conditions are met",
    ):
        with ecomms.taking(step):
            ecomms.fill("What you saw, and when", RECEIVED)
    with ecomms.taking("Review the configuration"):
        for rule in ecomms.area.get_by_role("group").all():
            rule.get_by_label(ecomms.said("Meets the rule")).check()
    with ecomms.taking("Record the moderation instructions"):
        ecomms.fill("Instructions given", "Guide 1.0")


def record_custody(practitioner: Visitor, account: str) -> None:
    practitioner.back_to(account)
    with practitioner.taking("Record who holds the credentials"):
        practitioner.fill("Role that holds the credentials", "AP / PA")
        practitioner.fill("Where they are kept", "Coffre / safe 4")
        practitioner.pick("Multi-factor sign-in", "Yes")
        practitioner.fill("Number of administrators", 2)


def activate(participants: Participants, account: str, handle: str) -> None:
    register(participants.ecomms, account)
    send_to_service_canada(participants.practitioner, account, handle)
    prove(participants.ecomms, account)
    record_custody(participants.practitioner, account)
    participants.ecomms.back_to(account)
    participants.ecomms.take("Activate")
    participants.ecomms.reads("Active")
