"""The form as plain values: digests of its fields, snapshots at submission, differences."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from audit.snapshots import snapshot
from directive.lifecycles.request import REQUEST
from registry.models import TERMS, Account, Language
from requests_app.enums import LanguageMode
from requests_app.form_spec import FIELDS, asked_fields
from requests_app.formatting import format_value
from requests_app.models import AccountRequest

# Changing any of these voids the advice of PA staff (§ 4.1).
ADVICE_COVERS = ("purpose", "handles", "organization", "receiving_organization", "practitioners")
# Changing any of these voids an endorsement by the L1 (§ 4.2 Note).
ENDORSEMENT_COVERS = (
    "purpose",
    "need",
    "handles",
    "language_mode",
    "organization",
    "receiving_organization",
    "audience",
    "level",
    "use",
)
_PEOPLE = frozenset({"responsible_person", "backup_monitor"})
_ORGANIZATIONS = frozenset({"organization", "receiving_organization"})
_title = lazy(capfirst, str)


def _label(name: str) -> Any:
    return _title(AccountRequest._meta.get_field(name).verbose_name)


FIELD_LABELS: dict[str, Any] = {
    name: _label(name) for name in FIELDS if name not in {"handles", "attachments"}
} | {"handles": _("Platform and handle"), "attachments": _("Attachments")}
LABELS: dict[str, Any] = {"organization": _label("organization")} | FIELD_LABELS


@dataclass(frozen=True, slots=True)
class Difference:
    field: str
    label: Any
    before: str
    after: str


def content_digest(request: AccountRequest, fields: Iterable[str]) -> str:
    """SHA-256 of the values of these fields."""
    # By id and not by name: an organization or a person that is renamed changes nothing here.
    values = _values_by_id(request)
    chosen = {name: values[name] for name in sorted(fields)}
    return hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()


def is_advice_void(request: AccountRequest) -> bool:
    """Whether a field that the advice of PA staff covers has changed since (§ 4.1)."""
    was_given = request.advised_on is not None
    return was_given and request.advice_content_hash != content_digest(request, ADVICE_COVERS)


def snapshot_values(request: AccountRequest) -> dict[str, Any]:
    """The whole form as JSON: people and organizations by name, choices by code."""
    # Names, since the snapshot must stay readable after a person is renamed; codes, since their labels
    # are shown in the reader's language.
    return _values_by_name(request) | {
        "handles": [proposal.as_values() for proposal in request.proposals.all()],
        "attachments": [file.name for file in request.kept_attachments()],
    }


def account_values(account: Account) -> dict[str, Any]:
    """The present terms of an account under the field names of a request."""
    return _values_by_name(account) | {
        "language_mode": language_mode(account),
        "handles": [
            {
                "language": account.language,
                "platform": account.platform.slug,
                "handle": account.handle,
                "address": account.address,
            }
        ],
    }


def account_digest(account: Account) -> str:
    text = json.dumps(account_values(account), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def language_mode(account: Account) -> str:
    if account.language == Language.BILINGUAL:
        return LanguageMode.BILINGUAL
    return LanguageMode.PAIR if account.partner_id else LanguageMode.SINGLE


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """The fields that differ, in the order of the form, formatted in the active language."""
    return [
        Difference(
            field=name,
            label=label,
            before=format_value(name, old[name]),
            after=format_value(name, new[name]),
        )
        for name, label in LABELS.items()
        # A snapshot from before a field was added does not have it.
        if name in old and name in new and old[name] != new[name]
    ]


def _values_by_id(request: AccountRequest) -> dict[str, Any]:
    plain = snapshot(request)
    return {
        name: plain.get(f"{name}_id", plain.get(name))
        for name in LABELS
        if name not in {"handles", "practitioners", "attachments"}
    } | {
        "handles": [proposal.as_values() for proposal in request.proposals.all()],
        "practitioners": sorted(str(person.pk) for person in request.practitioners.all()),
    }


def _values_by_name(row: AccountRequest | Account) -> dict[str, Any]:
    plain = snapshot(row)
    names = {name for name in LABELS if name in plain}
    values = {name: plain[name] for name in names}
    values |= {name: _person_name(row, name) for name in _PEOPLE}
    values |= {
        name: _organization_names(row, name) for name in _ORGANIZATIONS if hasattr(row, name)
    }
    people = row.practitioners.all()
    return values | {"practitioners": sorted(person.name for person in people)}


def _person_name(row: AccountRequest | Account, name: str) -> str:
    person = getattr(row, name)
    return person.name if person else ""


def _organization_names(row: AccountRequest | Account, name: str) -> list[str]:
    organization = getattr(row, name)
    return [organization.name_en, organization.name_fr] if organization else []


# Every term of an account must be digested and compared: a new one without a label fails at import.
assert set(TERMS) <= set(LABELS)


def since_last_submission(request: AccountRequest, values: dict[str, Any]) -> list[Difference]:
    """Changes since the last submission; once submitted again, since the one before."""
    submitted = list(request.submissions.values_list("values", flat=True))
    # The last submission is what a reviewer has before them: it would not differ from itself.
    if request.state not in REQUEST.paused_states:
        submitted = submitted[:-1]
    return differences(submitted[-1], values) if submitted else []


def against_account(request: AccountRequest, values: dict[str, Any]) -> list[Difference]:
    """What an approval would change on the account; nothing once the request is decided."""
    if request.account is None or request.state not in REQUEST.open_states:
        return []
    proposed = {name: values[name] for name in asked_fields(request.kind) if name in values}
    proposed["organization"] = values["receiving_organization"] or values["organization"]
    return differences(account_values(request.account), proposed)
