"""Rows of a request to read: the form page by page, the advice, the review and the decision."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.form_spec import (
    FIELDS_BY_NAME,
    FORM_FIELDS,
    Digest,
    FormField,
    fields_on,
    missing_fields,
    pages_of,
)
from requests_app.models import AccountRequest
from requests_app.snapshots import snapshot_values
from web.templatetags.dates import long_date

Row = tuple[Any, ...]  # label and value


def summary(
    request: AccountRequest,
    values: dict[str, Any],
    *,
    editable: bool,
    fields: Sequence[FormField] = FORM_FIELDS,
) -> list[tuple[Any, list[Row], str]]:
    """(title, rows, URL) of each page of the form; the URL is empty unless `editable`."""
    return [
        (
            page.title,
            [
                (field.label, field.format_value(values[field.name]))
                for field in fields_on(page.slug, request.kind, fields)
            ],
            page_url(request, page.slug) if editable else "",
        )
        for page in pages_of(request.kind)
        if page.slug != "attachments"  # a list of its own, with links
    ]


def missing_answers(request: AccountRequest) -> list[tuple[Any, str]]:
    """(label, URL of its page) of each required field without an answer."""
    return [
        (FIELDS_BY_NAME[name].label, page_url(request, FIELDS_BY_NAME[name].page))
        for name in missing_fields(request)
    ]


def page_url(request: AccountRequest, slug: str) -> str:
    return reverse("request_page", args=[request.pk, slug])


def about_rows(request: AccountRequest) -> list[Row]:
    rows: list[Row] = [
        (_("Kind"), request.get_kind_display()),
        (_("Organization"), request.organization.name),
        (_("Started by"), request.requester.name),
        (_("Submitted by"), request.submitted_by),
        (_("Assigned to"), request.reviewer),
        (_("Transfer accepted by"), request.accepted_by),
        (_("Transfer accepted on"), long_date(request.accepted_on)),
        (_("Endorsed by the L1"), request.endorsed_by),
        (_("Endorsed on"), long_date(request.endorsed_on)),
    ]
    return [row for row in rows if row[1]]


def advice_coverage_rows(request: AccountRequest) -> list[Row]:
    """The fields that the advice covers, as they are now, and the need (§ 3.11)."""
    values = snapshot_values(request)
    return [
        (field.label, field.format_value(values[field.name]))
        for field in FORM_FIELDS
        # Advice does not cover the need, which may be reworded, but cannot be given without reading it.
        if (Digest.ADVICE in field.digests or field.name == "need") and values[field.name]
    ]


def decision_rows(request: AccountRequest) -> list[Row]:
    """What reviewers and ADM(PA) decide on: what is requested, the advice and the review so far."""
    kind = (_("Kind"), request.get_kind_display())
    finding = (_("Advice of PA staff"), request.get_advice_finding_display())
    advice = [finding, (_("Why"), request.advice)] if request.advised_on else []
    return [kind, *advice_coverage_rows(request), *advice, *review_rows(request)]


def review_rows(request: AccountRequest) -> list[Row]:
    """Recommendation, question and decision; rows without a value are left out."""
    paragraph = f"§ {request.decision_paragraph}" if request.decision_paragraph else ""
    rows: list[Row] = [
        (_("Recommendation"), request.get_recommendation_display()),
        (_("Why"), request.recommendation_text),
        (_("Question of ADM(PA)"), request.question),
        (_("Decided by"), request.decided_by),
        (_("Decided on"), long_date(request.decided_on)),
        (_("Conditions"), request.conditions),
        (_("Reason"), request.decision_reason),
        (_("Paragraph"), paragraph),
        (_("The account that was found"), request.get_found_outcome_display()),
        (_("Why, or why not"), request.found_reason),
        (_("Deactivate by"), long_date(request.found_due)),
    ]
    return [row for row in rows if row[1]]


def advice_rows(request: AccountRequest) -> list[Row]:
    if request.advised_on is None:
        return []
    return [
        (_("Advice"), request.get_advice_finding_display()),
        (_("Why"), request.advice),
        (_("Given by"), request.adviser),
        (_("Given on"), long_date(request.advised_on)),
    ]
