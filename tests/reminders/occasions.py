"""For each rule of the table, something in the told database that becomes due on a day."""

from collections.abc import Callable
from datetime import date, timedelta

from django.utils import timezone

from access.delegation import delegate
from access.models import Office, Organization, Person
from directive.roles import Role
from practitioners import services as practitioners
from practitioners.models import ACKNOWLEDGED_FOR, Authorization
from registry import assessments
from registry.models import Account, Assessment, Finding
from registry.platforms import RISK_AREAS
from reminders.rule import Rule
from reminders.rules import WITHIN
from requests_app.models import Request

Told = dict[str, Person]


def bring_about(rule: Rule, told: Told, day: date) -> None:
    """Leaves the rule with one row, due on `day`."""
    _OCCASIONS.get(rule.kind, _nothing)(told, day)
    if rule.kind not in _OCCASIONS or rule.kind in _STEPS:
        rows = rule.model._base_manager.filter(state__in=_states(rule))
        rows.filter(pk=rows.first().pk).update(due_on=day)


def _states(rule: Rule) -> tuple[str, ...]:
    step = rule.kind.partition(".")[2]
    return rule.model.lifecycle.awaiting(step)


def _nothing(told: Told, day: date) -> None:
    """The told database has a row already."""


def _nominated(told: Told, day: date) -> Authorization:
    navy = Organization.objects.get(code="rcn")
    return practitioners.nominate(told["nobody"], navy, by=told["superior"], need="Posts.")


def _advised(told: Told, day: date) -> Authorization:
    return practitioners.advise(_nominated(told, day), by=told["pa"], advice="Good.")


def _authorized(told: Told, day: date) -> Authorization:
    return practitioners.authorize(_advised(told, day), by=told["superior"])


def _training(told: Told, day: date) -> None:
    Authorization.objects.filter(pk=_authorized(told, day).pk).update(due_on=day)


def _drafted(told: Told, day: date) -> Assessment:
    platform = Assessment.objects.first().platform
    return assessments.draft(platform, by=told["ecomms"], use="listen", method="Core")


def _with_daip(told: Told, day: date) -> None:
    assessment = _drafted(told, day)
    assessment = assessments.edit(
        assessment,
        by=told["ecomms"],
        risks=dict.fromkeys(RISK_AREAS, 1),
        summary_en="Low.",
        summary_fr="Faible.",
    )
    assessments.send(assessment, by=told["ecomms"])


def _of(told: Told) -> object:
    return Authorization.objects.filter(person=told["practitioner"])


def _security(told: Told, day: date) -> None:
    _of(told).update(acknowledged_on=day - ACKNOWLEDGED_FOR)


def _deployed(told: Told, day: date) -> None:
    account = Account.objects.filter(state="active", practitioners=told["practitioner"]).first()
    Account.objects.filter(pk=account.pk).update(deployed=True)
    _of(told).update(deployed_acknowledged_on=day - ACKNOWLEDGED_FOR)


def _ending(told: Told, day: date) -> None:
    _of(told).update(last_day=day)


def _listing(told: Told, day: date) -> None:
    account = Account.objects.filter(state="with_service_canada").first()
    Account.objects.filter(pk=account.pk).update(
        submitted_on=day - timedelta(days=WITHIN["account.listing"])
    )


def _asked(told: Told, day: date) -> None:
    Account.objects.filter(state="closing", closing_directed=False).update(due_on=day)


def _directed(told: Told, day: date) -> None:
    Account.objects.filter(state="closing", closing_directed=True).update(closing_due=day)


def _finding(told: Told, day: date) -> None:
    account = Account.objects.filter(state="active", practitioners=told["practitioner"]).first()
    Finding.objects.update(resolved_on=day)
    Finding.objects.create(
        account=account, row="notice", since=day - timedelta(days=WITHIN["account.finding"])
    )


def _draft(told: Told, day: date) -> None:
    changed_at = timezone.now() + (
        day - timedelta(days=WITHIN["request.draft"]) - timezone.localdate()
    )
    draft = Request.objects.filter(state="draft", requester=told["practitioner"]).first()
    Request.objects.filter(pk=draft.pk).update(changed_at=changed_at)


def _review(told: Told, day: date) -> None:
    assessment = Assessment.objects.filter(state="in_force").first()
    Assessment.objects.filter(pk=assessment.pk).update(review_on=day)


def _office(told: Told, day: date) -> None:
    Office.objects.filter(person=told["pa"], role=Role.PA).update(last_day=day)


def _delegation(told: Told, day: date) -> None:
    navy = Organization.objects.get(code="rcn")
    delegate(
        by=told["superior"], to=told["nobody"], organization=navy, last_day=day, reason="Leave."
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
    "office.ending": _office,
    "delegation.ending": _delegation,
}
