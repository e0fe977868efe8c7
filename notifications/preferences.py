"""How often a person wants the e-mails that may wait."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from access.effective_roles import actor_fields
from access.models import Person
from audit.events import audit_transaction, log_event
from audit.snapshots import changes
from notifications.groups import GROUPS
from notifications.models import EmailPreference
from outbox.models import EmailDelivery


def preferences_of(person: Person) -> dict[str, str]:
    """The frequency of every group; at once where nothing was chosen."""
    stored = dict(person.email_preferences.values_list("group", "frequency"))
    return dict.fromkeys(GROUPS, EmailPreference.Frequency.AT_ONCE.value) | stored


def set_preferences(frequencies: Mapping[str, str], *, by: Person) -> None:
    with audit_transaction():
        Person.objects.select_for_update().get(pk=by.pk)
        before, after = changes(preferences_of(by), preferences_of(by) | dict(frequencies))
        if not after:
            return
        for group, frequency in after.items():
            by.email_preferences.update_or_create(group=group, defaults={"frequency": frequency})
        # Deferred e-mails are looked at anew: their digest may no longer be written.
        EmailDelivery.objects.filter(
            notification__recipient=by, deferred=True, digest__isnull=True
        ).update(deferred=False, next_attempt_at=timezone.now())
        log_event(
            "person.set_email_preferences",
            object_type="person",
            object_id=by.pk,
            object_label=by.name,
            by=actor_fields(by),
            before=before,
            after=after,
        )


class PreferencesForm(forms.Form):
    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data, initial=preferences_of(person))
        for name, label in GROUPS.items():
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=EmailPreference.Frequency,
                widget=forms.RadioSelect(attrs={"class": "across"}),
            )
