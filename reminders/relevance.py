"""Whether a letter still concerns its reader as it leaves: power taken away works at once."""

from access.policy import may, may_see, may_take
from reminders.followed import standing_of_reader, subject_of
from reminders.kinds import VACANT, asks
from workflow.models import Followed, Letter


def why_not(letter: Letter) -> str:
    """The reason not to send it, for the operators; empty when it should go."""
    row = subject_of(letter)
    if not letter.recipient.is_active:
        return "the person is no longer active"
    if row is None:
        return "what it tells of is not there"
    if letter.kind.endswith(VACANT):
        return _why_not_vacant(letter, row)
    standing = standing_of_reader(letter)
    if not may_see(standing, row):
        return "the person may no longer see it"
    if asks(letter.kind) and (row.state != letter.facts["state"] or not _may_act(letter, row)):
        return "it no longer waits for this person"
    return ""


def _may_act(letter: Letter, row: Followed) -> bool:
    step = row.lifecycle.awaited(row.state)
    return step is not None and bool(may_take(standing_of_reader(letter), step, row))


def _why_not_vacant(letter: Letter, row: Followed) -> str:
    if not may(standing_of_reader(letter), "keep_people", row.organization):
        return "the person no longer keeps people"
    return "" if row.state == letter.facts["state"] else "the step has been taken"
