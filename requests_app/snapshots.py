"""What a request says, as plain values: to digest, to keep at each submission, and to compare."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from audit.snapshot import snapshot
from registry.models import Account
from registry.terms import TERMS, Language
from requests_app.models import LanguageMode, Request
from requests_app.sections import FIELDS
from requests_app.words import words

# Changing any of these voids the advice of PA staff (§ 4.1).
ADVICE_COVERS = ("purpose", "handles", "organization", "receiving", "practitioners")
# Changing any of these voids an endorsement by the L1 (§ 4.2 Note).
ENDORSEMENT_COVERS = (
    "purpose",
    "need",
    "handles",
    "language_mode",
    "organization",
    "receiving",
    "audience",
    "level",
    "use",
)
_PEOPLE = frozenset({"answerable", "backup"})
_ORGANIZATIONS = frozenset({"organization", "receiving"})
_title = lazy(capfirst, str)


def _label(name: str) -> Any:
    return _title(Request._meta.get_field(name).verbose_name)


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


def digest(request: Request, fields: Iterable[str]) -> str:
    values = _identities(request)
    chosen = {name: values[name] for name in sorted(fields)}
    return hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()


def advice_void(request: Request) -> bool:
    """Something that PA staff advised on has changed since (§ 4.1)."""
    given = request.advised_on is not None
    return given and request.advice_covers != digest(request, ADVICE_COVERS)


def snapshot_values(request: Request) -> dict[str, Any]:
    """The whole form, readable for ever: people and organizations by name, choices by code."""
    files = request.attachments.filter(removed_at__isnull=True)
    return _named(request) | {
        "handles": [proposal.as_values() for proposal in request.proposals.all()],
        "attachments": [file.name for file in files],
    }


def account_values(account: Account) -> dict[str, Any]:
    """The present terms of an account under the same names, to compare a change request with."""
    return _named(account) | {
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
    """Field by field, in the order of the form and in the reader's language."""
    return [
        Difference(name, label, words(name, old[name]), words(name, new[name]))
        for name, label in LABELS.items()
        if name in old and name in new and old[name] != new[name]
    ]


def _identities(request: Request) -> dict[str, Any]:
    plain = snapshot(request)
    return {
        name: plain.get(f"{name}_id", plain.get(name))
        for name in LABELS
        if name not in {"handles", "practitioners", "attachments"}
    } | {
        "handles": [proposal.as_values() for proposal in request.proposals.all()],
        "practitioners": sorted(str(person.pk) for person in request.practitioners.all()),
    }


def _named(row: Request | Account) -> dict[str, Any]:
    plain = snapshot(row)
    names = {name for name in LABELS if name in plain}
    values = {name: plain[name] for name in names}
    values |= {name: _name_of_person(row, name) for name in _PEOPLE}
    values |= {name: _names_of(row, name) for name in _ORGANIZATIONS if hasattr(row, name)}
    people = row.practitioners.all()
    return values | {"practitioners": sorted(person.name for person in people)}


def _name_of_person(row: Request | Account, name: str) -> str:
    person = getattr(row, name)
    return person.name if person else ""


def _names_of(row: Request | Account, name: str) -> list[str]:
    organization = getattr(row, name)
    return [organization.name_en, organization.name_fr] if organization else []


assert set(TERMS) <= set(LABELS)
