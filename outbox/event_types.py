"""The kinds of letters, by the ending that `workflow.letters` and the sweep give them.

A letter of a step is named for it ("request.approve"). One of the sweep is named for its rule in
`rules.py` ("account.listing") and always has an ending.
"""

NEXT = ".next"  # you may take the step that is awaited
VACANT = ".vacant"  # nobody may do what is asked: an administrator hears of it
DUE = ".due"  # this is due, or soon will be: you are asked
LATE = ".late"  # whoever is asked has not done it: you are the next above them

REMINDERS = (DUE, LATE)  # of the sweep alone
ORGANIZATION = "organization"  # what a vacancy that the sweep finds is about


def is_request_to_act(event_type: str) -> bool:
    """Whether the letter asks its reader to do something."""
    return event_type.endswith((NEXT, DUE))


def rule_name(event_type: str) -> str:
    """The kind of the rule that a letter of the sweep was written for."""
    return event_type.rpartition(".")[0]
