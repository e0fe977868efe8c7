"""For each rule of the table, something in the told database that becomes due on a day."""

from collections.abc import Callable
from datetime import date, timedelta

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

Told = dict[str, Person]


def bring_about(rule: ReminderRule, demo_data: Told, day: date) -> None:
    """Leaves the rule with one row, due on `day`."""
    _OCCASIONS.get(rule.name, _nothing)(demo_data, day)
    if rule.name not in _OCCASIONS or rule.name in _STEPS:
        rows = rule.model._base_manager.filter(state__in=_states(rule))
        rows.filter(pk=rows.first().pk).update(due_on=day)


def _states(rule: ReminderRule) -> tuple[str, ...]:
    step = rule.name.partition(".")[2]
    return rule.model.lifecycle.states_awaiting(step)


def _nothing(demo_data: Told, day: date) -> None:
    """The told database has a row already."""


def _nominated(demo_data: Told, day: date) -> Authorization:
    navy = Organization.objects.get(code="rcn")
    return practitioners.nominate(
        demo_data["nobody"], navy, by=demo_data["superior"], need="Posts."
    )


def _advised(demo_data: Told, day: date) -> Authorization:
    return practitioners.advise(_nominated(demo_data, day), by=demo_data["pa"], advice="Good.")


def _authorized(demo_data: Told, day: date) -> Authorization:
    return practitioners.authorize(_advised(demo_data, day), by=demo_data["superior"])


def _training(demo_data: Told, day: date) -> None:
    Authorization.objects.filter(pk=_authorized(demo_data, day).pk).update(due_on=day)


def _drafted(demo_data: Told, day: date) -> Assessment:
    platform = Assessment.objects.first().platform
    return assessments.draft(platform, by=demo_data["ecomms"], use="listen", method="Core")


def _with_daip(demo_data: Told, day: date) -> None:
    assessment = _drafted(demo_data, day)
    assessment = assessments.edit(
        assessment,
        by=demo_data["ecomms"],
        risks=dict.fromkeys(RISK_AREAS, 1),
        summary_en="Low.",
        summary_fr="Faible.",
    )
    assessments.send(assessment, by=demo_data["ecomms"])


def _of(demo_data: Told) -> object:
    return Authorization.objects.filter(person=demo_data["practitioner"])


def _security(demo_data: Told, day: date) -> None:
    _of(demo_data).update(acknowledged_on=day - ACKNOWLEDGED_FOR)


def _deployed(demo_data: Told, day: date) -> None:
    account = Account.objects.filter(
        state="active", practitioners=demo_data["practitioner"]
    ).first()
    Account.objects.filter(pk=account.pk).update(used_on_deployment=True)
    _of(demo_data).update(deployed_acknowledged_on=day - ACKNOWLEDGED_FOR)


def _ending(demo_data: Told, day: date) -> None:
    _of(demo_data).update(last_day=day)


def _listing(demo_data: Told, day: date) -> None:
    account = Account.objects.filter(state="with_service_canada").first()
    Account.objects.filter(pk=account.pk).update(
        submitted_on=day - timedelta(days=DEFAULT_DAYS["account.listing"])
    )


def _asked(demo_data: Told, day: date) -> None:
    Account.objects.filter(state="closing", closing_directed=False).update(due_on=day)


def _directed(demo_data: Told, day: date) -> None:
    Account.objects.filter(state="closing", closing_directed=True).update(closing_due=day)


def _finding(demo_data: Told, day: date) -> None:
    account = Account.objects.filter(
        state="active", practitioners=demo_data["practitioner"]
    ).first()
    Finding.objects.update(resolved_on=day)
    Finding.objects.create(
        account=account, row="notice", since=day - timedelta(days=DEFAULT_DAYS["account.finding"])
    )


def _draft(demo_data: Told, day: date) -> None:
    changed_at = timezone.now() + (
        day - timedelta(days=DEFAULT_DAYS["request.draft"]) - timezone.localdate()
    )
    draft = AccountRequest.objects.filter(
        state="draft", requester=demo_data["practitioner"]
    ).first()
    AccountRequest.objects.filter(pk=draft.pk).update(updated_at=changed_at)


def _review(demo_data: Told, day: date) -> None:
    assessment = Assessment.objects.filter(state="in_force").first()
    Assessment.objects.filter(pk=assessment.pk).update(review_on=day)


def _office(demo_data: Told, day: date) -> None:
    RoleAssignment.objects.filter(person=demo_data["pa"], role=Role.PA).update(last_day=day)


def _delegation(demo_data: Told, day: date) -> None:
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
    "assessment.send": _drafted,
    "assessment.bring_into_force": _with_daip,
}
_OCCASIONS: dict[str, Callable[[Told, date], object]] = {
    **_STEPS,
    "practitioner.training": _training,
    "practitioner.security": _security,
    "practitioner.deployed": _deployed,
    "practitioner.ending": _ending,
    "account.listing": _listing,
    "account.asked_closure": _asked,
    "account.directed_closure": _directed,
    "account.finding": _finding,
    "request.draft": _draft,
    "assessment.review": _review,
    "role_assignment.ending": _office,
    "delegation.ending": _delegation,
}
