"""Who hears of a step: the next to act, and the people it concerns. Written as outbox rows, never sent here."""

from collections.abc import Iterable
from uuid import UUID

from access.models import Person
from access.policy import audience, audience_of_power, concerned
from directive.lifecycle import Step
from workflow.models import Followed, Letter


def tell(
    row: Followed,
    step: Step,
    *,
    occurrence: UUID,
    by: Person | None,
    reason: str,
    told: dict[str, object],
) -> list[Person]:
    """Write the letters of a step; the people who will get one."""
    facts = _facts(row, step, by=by, reason=reason) | told
    letters: dict[UUID, Letter] = {}
    for kind, people in _groups(row, step):
        for person in people:
            if by is None or person.pk != by.pk:
                letters.setdefault(person.pk, _letter(row, kind, person, occurrence, facts))
    Letter.objects.bulk_create(letters.values())
    return [letter.recipient for letter in letters.values()]


def _groups(row: Followed, step: Step) -> Iterable[tuple[str, Iterable[Person]]]:
    name = f"{row.lifecycle.name}.{step.name}"
    awaited = row.lifecycle.awaited(row.state) if step.targets else None
    if awaited is not None and awaited.actors:
        holders = audience(awaited.actors, row)
        yield f"{name}.next", holders
        if not holders:
            yield f"{name}.vacant", audience_of_power("keep_people", row.organization)
    yield name, concerned(step.tells, row)


def _letter(
    row: Followed, kind: str, person: Person, occurrence: UUID, facts: dict[str, object]
) -> Letter:
    return Letter(
        kind=kind,
        object_kind=row.lifecycle.name,
        object_id=row.pk,
        occurrence=str(occurrence),
        recipient=person,
        facts=facts,
    )


def _facts(row: Followed, step: Step, *, by: Person | None, reason: str) -> dict[str, object]:
    title_en, title_fr = row.titles
    return {
        "title_en": title_en,
        "title_fr": title_fr,
        "step": step.name,
        "state": row.state,
        "by": by.name if by is not None else "",
        "reason": reason,
        "paragraph": step.paragraph,
        "due_on": row.due_on.isoformat() if row.due_on else "",
    }
