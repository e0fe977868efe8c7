"""Notifications of a step, for the next to act and for interested parties: written here, delivered later."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from access.models import Person
from access.policy import audience, audience_of_permission, interested_parties
from directive.lifecycles.grammar import Step
from outbox.models import EmailDelivery, Notification
from workflow.models import WorkflowModel


def notify_step(
    row: WorkflowModel,
    step: Step,
    *,
    occurrence: UUID,
    by: Person | None,
    reason: str,
    context: Mapping[str, object],
) -> list[Person]:
    """Write a notification for each recipient of the step, and return the recipients.

    `occurrence` is the id of the audit event: with object, event type and recipient it is the key that keeps
    a notification from being written twice. `context` adds to the values of the e-mail.
    """
    values = _context(row, step, by=by, reason=reason) | dict(context)
    notifications: dict[UUID, Notification] = {}
    # One for each person, of the first event type that fits: "next to act" says more than "for information".
    for event_type, people in _recipients(row, step):
        for person in people:
            # Nobody is notified of their own act.
            if by is None or person.pk != by.pk:
                notifications.setdefault(
                    person.pk, _build_notification(row, event_type, person, occurrence, values)
                )
    Notification.objects.bulk_create(notifications.values())
    EmailDelivery.objects.bulk_create(
        EmailDelivery(notification=notification) for notification in notifications.values()
    )
    return [notification.recipient for notification in notifications.values()]


def _recipients(row: WorkflowModel, step: Step) -> Iterable[tuple[str, Iterable[Person]]]:
    """Pairs of event type and recipients, the most urgent first."""
    name = f"{row.lifecycle.name}.{step.name}"
    # A step that leaves the state as it is leaves the next to act where they were.
    awaited = row.lifecycle.next_step(row.state) if step.to_states else None
    if awaited is not None and awaited.actors:
        next_actors = audience(awaited.actors, row)
        yield f"{name}.next", next_actors
        # A vacant role would stop the object without anybody knowing: administrators can assign it.
        if not next_actors:
            yield f"{name}.vacant", audience_of_permission("manage_people", row.organization)
    yield name, interested_parties(step.notify, row)


def _build_notification(
    row: WorkflowModel,
    event_type: str,
    person: Person,
    occurrence: UUID,
    context: dict[str, object],
) -> Notification:
    return Notification(
        event_type=event_type,
        object_type=row.lifecycle.name,
        object_id=row.pk,
        occurrence=str(occurrence),
        recipient=person,
        context=context,
    )


def _context(
    row: WorkflowModel, step: Step, *, by: Person | None, reason: str
) -> dict[str, object]:
    label_en, label_fr = row.labels
    return {
        "label_en": label_en,
        "label_fr": label_fr,
        "step": step.name,
        "state": row.state,
        "by": by.name if by is not None else "",
        "reason": reason,
        "paragraph": step.paragraph,
        "due_on": row.due_on.isoformat() if row.due_on else "",
    }
