"""The kinds of letters, by the ending that `workflow.letters` and the sweep give them."""

NEXT = ".next"  # you may take the step that is awaited
VACANT = ".vacant"  # nobody may take it: an administrator is asked
DUE = ".due"  # the step should be taken today


def asks(kind: str) -> bool:
    """Whether the letter asks its reader to take the awaited step."""
    return kind.endswith((NEXT, DUE))
