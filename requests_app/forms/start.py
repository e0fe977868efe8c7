"""The form that starts a request: its kind, organization or account, and the declaration."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from access.effective_roles import UserAccess
from access.policy import any_of, visible_to
from directive.lifecycles.account import ACCOUNT
from directive.lifecycles.request import REQUEST
from registry.models import Account
from requests_app.enums import Kind
from requests_app.queries.practitioners import organizations_open_to, selectable_organizations
from web.fields import CHOOSE, NamedChoiceField

_KINDS_WITH_ACCOUNT = (Kind.CHANGE, Kind.TRANSFER)
_MISSING = {
    "account": _("Choose the account to change or to transfer."),
    "organization": _("Choose the organization."),
}


class StartForm(forms.Form):
    declared_official = forms.BooleanField(
        label=_("I declare that this is not a personal or professional account."),
        help_text=_("The directive is about official accounts only (§ 3.1 Note)."),
        required=False,
    )

    def __init__(self, *args: Any, access: UserAccess, kinds: list[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=_("What do you ask for?"),
            choices=[(kind.value, kind.label) for kind in kinds],
            widget=forms.RadioSelect,
        )
        permitted = any_of(
            Q(pk__in=organizations_open_to(access, REQUEST.step(name)).values("pk"))
            for name in ("start", "carry_over")
        )
        self.fields["organization"] = forms.ModelChoiceField(
            label=_("Organization"),
            queryset=selectable_organizations().filter(permitted),
            empty_label=CHOOSE[1],
            required=False,
            help_text=_(
                "The one that will run the account. Not needed for a change or a transfer."
            ),
        )
        self.fields["account"] = NamedChoiceField(
            label=_("Account"),
            queryset=_amendable_accounts(access),
            required=False,
            help_text=_("Only for a change or a transfer: one of those you are named on."),
        )
        self.order_fields(["kind", "organization", "account", "declared_official"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        needed = "account" if cleaned.get("kind") in _KINDS_WITH_ACCOUNT else "organization"
        if "kind" in cleaned and not cleaned.get(needed) and needed not in self.errors:
            self.add_error(needed, _MISSING[needed])
        # Only one of the two counts: a choice left from another kind must not reach the service.
        if needed == "account":
            account = cleaned.get("account")
            cleaned["organization"] = account.organization if account else None
        else:
            cleaned["account"] = None
        return cleaned


def _amendable_accounts(access: UserAccess) -> QuerySet[Account]:
    person = access.person
    own = Q(practitioners=person) | Q(requested_by=person)
    accounts = visible_to(access, Account).filter(own, state__in=ACCOUNT.step("amend").from_states)
    return accounts.select_related("platform", "organization").distinct()
