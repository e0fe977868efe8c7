"""The form that starts a request: its kind, organization or account, and the declaration."""

from typing import Any

from django import forms
from django.db.models import Q
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


class StartForm(forms.Form):
    kind = forms.ChoiceField(label=_("What do you ask for?"), widget=forms.RadioSelect)
    organization = forms.ModelChoiceField(
        label=_("Organization"),
        queryset=None,
        empty_label=CHOOSE[1],
        required=False,
        help_text=_("The one that will run the account. Not needed for a change or a transfer."),
    )
    account = NamedChoiceField(
        label=_("Account"),
        queryset=None,
        required=False,
        help_text=_("Only for a change or a transfer: one of those you are named on."),
    )
    declared_official = forms.BooleanField(
        label=_("I declare that this is not a personal or professional account."),
        help_text=_("The directive is about official accounts only (§ 3.1 Note)."),
        required=False,
    )

    def __init__(self, *args: Any, access: UserAccess, kinds: list[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        permitted = any_of(
            Q(pk__in=organizations_open_to(access, REQUEST.step(name)).values("pk"))
            for name in ("start", "carry_over")
        )
        self.fields["organization"].queryset = selectable_organizations().filter(permitted)
        self.fields["account"].queryset = _amendable_accounts(access)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        needed = "account" if cleaned.get("kind") in _KINDS_WITH_ACCOUNT else "organization"
        if "kind" in cleaned and not cleaned.get(needed) and needed not in self.errors:
            self.add_error(needed, self._missing(needed))
        # Only one of the two counts: a choice left from another kind must not reach the service.
        if needed == "account":
            cleaned["organization"] = None
        else:
            cleaned["account"] = None
        return cleaned

    def _missing(self, needed: str) -> Any:
        if needed == "account":
            return _("Choose the account to change or to transfer.")
        return _("Choose the organization.")


def _amendable_accounts(access: UserAccess) -> Any:
    person = access.person
    own = Q(practitioners=person) | Q(requested_by=person)
    accounts = visible_to(access, Account).filter(own, state__in=ACCOUNT.step("amend").from_states)
    return accounts.select_related("platform").distinct()
