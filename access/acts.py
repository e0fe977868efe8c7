"""Who an audit event says did it."""

from access.models import Person
from access.seats import Seat


def acting(person: Person | None, seat: Seat | None = None) -> dict[str, object]:
    """The actor fields of an audit event: the person, and for whom and in what office they act."""
    if person is None:
        return {}
    fields: dict[str, object] = {"actor": person.pk, "actor_name": person.name}
    if seat is not None:
        fields["office"] = seat.label
        if seat.holder_id != person.pk:
            fields["acting_for"] = seat.holder_id
            fields["acting_for_name"] = seat.holder_name
    return fields
