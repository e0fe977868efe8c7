"""`reminders.sql.notifications_sql` as plain loops over rows and people: slow, and easy to read."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.db.models import DateField, F, Model, Value
from django.db.models.functions import Cast

from access.models import Organization, Person, RoleAssignment
from access.policy import audience
from directive.lifecycles.grammar import actor
from directive.roles import Role
from outbox.event_types import DUE, LATE, ORGANIZATION, VACANT
from outbox.models import Notification
from reminders.sql import RuleRun

# Event type, object type, object, occurrence, recipient, roles that nobody holds.
Found = tuple[str, str, object, str, object, tuple[str, ...]]


def plain_notifications(rule_run: RuleRun) -> set[Found]:
    rule = rule_run.rule
    found: set[Found] = set()
    vacancies: dict[tuple[Organization, str], set[str]] = {}
    for row, milestone, week in _due_rows(rule_run):
        subject = getattr(row, rule.through) if rule.through else row
        detail = getattr(row, rule.detail) if rule.detail else ""
        occurrence = f"{row.day}{milestone:+d}" + (f":{detail}" if detail else "")
        if _was_notified(rule_run, subject, occurrence):
            continue
        told: set[Person] = set()
        for level, (roles, people) in enumerate(_levels(rule_run, subject, milestone)):
            ending = LATE if level else DUE
            found |= {
                (rule.name + ending, rule.object_type, subject.pk, occurrence, person.pk, ())
                for person in people - told
            }
            told |= people
            named = {role for role in roles if role != Role.ANYONE}
            if not people and named and subject.organization is not None:
                vacancies.setdefault((subject.organization, week), set()).update(named)
    for (organization, week), roles in vacancies.items():
        found |= _vacancy(rule_run, organization, week, tuple(sorted(roles)))
    return found


def _due_rows(rule_run: RuleRun) -> Iterator[tuple[Model, int, str]]:
    """Each row with a milestone reached since the last run, that milestone, and the week of the run."""
    rule = rule_run.rule
    since = rule.since or Cast(Value(None), DateField())
    for row in rule.rows().annotate(zone=rule.zone, after=since, key=F("pk")):
        today = rule_run.at.astimezone(ZoneInfo(row.zone)).date()
        days_late = (today - row.day).days
        milestone = rule_run.schedule.last_milestone(days_late)
        if milestone is None or days_late - milestone > rule_run.days_since_last_run:
            continue
        if row.after is None or (row.day - row.after).days + milestone > 0:
            year, week, _day = today.isocalendar()
            yield row, milestone, f"{year}-W{week:02}"


def _was_notified(rule_run: RuleRun, subject: Model, occurrence: str) -> bool:
    return Notification.objects.filter(
        object_type=rule_run.rule.object_type,
        object_id=subject.pk,
        occurrence=occurrence,
        event_type__in=(rule_run.rule.name + DUE, rule_run.rule.name + LATE),
    ).exists()


def _levels(
    rule_run: RuleRun, subject: Model, milestone: int
) -> Iterator[tuple[list[Role], set[Person]]]:
    """The roles and people of the actors, and of each level of the escalation that is reached."""
    rule = rule_run.rule
    people = set(audience(rule.actors, subject))
    yield [actor.role for actor in rule.actors], people
    is_reached = True
    for role in rule.escalation_chain:
        is_reached = milestone >= rule_run.schedule.escalate_after[role] or (
            is_reached and not people
        )
        people = set(audience([actor(role)], subject))
        if is_reached:
            yield [role], people


def _vacancy(
    rule_run: RuleRun, organization: Organization, week: str, roles: tuple[str, ...]
) -> set[Found]:
    event_type = rule_run.rule.name + VACANT
    place = RoleAssignment(organization=organization)
    told = Notification.objects.filter(
        event_type=event_type, object_id=organization.pk, occurrence=week
    ).values_list("recipient_id", flat=True)
    return {
        (event_type, ORGANIZATION, organization.pk, week, person.pk, roles)
        for person in audience([actor(Role.ADMINISTRATOR)], place)
        if person.pk not in told
    }
