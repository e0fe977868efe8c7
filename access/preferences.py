"""What a person sets for themselves: nobody sets it for another."""

from access.acts import acting
from access.models import Person
from audit.ledger import ledger, record
from audit.snapshot import changes, snapshot


def set_preferences(*, by: Person, language: str, time_zone: str, theme: str) -> Person:
    with ledger():
        person = Person.objects.select_for_update().get(pk=by.pk)
        before = snapshot(person)
        person.language, person.time_zone, person.theme = language, time_zone, theme
        person.save(update_fields=["language", "time_zone", "theme"])
        was, now = changes(before, snapshot(person))
        record(
            "person.set_preferences",
            kind="person",
            object_id=person.pk,
            title=person.name,
            by=acting(by),
            before=was,
            after=now,
        )
    return person
