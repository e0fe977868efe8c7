"""Notifications of a step, for the next to act and for interested parties: written here, delivered later."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from access.models import Person
from access.policy import (
    Audience,
    actor_audience,
    audience_of_permission,
    find_audiences,
    interested_audience,
)
from directive.lifecycles.grammar import Step
from outbox.models import EmailDelivery, Notification
from workflow.models import WorkflowModel


@dataclass(frozen=True, kw_only=True, slots=True)
class StepNotice:
    """A step of which people are to be notified, and the row as the step left it.

    `occurrence` is the id of the audit event: with object, event type and recipient it is the key that keeps
    a notification from being written twice. `context` are the values of the e-mail.
    """

    row: WorkflowModel
    step: Step
    occurrence: UUID
    by: Person | None
    context: Mapping[str, object]

    @property
    def action(self) -> str:
        return f"{self.row.lifecycle.name}.{self.step.name}"

    def audiences(self) -> list[tuple[str, Audience]]:
        """Pairs of event type and audience, the most urgent first."""
        parties = (self.action, interested_audience(self.step.notify, self.row))
        # A step that leaves the state as it is leaves the next to act where they were.
        awaited = self.row.lifecycle.next_step(self.row.state) if self.step.to_states else None
        if awaited is None or not awaited.actors:
            return [parties]
        return [(f"{self.action}.next", actor_audience(awaited.actors, self.row)), parties]


def notify_steps(notices: Sequence[StepNotice]) -> list[list[Person]]:
    """Write a notification for each recipient of each step, and return the recipients of each."""
    audiences = [notice.audiences() for notice in notices]
    # All at once: the steps taken inside one step look for much the same people.
    people = iter(find_audiences([wanted for pairs in audiences for _event_type, wanted in pairs]))
    written = [
        list(_notifications(notice, [(event_type, next(people)) for event_type, _wanted in pairs]))
        for notice, pairs in zip(notices, audiences, strict=True)
    ]
    notifications = [notification for of_step in written for notification in of_step]
    Notification.objects.bulk_create(notifications)
    EmailDelivery.objects.bulk_create(
        EmailDelivery(notification=notification) for notification in notifications
    )
    return [[notification.recipient for notification in of_step] for of_step in written]


def _notifications(
    notice: StepNotice, found: list[tuple[str, list[Person]]]
) -> Iterator[Notification]:
    notified = {notice.by.pk} if notice.by is not None else set()  # nobody of their own act
    for event_type, people in [*_vacancy(notice, found), *found]:
        for person in people:
            # One for each person, of the first event type that fits: "next to act" says more than "for
            # information".
            if person.pk not in notified:
                notified.add(person.pk)
                yield Notification(
                    event_type=event_type,
                    object_type=notice.row.lifecycle.name,
                    object_id=notice.row.pk,
                    occurrence=str(notice.occurrence),
                    recipient=person,
                    context=dict(notice.context),
                )


def _vacancy(
    notice: StepNotice, found: list[tuple[str, list[Person]]]
) -> list[tuple[str, list[Person]]]:
    """Whom to tell that nobody can take the next step: administrators can assign the role."""
    event_type, people = found[0]
    if not event_type.endswith(".next") or people:
        return []
    administrators = audience_of_permission("manage_people", notice.row.organization)
    return [(f"{notice.action}.vacant", administrators)]


def step_context(
    row: WorkflowModel, step: Step, *, by: Person | None, reason: str
) -> dict[str, Any]:
    """The values of the e-mails of a step."""
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
