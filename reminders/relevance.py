"""Whether a letter still concerns its reader as it leaves: power taken away works at once."""

from access.models import Organization
from access.policy import may, may_see, may_take, seat_for
from directive.lifecycle import actor
from reminders.followed import standing_of_reader, subject_of
from reminders.kinds import DUE, ORGANIZATION, SWEPT, VACANT, asks, rule_of
from reminders.rules import BY_KIND
from reminders.still_due import is_still_due
from workflow.models import Followed, Letter


def why_not(letter: Letter) -> str:
    """The reason not to send it, for the operators; empty when it should go."""
    if not letter.recipient.is_active:
        return "the person is no longer active"
    if letter.kind.endswith(SWEPT):
        return _why_not_swept(letter)
    row = subject_of(letter)
    if row is None:
        return "what it tells of is not there"
    if letter.object_kind == ORGANIZATION:
        return _why_not_keeper(letter, row)
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
    if reason := _why_not_keeper(letter, row.organization):
        return reason
    return "" if row.state == letter.facts["state"] else "the step has been taken"


def _why_not_keeper(letter: Letter, organization: Organization) -> str:
    if may(standing_of_reader(letter), "keep_people", organization):
        return ""
    return "the person no longer keeps people"


def _why_not_swept(letter: Letter) -> str:
    """Done, put off or taken out of these hands since the sweep."""
    row = subject_of(letter)
    if row is None or not is_still_due(letter):
        return "it is no longer due"
    rule = BY_KIND[rule_of(letter.kind)]
    climbed = tuple(actor(role) for role in rule.ladder)
    actors = rule.asked if letter.kind.endswith(DUE) else climbed
    seat = seat_for(standing_of_reader(letter), actors, row)
    return "" if seat else "it no longer waits for this person"
