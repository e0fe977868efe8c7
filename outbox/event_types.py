"""Event types of notifications.

A step's event is named for it, "request.approve"; what follows the name says why the recipient hears of it.
A reminder is named for its rule, "account.listing.due".
"""

NEXT = ".next"  # the recipient may take the step that is awaited
VACANT = ".vacant"  # nobody may: to those who assign roles
DUE = ".due"  # a reminder to those who must act
LATE = ".late"  # a reminder to the next in the escalation chain

REMINDERS = (DUE, LATE)
ORGANIZATION = "organization"  # the object type of a vacancy that a reminder run found


def is_request_to_act(event_type: str) -> bool:
    return event_type.endswith((NEXT, DUE))


def rule_name(event_type: str) -> str:
    """The reminder rule of a reminder's event type."""
    return event_type.rpartition(".")[0]
