"""Rows of a request to read: the form page by page, the advice, the review and the decision."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.form_spec import FormPage, missing_fields, page_of_field, pages_of
from requests_app.formatting import format_value
from requests_app.models import AccountRequest
from requests_app.snapshots import ADVICE_COVERS, FIELD_LABELS, LABELS, snapshot_values
from web.templatetags.dates import long_date

Row = tuple[Any, ...]  # label and value


def summary(
    request: AccountRequest, values: dict[str, Any], *, editable: bool
) -> list[tuple[Any, list[Row], str]]:
    """(title, rows, URL) of each page of the form; the URL is empty unless `editable`."""
    return [
        (
            page.title,
            [(FIELD_LABELS[name], format_value(name, values[name])) for name in fields],
            page_url(request, page) if editable else "",
        )
        for page in pages_of(request.kind)
        if (fields := [name for name in page.fields if name != "attachments"])
    ]


def missing_answers(request: AccountRequest) -> list[tuple[Any, str]]:
    """(label, URL of its page) of each required field without an answer."""
    return [
        (FIELD_LABELS[name], page_url(request, page_of_field(name)))
        for name in missing_fields(request)
    ]


def page_url(request: AccountRequest, page: FormPage) -> str:
    return reverse("request_page", args=[request.pk, page.slug])


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
    # Advice does not cover the need, which may be reworded, but cannot be given without reading it.
    names = [name for name in LABELS if name in {*ADVICE_COVERS, "need"}]
    return [(LABELS[name], format_value(name, values[name])) for name in names if values[name]]


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
