"""Constraints: columns that belong together have one, and each refuses a bad row."""

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, Q
from django.db.models.expressions import Expression
from django.utils import timezone

from access.models import Delegation, Organization, Person, RoleAssignment, SavedView, SignInLink
from audit.models import AuditEvent
from calendars.models import PublishedEntry
from outbox.models import EmailDelivery, Notification
from practitioners.models import Authorization
from registry.models import (
    Account,
    AccountAddress,
    Assessment,
    ClosingTask,
    ConfigurationRule,
    Finding,
    IndexField,
    IndexSubmission,
    Platform,
    SecurityAdvice,
)
from reminders.models import ReminderInterval
from requests_app.models import AccountRequest, Attachment, ProposedHandle, ReturnReason
from workflow.models import Holiday, Target

pytestmark = pytest.mark.template_database("demo")

TODAY = date(2026, 6, 1)
YESTERDAY = TODAY - timedelta(days=1)
NOW = timezone.now()

# Endings of two columns that belong together: who and when, both languages, first and last.
PAIRS = (
    ("_by", "_on"),
    ("_by", "_at"),
    ("_by", "_until"),
    ("_en", "_fr"),
    ("_from", "_to"),
    ("first_day", "last_day"),
)
# Pairs without a constraint, by the first column, each with the reason.
UNCONSTRAINED = {
    "name_en": "a draft is filled in step by step, and an account carried over may have one name",
    "notice_en": "a draft is filled in step by step; of an account it is a finding (§ 4.10(3))",
    "monitoring_from": "a draft is filled in step by step, and the hours may pass midnight",
    "abbr_en": "an organization may be abbreviated in one language alone",
    "sort_en": "computed from the names",
}


def our_models() -> list[type[models.Model]]:
    return [
        model
        for app in apps.get_app_configs()
        if app.path.startswith(str(settings.BASE_DIR)) and ".venv" not in app.path
        for model in app.get_models()
    ]


def check_constraints(model: type[models.Model]) -> list[models.CheckConstraint]:
    return [row for row in model._meta.constraints if isinstance(row, models.CheckConstraint)]


def columns_of(condition: object) -> Iterator[str]:
    """The fields that a condition names, on either side of its comparisons."""
    if isinstance(condition, Q):
        for child in condition.children:
            yield from columns_of(child)
    elif isinstance(condition, tuple):
        column, value = condition
        yield column.partition("__")[0]
        if isinstance(value, F | Expression):
            yield from columns_of(value)
    elif isinstance(condition, F):
        yield condition.name
    elif isinstance(condition, Expression):
        for source in condition.get_source_expressions():
            yield from columns_of(source)


def are_constrained(model: type[models.Model], *names: str) -> bool:
    if all(not model._meta.get_field(name).null and name.endswith(WHO_OR_WHEN) for name in names):
        return True
    return any(
        set(names) <= set(columns_of(constraint.condition))
        for constraint in check_constraints(model)
    )


WHO_OR_WHEN = ("_by", "_on", "_at")


