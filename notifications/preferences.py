"""A person's choice of mail, and what it does to letters that are kept for a digest."""

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
from outbox.models import Notification


def preferences_of(person: Person) -> dict[str, str]:
    """The rhythm of every group; at once where nothing was chosen."""
    stored = dict(person.email_preferences.values_list("group", "frequency"))
    return dict.fromkeys(GROUPS, EmailPreference.Frequency.AT_ONCE.value) | stored


def set_preferences(frequencies: Mapping[str, str], *, by: Person) -> None:
    """One's own, and nobody else's. What was kept is looked at anew, so that no letter is left behind."""
    with audit_transaction():
        Person.objects.select_for_update().get(pk=by.pk)
        before, after = changes(preferences_of(by), preferences_of(by) | dict(frequencies))
        if not after:
            return
        for group, frequency in after.items():
            by.email_preferences.update_or_create(group=group, defaults={"frequency": frequency})
        Notification.objects.filter(recipient=by, deferred=True, digest__isnull=True).update(
            deferred=False, next_attempt_at=timezone.now()
        )
        log_event(
            "person.choose_mail",
            object_type="person",
            object_id=by.pk,
            object_label=by.name,
            by=actor_fields(by),
            before=before,
            after=after,
        )


class PreferencesForm(forms.Form):
    """One choice for each group of letters that may wait."""

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data, initial=preferences_of(person))
        for name, label in GROUPS.items():
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=EmailPreference.Frequency,
                widget=forms.RadioSelect(attrs={"class": "across"}),
            )
