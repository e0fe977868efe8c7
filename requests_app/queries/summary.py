"""The form in sections, to read; and what reviewers, PA staff and ADM(PA) wrote about it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from audit.written import written_day
from requests_app.completeness import missing
from requests_app.content import ADVICE_COVERS, FIELD_LABELS, LABELS, snapshot_values
from requests_app.models import Request
from requests_app.sections import Section, section_of, sections_of
from requests_app.words import words

Row = tuple[Any, ...]  # label and value


def summary(
    request: Request, values: dict[str, Any], *, editable: bool
) -> list[tuple[Any, list[Row], str]]:
    """Each section with its title, its rows, and the address of its page while it may be edited."""
    return [
        (
            section.title,
            [(FIELD_LABELS[name], words(name, values[name])) for name in fields],
            page_of(request, section) if editable else "",
        )
        for section in sections_of(request.kind)
        if (fields := [name for name in section.fields if name != "attachments"])
    ]


def gaps(request: Request) -> list[tuple[Any, str]]:
    """Each answer that is missing, with the address of the page that asks for it."""
    return [(FIELD_LABELS[name], page_of(request, section_of(name))) for name in missing(request)]


def page_of(request: Request, section: Section) -> str:
    return reverse("request_page", args=[request.pk, section.slug])


def about(request: Request) -> list[Row]:
    rows: list[Row] = [
        (_("Kind"), request.get_kind_display()),
        (_("Organization"), request.organization.name),
        (_("Started by"), request.requester.name),
        (_("Submitted by"), request.submitted_by),
        (_("On the desk of"), request.reviewer),
        (_("Transfer accepted by"), request.accepted_by),
        (_("Transfer accepted on"), written_day(request.accepted_on)),
        (_("Endorsed by the L1"), request.endorsed_by),
        (_("Endorsed on"), written_day(request.endorsed_on)),
    ]
    return [row for row in rows if row[1]]


def covered(request: Request) -> list[Row]:
    """What advice holds for, as it is now (§ 3.11); the need is read with it."""
    values = snapshot_values(request)
    names = [name for name in LABELS if name in {*ADVICE_COVERS, "need"}]
    return [(LABELS[name], words(name, values[name])) for name in names if values[name]]


def judged(request: Request) -> list[Row]:
    """What a reviewer and ADM(PA) judge: what is asked for, and what was written about it so far."""
    kind = (_("Kind"), request.get_kind_display())
    finding = (_("Advice of PA staff"), request.get_advice_finding_display())
    said = [finding, (_("Why"), request.advice)] if request.advised_on else []
    return [kind, *covered(request), *said, *decision(request)]


def decision(request: Request) -> list[Row]:
    """What reviewers wrote, as far as it has come; a line still to come is left out."""
    clause = f"§ {request.decision_clause}" if request.decision_clause else ""
    rows: list[Row] = [
        (_("Recommendation"), request.get_recommendation_display()),
        (_("Why"), request.recommendation_text),
        (_("Question of ADM(PA)"), request.question),
        (_("Decided by"), request.decided_by),
        (_("Decided on"), written_day(request.decided_on)),
        (_("Conditions"), request.conditions),
        (_("Reason"), request.decision_reason),
        (_("Paragraph"), clause),
        (_("The account that was found"), request.get_found_outcome_display()),
        (_("Why, or why not"), request.found_reason),
        (_("Deactivate by"), written_day(request.found_due)),
    ]
    return [row for row in rows if row[1]]


def advice(request: Request) -> list[Row]:
    if request.advised_on is None:
        return []
    return [
        (_("Advice"), request.get_advice_finding_display()),
        (_("Why"), request.advice),
        (_("Given by"), request.adviser),
        (_("Given on"), written_day(request.advised_on)),
    ]
