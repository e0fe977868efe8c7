from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.forms.fields import OrganizationField, PersonField
from access.models import DELEGATION_TOO_LONG
from web.fields import DayField, NamedChoiceField, model_choice, shift_years


class DelegationForm(forms.Form):
    to = PersonField(label=_("Delegate"))
    organization = OrganizationField(
        label=_("Organization"),
        required=False,
        help_text=_("Where, and everything below it: abbreviation, full name or code."),
    )
    account = NamedChoiceField(
        None,
        label=_("Or one account"),
        required=False,
        empty_label=_("No: an organization"),
        help_text=_("Accounts you are named on."),
    )
    first_day = DayField(
        label=_("First day"), years_back=1, years_ahead=1, initial=timezone.localdate
    )
    last_day = DayField(label=_("Last day"), help_text=_("At most a year after the first day."))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, accounts: QuerySet[Model], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model_choice(self, "account").queryset = accounts

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        self._validate_days(data)
        # The service takes a key: access is below registry, and knows no Account.
        account = data.pop("account")
        return data | {"account_id": account.pk if account else None}

    def _validate_days(self, data: dict[str, Any]) -> None:
        if data["last_day"] < data["first_day"]:
            self.add_error("last_day", _("The last day cannot be before the first day."))
        elif data["last_day"] < timezone.localdate():
            self.add_error("last_day", _("This day has passed."))
        elif data["last_day"] > shift_years(data["first_day"], 1):
            self.add_error("last_day", DELEGATION_TOO_LONG)
