"""A person's choice of mail, and what it does to letters that are kept for a digest."""

from collections.abc import Mapping

from django.utils import timezone

from access.acts import acting
from access.models import Person
from audit.ledger import ledger, record
from audit.snapshot import changes
from reminders.groups import GROUPS
from reminders.models import MailChoice
from workflow.models import Letter


def chosen(person: Person) -> dict[str, str]:
    """The rhythm of every group; at once where nothing was chosen."""
    stored = dict(person.mail_choices.values_list("group", "rhythm"))
    return dict.fromkeys(GROUPS, MailChoice.Rhythm.AT_ONCE.value) | stored


def choose(rhythms: Mapping[str, str], *, by: Person) -> None:
    """One's own, and nobody else's. What was kept is looked at anew, so that no letter is left behind."""
    with ledger():
        Person.objects.select_for_update().get(pk=by.pk)
        before, after = changes(chosen(by), chosen(by) | dict(rhythms))
        if not after:
            return
        for group, rhythm in after.items():
            by.mail_choices.update_or_create(group=group, defaults={"rhythm": rhythm})
        Letter.objects.filter(recipient=by, held=True, digest__isnull=True).update(
            held=False, due_at=timezone.now()
        )
        record(
            "person.choose_mail",
            kind="person",
            object_id=by.pk,
            title=by.name,
            by=acting(by),
            before=before,
            after=after,
        )
