"""The form as plain values: digests of its fields, snapshots at submission, differences."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from access.models import Organization
from audit.snapshots import snapshot
from directive.lifecycles.request import REQUEST
from registry.models import TERMS, Account, Language
from requests_app.enums import LanguageMode
from requests_app.form_spec import (
    FORM_FIELDS,
    Digest,
    FormField,
    asked_fields,
    covered_fields,
)
from requests_app.models import AccountRequest


@dataclass(frozen=True, slots=True)
class Difference:
    field: str
    label: Any
    before: str
    after: str


def content_digest(
    request: AccountRequest, digest: Digest, fields: Sequence[FormField] = FORM_FIELDS
) -> str:
    """SHA-256 of the values of the fields that the digest covers."""
    # By id and not by name: an organization or a person that is renamed changes nothing here.
    plain = snapshot(request) | {
        "handles": [proposal.as_values() for proposal in request.proposals.all()],
        "practitioners": sorted(str(person.pk) for person in request.practitioners.all()),
    }
    covered = {
        name: plain.get(f"{name}_id", plain.get(name)) for name in covered_fields(digest, fields)
    }
    return _digest(covered)


def is_advice_void(request: AccountRequest) -> bool:
    """Whether a field that the advice of PA staff covers has changed since (§ 4.1)."""
    was_given = request.advised_on is not None
    return was_given and request.advice_content_hash != content_digest(request, Digest.ADVICE)


def snapshot_values(
    request: AccountRequest, fields: Sequence[FormField] = FORM_FIELDS
) -> dict[str, Any]:
    """The whole form as JSON: people and organizations by name, choices by code."""
    # Names, since the snapshot must stay readable after a person is renamed; codes, since their labels
    # are shown in the reader's language.
    return _values_by_name(request, fields) | {
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
    return _digest(account_values(account))


def language_mode(account: Account) -> str:
    if account.language == Language.BILINGUAL:
        return LanguageMode.BILINGUAL
    return LanguageMode.PAIR if account.partner_id else LanguageMode.SINGLE


def differences(
    old: Mapping[str, Any], new: Mapping[str, Any], fields: Sequence[FormField] = FORM_FIELDS
) -> list[Difference]:
    """The fields that differ, in the order of the form, formatted in the active language."""
    return [
        Difference(
            field=field.name,
            label=field.label,
            before=field.format_value(old[field.name]),
            after=field.format_value(new[field.name]),
        )
        for field in fields
        # A snapshot from before a field was added does not have it.
        if field.name in old and field.name in new and old[field.name] != new[field.name]
    ]


def _digest(values: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _values_by_name(
    row: AccountRequest | Account, fields: Sequence[FormField] = FORM_FIELDS
) -> dict[str, Any]:
    plain = snapshot(row)
    values = {field.name: plain[field.name] for field in fields if field.name in plain}
    for name in [field.name for field in fields if f"{field.name}_id" in plain]:
        related = getattr(row, name)
        if isinstance(related, Organization):
            values[name] = [related.name_en, related.name_fr]
        else:
            values[name] = related.name if related else ""
    people = row.practitioners.all()
    return values | {"practitioners": sorted(person.name for person in people)}


# Every term of an account must be digested and compared: a new one without a row fails at import.
assert set(TERMS) <= {field.name for field in FORM_FIELDS}


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
