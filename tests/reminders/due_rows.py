"""For each reminder rule, a row of the demo data that is due on a given day."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from access.models import Organization, Person, RoleAssignment
from access.services.delegations import delegate
from directive.roles import Role
from practitioners import services as practitioners
from practitioners.models import ACKNOWLEDGED_FOR, Authorization
from registry.models import RISK_AREAS, Account, Assessment, Finding
from registry.services import assessments
from reminders.rule import ReminderRule
from reminders.rules import DEFAULT_DAYS
from requests_app.models import AccountRequest

People = dict[str, Person]


def make_row_due(rule: ReminderRule, demo_data: People, day: date) -> None:
    """Give the rule one row that is due on `day`."""
    if rule.name in _CREATED_BY:
        _CREATED_BY[rule.name](demo_data, day)
    if rule.name not in _CREATED_BY or rule.name in _STEPS:
        rows = rule.model._base_manager.filter(state__in=_states(rule))
        rows.filter(pk=rows.first().pk).update(due_on=day)


def _states(rule: ReminderRule) -> tuple[str, ...]:
    step = rule.name.partition(".")[2]
    return rule.model.lifecycle.states_awaiting(step)


def _nominated(demo_data: People, day: date) -> Authorization:
    navy = Organization.objects.get(code="rcn")
    return practitioners.nominate(
        demo_data["nobody"], navy, by=demo_data["superior"], need="Posts."
    ).row


def _advised(demo_data: People, day: date) -> Authorization:
    return practitioners.advise(_nominated(demo_data, day), by=demo_data["pa"], advice="Good.").row


def _authorized(demo_data: People, day: date) -> Authorization:
    return practitioners.authorize(_advised(demo_data, day), by=demo_data["superior"]).row


def _require_training(demo_data: People, day: date) -> None:
    Authorization.objects.filter(pk=_authorized(demo_data, day).pk).update(due_on=day)


def _draft_assessment(demo_data: People, day: date) -> Assessment:
    platform = Assessment.objects.first().platform
    return assessments.draft(platform, by=demo_data["ecomms"], use="listen", method="Core").row


def _assessment_sent_to_daip(demo_data: People, day: date) -> None:
    assessment = _draft_assessment(demo_data, day)
    assessment = assessments.edit(
        assessment,
        by=demo_data["ecomms"],
        risks=dict.fromkeys(RISK_AREAS, 1),
        summary_en="Low.",
        summary_fr="Faible.",
    ).row
    assessments.send(assessment, by=demo_data["ecomms"])


def _authorizations(demo_data: People) -> QuerySet[Authorization]:
    return Authorization.objects.filter(person=demo_data["practitioner"])


def _require_acknowledgement(demo_data: People, day: date) -> None:
    _authorizations(demo_data).update(acknowledged_on=day - ACKNOWLEDGED_FOR)


def _require_deployed_acknowledgement(demo_data: People, day: date) -> None:
    account = Account.objects.filter(
        state="active", practitioners=demo_data["practitioner"]
    ).first()
    Account.objects.filter(pk=account.pk).update(used_on_deployment=True)
    _authorizations(demo_data).update(deployed_acknowledged_on=day - ACKNOWLEDGED_FOR)


def _end_authorization(demo_data: People, day: date) -> None:
    _authorizations(demo_data).update(last_day=day)


def _require_listing(demo_data: People, day: date) -> None:
    account = Account.objects.filter(state="with_service_canada").first()
    Account.objects.filter(pk=account.pk).update(
        submitted_on=day - timedelta(days=DEFAULT_DAYS["account.listing"])
    )


def _date_requested_closure(demo_data: People, day: date) -> None:
    Account.objects.filter(state="closing", closing_directed=False).update(due_on=day)


def _date_directed_closure(demo_data: People, day: date) -> None:
    Account.objects.filter(state="closing", closing_directed=True).update(closing_due=day)


def _create_finding(demo_data: People, day: date) -> None:
    account = Account.objects.filter(
        state="active", practitioners=demo_data["practitioner"]
    ).first()
    Finding.objects.update(resolved_on=day)
    Finding.objects.create(
        account=account, row="notice", since=day - timedelta(days=DEFAULT_DAYS["account.finding"])
    )


def _leave_draft(demo_data: People, day: date) -> None:
    changed_at = timezone.now() + (
        day - timedelta(days=DEFAULT_DAYS["request.draft"]) - timezone.localdate()
    )
    draft = AccountRequest.objects.filter(
        state="draft", requester=demo_data["practitioner"]
    ).first()
    AccountRequest.objects.filter(pk=draft.pk).update(updated_at=changed_at)


def _require_review(demo_data: People, day: date) -> None:
    assessment = Assessment.objects.filter(state="in_force").first()
    Assessment.objects.filter(pk=assessment.pk).update(review_on=day)


def _end_role_assignment(demo_data: People, day: date) -> None:
    RoleAssignment.objects.filter(person=demo_data["pa"], role=Role.PA).update(last_day=day)


def _end_delegation(demo_data: People, day: date) -> None:
    navy = Organization.objects.get(code="rcn")
    delegate(
        by=demo_data["superior"],
        to=demo_data["nobody"],
        organization=navy,
        last_day=day,
        reason="Leave.",
    )


_STEPS = {
    "practitioner.advise": _nominated,
    "practitioner.authorize": _advised,
    "practitioner.complete_training": _authorized,
    "assessment.send": _draft_assessment,
    "assessment.bring_into_force": _assessment_sent_to_daip,
}
# Of the other rules the demo data has a row already.
_CREATED_BY: dict[str, Callable[[People, date], object]] = {
    **_STEPS,
    "practitioner.training": _require_training,
    "practitioner.security": _require_acknowledgement,
    "practitioner.deployed": _require_deployed_acknowledgement,
    "practitioner.ending": _end_authorization,
    "account.listing": _require_listing,
    "account.asked_closure": _date_requested_closure,
    "account.directed_closure": _date_directed_closure,
    "account.finding": _create_finding,
    "request.draft": _leave_draft,
    "assessment.review": _require_review,
    "role_assignment.ending": _end_role_assignment,
    "delegation.ending": _end_delegation,
}