def pairs(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    names = {field.name for field in model._meta.concrete_fields}
    for first, second in PAIRS:
        for name in sorted(names):
            other = f"{name.removesuffix(first)}{second}"
            if name.endswith(first) and other in names:
                yield name, other


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_columns_that_belong_together_have_a_constraint(model: type[models.Model]) -> None:
    missing = [
        pair
        for pair in pairs(model)
        if not are_constrained(model, *pair) and pair[0] not in UNCONSTRAINED
    ]
    assert missing == []


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_who_did_something_is_required_or_constrained(model: type[models.Model]) -> None:
    """With when or what was done: a name alone would say nothing."""
    together = [set(columns_of(row.condition)) for row in check_constraints(model)]
    missing = [
        field.name
        for field in model._meta.concrete_fields
        if field.name.endswith("_by")
        and field.null
        and not any(field.name in columns and len(columns) > 1 for columns in together)
    ]
    assert missing == []


def test_each_unconstrained_pair_still_exists() -> None:
    assert set(UNCONSTRAINED) <= {
        first
        for model in our_models()
        for first, second in pairs(model)
        if not are_constrained(model, first, second)
    }


# Rows of models without a lifecycle: (model, values that only this constraint refuses, constraint).
# All other columns are filled in; foreign keys lead nowhere, which is looked at only at COMMIT.
INSERTS: list[tuple[type[models.Model], dict[str, Any], str]] = [
    (Person, {"name": ""}, "person_named"),
    (Organization, {"name_fr": ""}, "organization_named"),
    (Organization, {"valid_from": TODAY, "valid_to": TODAY}, "organization_days_in_order"),
    (Organization, {"successor_id": uuid4()}, "organization_succeeded_by_another"),
    (
        RoleAssignment,
        {"first_day": TODAY, "last_day": YESTERDAY},
        "role_assignment_days_in_order",
    ),
    (
        RoleAssignment,
        {"person_id": (same := uuid4()), "acting_for_id": same},
        "role_assignment_not_acting_for_oneself",
    ),
    (Delegation, {"first_day": TODAY, "last_day": YESTERDAY}, "delegation_days_in_order"),
    (
        Delegation,
        {"first_day": TODAY, "last_day": date(9999, 12, 31)},
        "delegation_at_most_a_year",
    ),
    (Delegation, {"account_id": None}, "delegation_of_one_thing"),
    (Delegation, {"person_id": same, "delegate_id": same}, "delegation_to_another"),
    (Delegation, {"reason": ""}, "delegation_has_reason"),
    (SavedView, {"name": ""}, "saved_view_named"),
    (SignInLink, {"fingerprint": ""}, "sign_in_link_hashed"),
    (SignInLink, {"expires_at": NOW - timedelta(days=1)}, "sign_in_link_expires_later"),
    (SignInLink, {"used_at": NOW, "ended_at": NOW}, "sign_in_link_not_used_and_ended"),
    (AuditEvent, {"action": ""}, "audit_event_about_something"),
    (AuditEvent, {"actor": uuid4()}, "audit_event_actor_named"),
    (AuditEvent, {"acting_for_name": "Somebody"}, "audit_event_holder_named"),
    (
        PublishedEntry,
        {"first_day": TODAY, "last_day": YESTERDAY},
        "published_days_in_order",
    ),
    (Notification, {"event_type": ""}, "notification_of_event"),
    (EmailDelivery, {"sent_at": NOW, "failed_at": NOW}, "email_not_sent_and_failed"),
    (EmailDelivery, {"suppressed": True}, "email_suppressed_has_failed"),
    (EmailDelivery, {"deferred": True, "digest_id": uuid4()}, "email_not_deferred_in_digest"),
    (EmailDelivery, {"notification_id": same, "digest_id": same}, "email_not_in_itself"),
    (EmailDelivery, {"locked_until": NOW}, "email_locked_by_process"),
    (Platform, {"name_fr": ""}, "platform_in_both_languages"),
    (Platform, {"category": 11}, "platform_of_category"),
    (Platform, {"status": "renamed"}, "platform_renamed_to"),
    (Platform, {"status": "open", "renamed_to_id": uuid4()}, "platform_renamed_to"),
    (
        Platform,
        {"id": same, "status": "renamed", "renamed_to_id": same},
        "platform_renamed_to_another",
    ),
    (SecurityAdvice, {"text": ""}, "security_advice_written"),
    (AccountAddress, {"key": "", "status": "live"}, "address_of_handle"),
    (AccountAddress, {"status": "requested"}, "address_of_request_or_account"),
    (
        AccountAddress,
        {"status": "live", "request_id": uuid4()},
        "address_of_request_or_account",
    ),
    (AccountAddress, {"status": "live", "account_id": None}, "address_of_request_or_account"),
    (AccountAddress, {"status": "live", "disposition": "parked"}, "address_disposition_of_former"),
    (AccountAddress, {"status": "former", "until": NOW}, "address_disposition_of_former"),
    (AccountAddress, {"status": "live", "until": NOW}, "address_ended"),
    (
        AccountAddress,
        {"status": "former", "disposition": "parked", "until": NOW, "checked_on": TODAY},
        "address_checked_once_released",
    ),
    (ClosingTask, {"outcome": "done", "by_id": None}, "closing_task_settled_by"),
    (ClosingTask, {"outcome": "open", "by_id": uuid4()}, "closing_task_settled_by"),
    (ConfigurationRule, {"text_fr": ""}, "rule_in_both_languages"),
    (ConfigurationRule, {"source_en": "x", "source_fr": ""}, "rule_source_in_both_languages"),
    (ConfigurationRule, {"valid_from": TODAY, "valid_to": TODAY}, "rule_days_in_order"),
    (Finding, {"row": ""}, "finding_of_row"),
    (IndexField, {"label_fr": ""}, "index_field_in_both_languages"),
    (IndexSubmission, {"proof_name": "proof.pdf"}, "index_submission_proof_named"),
    (ReminderInterval, {"every": 0}, "interval_of_days"),
    (ReminderInterval, {"before": [0]}, "interval_of_days"),
    (Target, {"days": 0}, "target_of_days"),
    (Target, {"step": ""}, "target_of_step"),
    (Holiday, {"name_fr": ""}, "holiday_in_both_languages"),
    (ProposedHandle, {"position": 3}, "proposal_one_or_two"),
    (
        ProposedHandle,
        {"handle": "x", "key": "", "platform_id": uuid4()},
        "proposal_parsed",
    ),
    (
        ProposedHandle,
        {"handle": "x", "key": "x", "address": "x"},
        "proposal_on_platform",
    ),
    (Attachment, {"sha256": ""}, "attachment_of_file"),
    (ReturnReason, {"paragraph": ""}, "reason_on_paragraph"),
    (ReturnReason, {"answer": "Yes."}, "reason_answered_by"),
]
# Rows of the demo data, which a lifecycle has brought to their state: (rows, values, constraint).
UPDATES: list[tuple[type[models.Model], Mapping[str, Any], dict[str, Any], str]] = [
    (Authorization, {"state": "trained"}, {"advice": ""}, "authorization_advised_by"),
    (Authorization, {"state": "trained"}, {"authorized_on": None}, "authorization_authorized_by"),
    (
        Authorization,
        {"state": "trained"},
        {"authorized_by": None, "authorized_on": None, "role_assignment": None},
        "authorization_live_authorized",
    ),
    (Authorization, {"state": "trained"}, {"evidence_name": ""}, "authorization_evidence_named"),
    (
        Authorization,
        {"state": "trained", "confirmed_by__isnull": False},
        {"evidence": "", "evidence_name": ""},
        "authorization_training_proven",
    ),
    (
        Authorization,
        {"state": "trained"},
        {"acknowledged_on": None, "deployed_acknowledged_on": TODAY},
        "authorization_deployed_too",
    ),
    (
        Authorization,
        {"state": "trained"},
        {"state": "revoked", "end_reason": "Left."},
        "authorization_revoked_on_ground",
    ),
    (Authorization, {"state": "trained"}, {"end_code": "other"}, "authorization_revoked_on_ground"),
    (
        Authorization,
        {"state": "trained"},
        {"state": "revoked", "end_code": "other"},
        "authorization_ended_for_reason",
    ),
    (Assessment, {"state": "in_force"}, {"method": ""}, "assessment_by_method"),
    (Assessment, {"state": "in_force"}, {"in_force_on": None}, "assessment_approved_by"),
    (Assessment, {"state": "in_force"}, {"summary_fr": ""}, "assessment_in_force_approved"),
    (Account, {"state": "active"}, {"approval": ""}, "account_approved"),
    (
        Account,
        {"state": "active"},
        {"number": None, "registered_on": None, "official_since": None},
        "account_numbered",
    ),
    (Account, {"state": "active"}, {"registered_on": None}, "account_registered_on"),
    (Account, {"state": "active"}, {"official_since": None}, "account_official_once_registered"),
    (Account, {"state": "active"}, {"partner": F("id")}, "account_not_its_own_partner"),
    (
        Account,
        {"state": "approved"},
        {"conditions": "Two administrators.", "conditions_met_on": TODAY},
        "account_conditions_proven",
    ),
    (
        Account,
        {"state": "approved", "conditions": ""},
        {"conditions_met_on": TODAY, "conditions_evidence": "Seen."},
        "account_conditions_given",
    ),
    (Account, {"state": "approved"}, {"controlled_on": TODAY}, "account_control_proven"),
    (Account, {"state": "approved"}, {"instructed_on": TODAY}, "account_instructed_on"),
    (Account, {"state": "approved"}, {"custody_on": TODAY}, "account_custody_recorded"),
    (Account, {"state": "approved"}, {"submitted_on": TODAY}, "account_submission_recorded"),
    (Account, {"state": "approved"}, {"listed_on": TODAY}, "account_listing_proven"),
    (Account, {"state": "approved"}, {"suspended_on": TODAY}, "account_suspended_for"),
    (
        Account,
        {"state": "suspended"},
        {"suspended_on": None, "suspended_for": ""},
        "account_suspended_on",
    ),
    (Account, {"state": "active"}, {"closing_due": TODAY}, "account_closing_directed"),
    (
        Account,
        {"state": "active"},
        {"closing_disposition": "parked"},
        "account_closing_asked_or_directed",
    ),
    (Account, {"state": "closing"}, {"closing_reason": ""}, "account_closing_for_reason"),
    (
        Account,
        {"state": "closing", "closing_directed": False},
        {"closing_asked_by": None, "closing_reason": "", "closing_disposition": ""},
        "account_closed_by_somebody",
    ),
    (Account, {"state": "deactivated"}, {"ended_on": None}, "account_ended_on"),
    (Account, {"state": "active"}, {"ended_on": TODAY}, "account_ended_on"),
    (AccountRequest, {"state": "draft"}, {"reference": ""}, "request_referenced"),
    (AccountRequest, {"state": "draft"}, {"submitted_at": NOW}, "request_submitted_by"),
    (AccountRequest, {"state": "draft"}, {"accepted_on": TODAY}, "request_accepted_by"),
    (AccountRequest, {"state": "draft"}, {"advised_on": TODAY}, "request_advised_by"),
    (AccountRequest, {"state": "draft"}, {"endorsed_on": TODAY}, "request_endorsed_by"),
    (AccountRequest, {"state": "draft"}, {"recommendation": "refusal"}, "request_recommended_by"),
    (AccountRequest, {"state": "draft"}, {"decided_on": TODAY}, "request_decided_by"),
    (
        AccountRequest,
        {"state": "approved", "kind": "new"},
        {"decided_by": F("requester")},
        "request_not_decided_by_own",
    ),
    (
        AccountRequest,
        {"state": "approved"},
        {"decided_by": F("recommended_by")},
        "request_approved_by_another",
    ),
    (
        AccountRequest,
        {"state": "refused"},
        {"decided_by": None, "decided_on": None},
        "request_decided_in_state",
    ),
    (AccountRequest, {"state": "draft"}, {"decision_reason": "x"}, "request_decision_on_paragraph"),
    (
        AccountRequest,
        {"state": "refused"},
        {"decision_reason": "", "decision_paragraph": ""},
        "request_refused_for_reason",
    ),
    (AccountRequest, {"state": "draft"}, {"found_reason": "x"}, "request_found_account"),
    (
        AccountRequest,
        {"state": "draft"},
        {"kind": "regularization", "found_outcome": "directed"},
        "request_found_account_due",
    ),
    (AccountRequest, {"state": "draft"}, {"account_version": 1}, "request_account_version"),
    (AccountRequest, {"state": "draft"}, {"kind": "change"}, "request_about_account"),
    (
        AccountRequest,
        {"state": "draft"},
        {"receiving_organization": F("organization")},
        "request_received",
    ),
    (
        AccountRequest,
        {"state": "draft"},
        {"earlier_approval_text": "x"},
        "request_approved_earlier",
    ),
]


def refused_by(constraint: str) -> Any:
    return pytest.raises(IntegrityError, match=f'constraint "{constraint}"')


@pytest.mark.template_database("migrated")
@pytest.mark.django_db
@pytest.mark.parametrize(("model", "values", "constraint"), INSERTS)
def test_database_refuses_an_inserted_row(
    model: type[models.Model], values: dict[str, Any], constraint: str
) -> None:
    with refused_by(constraint), transaction.atomic():
        model._base_manager.bulk_create([model(**_filled(model) | values)])


@pytest.mark.usefixtures("demo_data")
@pytest.mark.parametrize(("model", "where", "values", "constraint"), UPDATES)
def test_constraint_refuses_an_invalid_update(
    model: type[models.Model], where: Mapping[str, Any], values: dict[str, Any], constraint: str
) -> None:
    one = model._base_manager.filter(**where).order_by("created_at")[:1]
    row = model._base_manager.filter(pk__in=[found.pk for found in one])
    with refused_by(constraint), transaction.atomic():
        assert row.update(**values)


@pytest.mark.usefixtures("demo_data")
def test_database_refuses_a_pair_of_one_side() -> None:
    account = Account.objects.filter(partner__isnull=False).first()
    assert account is not None
    with refused_by("account_paired_both_ways"), transaction.atomic():
        Account.objects.filter(pk=account.partner_id).update(partner=None)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS account_paired_both_ways IMMEDIATE")


def test_each_check_constraint_has_a_case() -> None:
    assert {row[-1] for row in [*INSERTS, *UPDATES]} == {
        constraint.name for model in our_models() for constraint in check_constraints(model)
    }


_SAMPLES: "list[tuple[type[models.Field[Any, Any]], Any]]" = [
    (models.UUIDField, uuid4),
    (models.BooleanField, lambda: True),
    (models.DateTimeField, lambda: NOW),
    (models.DateField, lambda: TODAY),
    (models.TimeField, lambda: time(8)),
    (models.DurationField, lambda: timedelta(seconds=1)),
    (models.IntegerField, lambda: 1),
    (models.BinaryField, lambda: b""),
    (models.JSONField, dict),
    (ArrayField, list),
    (models.Field, lambda: "x"),
]


def _filled(model: type[models.Model]) -> dict[str, Any]:
    """A value for each column that needs one, by its type."""
    values = {}
    for field in model._meta.concrete_fields:
        if field.null or field.has_default() or (field.blank and not field.primary_key):
            continue
        kind = field.target_field if isinstance(field, models.ForeignKey) else field
        while isinstance(kind, models.ForeignKey):
            kind = kind.target_field
        sample = next(make for kind_of, make in _SAMPLES if isinstance(kind, kind_of))
        if not isinstance(field, models.AutoField):
            values[field.attname] = sample()
    return values | EXTRA.get(model, {})


# What a good row has besides.
EXTRA: dict[type[models.Model], dict[str, Any]] = {
    Delegation: {"account_id": uuid4(), "first_day": TODAY},
    AccountAddress: {"account_id": uuid4()},
    Organization: {"level": "l1"},
    SignInLink: {"expires_at": NOW + timedelta(days=1)},
    Platform: {"status": "open"},
    ClosingTask: {"done_on": None},
}
