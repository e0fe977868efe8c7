from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.fields import OrganizationField, PersonField
from access.models import Office, Organization, Person
from directive.roles import Role


class DelegationForm(forms.Form):
    """What `delegate` takes, judged against what the lender holds themselves."""

    to = PersonField(label=_("Substitute"))
    organization = OrganizationField(
        label=_("Organization"),
        required=False,
        help_text=_("Where, and everything below it: abbreviation, full name or code."),
    )
    account: Any = forms.ModelChoiceField(
        None,
        label=_("Or one account"),
        required=False,
        empty_label=_("No: an organization"),
        help_text=_("Accounts you are named on."),
    )
    first_day = forms.DateField(label=_("First day"), initial=timezone.localdate)
    last_day = forms.DateField(label=_("Last day"))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, lender: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lender = lender
        accounts: Any = lender.accounts  # the registry's own relation
        self.fields["account"].queryset = accounts.select_related("platform")  # type: ignore[attr-defined]

    def clean_to(self) -> Person:
        person: Person = self.cleaned_data["to"]
        if person.pk == self.lender.pk:
            raise ValidationError(_("Choose somebody else than yourself."))
        return person

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if self.errors:
            return given
        self._judge_days(given)
        self._judge_place(given)
        account = given.pop("account")
        return given | {"account_id": account.pk if account else None}

    def _judge_days(self, given: dict[str, Any]) -> None:
        if given["last_day"] < given["first_day"]:
            self.add_error("last_day", _("The last day cannot be before the first day."))
        elif given["last_day"] < timezone.localdate():
            self.add_error("last_day", _("This day has passed."))

    def _judge_place(self, given: dict[str, Any]) -> None:
        organization, account = given["organization"], given["account"]
        if bool(organization) == bool(account):
            self.add_error("organization", _("Choose one organization or one account."))
            return
        lent = [office for office in self._held() if _overlap(office, organization)]
        if not lent:
            self.add_error("organization", _("You hold no office there."))
        elif Role.PRACTITIONER in {office.role for office in lent}:
            self._judge_practitioner(given["to"])

    def _held(self) -> list[Office]:
        return list(
            Office.objects.current().filter(person=self.lender).select_related("organization")
        )

    def _judge_practitioner(self, to: Person) -> None:
        """Accounts are used by practitioners alone, a substitute too (§ 4.7(4))."""
        if not Office.objects.current().filter(person=to, role=Role.PRACTITIONER).exists():
            self.add_error(
                "to", _("Only a practitioner can stand in for a practitioner (§ 4.7(4)).")
            )


def _overlap(office: Office, organization: Organization | None) -> bool:
    if organization is None:
        return True
    here, there = str(organization.path), str(office.organization.path)
    return here.startswith(there) or there.startswith(here)
