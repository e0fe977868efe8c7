"""The page of an account: its context, table of contents and lifecycle path."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.utils.translation import gettext as _

from access.effective_roles import UserAccess
from access.policy import visible_to
from audit.history import history, timeline
from directive.codes import CLOSING_PLAN
from directive.lifecycles.account import ACCOUNT
from directive.readiness import READINESS
from registry.models import Account
from registry.queries.next_dates import next_dates
from registry.queries.readiness import checklist
from registry.queries.readiness_evidence import readiness_evidence
from registry.queries.verification import Answer, verdict_for_account
from web.templatetags.dates import long_date, long_time, sentence_list
from web.time_zones import zone_name
from workflow.available_steps import AvailableStep, available_steps
from workflow.queries.holder import holder_of
from workflow.queries.lifecycle_path import (
    Stage,
    mark_stages,
    path_stages,
    render_path,
    walk_states,
)

RELATED = (
    "platform",
    "organization",
    "partner__platform",
    "responsible_person",
    "backup_monitor",
    "requested_by",
    "approved_by",
)
_ROW_TITLES = {row.code: row.title for row in READINESS}


def detail_context(access: UserAccess, account: Account) -> dict[str, Any]:
    steps = available_steps(access, account)
    events = list(history("account", account.pk))
    stages = account_path(account)
    next_step = account.lifecycle.next_step(account.state)
    closing_tasks = account.closing_tasks.select_related("by")
    context = {
        "row": account,
        "official": verdict_for_account(account).answer == Answer.OFFICIAL,
        "stages": stages,
        "picture": render_path(stages),
        # A directed closure has a day of its own (§ 5.4), before any service target.
        "holder": holder_of(account, next_step, due_on=account.closing_due),
        "available_steps": steps,
        "identity": _identity(account),
        "partner": _visible_partner(access, account),
        "approval": _approval(account),
        "terms": _terms(account),
        "people": _people(account),
        "custody": _custody(account),
        "readiness": _readiness_rows(account, steps),
        "findings": _findings(account),
        "plan": sorted(closing_tasks, key=lambda task: CLOSING_PLAN.codes.index(task.code)),
        "closing": _closing(account),
        "submissions": account.submissions.select_related("by"),
        "reviews": account.reviews.select_related("by"),
        "next_dates": next_dates(account),
        "events": timeline(events, Account),
    }
    return context | {"contents": page_toc(context)}


def _visible_partner(access: UserAccess, account: Account) -> Account | None:
    if account.partner_id is None:
        return None
    rows = visible_to(access, Account).select_related("platform")
    return rows.filter(pk=account.partner_id).first()


def _identity(account: Account) -> list[tuple[str, Any]]:
    return [
        (_("Registry number"), account.number or _("Not registered yet")),
        (_("Platform"), account.platform.name),
        (_("Handle"), account.handle),
        (_("Address"), account.address),
        (_("Organization"), account.organization.name),
        (_("Language"), account.get_language_display()),
        (_("Official since"), long_date(account.official_since) or _("Not official yet")),
        *_non_empty((_("Ended on"), long_date(account.ended_on))),
        *_non_empty(
            (_("Suspended on"), long_date(account.suspended_on)),
            (_("Suspended for"), account.get_suspended_for_display()),
        ),
    ]


def _approval(account: Account) -> list[tuple[str, Any]]:
    return [
        (_("Kind of approval"), account.get_approval_display()),
        (_("Approved on"), long_date(account.approved_on)),
        (_("Approved by"), account.approved_by),
        (_("Paragraph"), f"§ {account.approval_paragraph}"),
        (_("Conditions"), account.conditions or _("None")),
        *_non_empty(
            (_("Conditions met on"), long_date(account.conditions_met_on)),
            (_("Registered on"), long_date(account.registered_on)),
            (_("Seen under our control on"), long_date(account.controlled_on)),
            (_("Moderation instructions received on"), long_date(account.instructed_on)),
            (_("Seen in the master index on"), long_date(account.listed_on)),
            (_("Seen there"), account.listing_proof),
        ),
    ]


def _terms(account: Account) -> list[tuple[str, Any]]:
    return [
        (_("Purpose"), account.purpose),
        (_("Audience"), account.get_audience_display()),
        (_("Level"), account.get_level_display()),
        (_("Objectives"), _choice_labels(account, "objectives")),
        (_("Use"), account.get_use_display()),
        (_("Translation plan"), account.translation_plan),
        (_("Content-management model"), account.content_model),
        (_("Who approves content before it is posted"), account.approval_chain),
        (_("Notice in English"), account.notice_en),
        (_("Notice in French"), account.notice_fr),
        (
            _("Used on a deployment or an exercise"),
            _("Yes") if account.used_on_deployment else _("No"),
        ),
        *_non_empty((_("Planned end"), long_date(account.planned_end))),
    ]


def _people(account: Account) -> list[tuple[str, Any]]:
    named = ", ".join(person.name for person in account.practitioners.all())
    return [
        (_("Who answers for the content"), account.responsible_person),
        (_("Practitioners"), named),
        (_("Requested by"), account.requested_by),
        (_("Days watched"), _choice_labels(account, "monitoring_days")),
        (_("Hours"), _monitoring_hours(account)),
        (_("Back-up for monitoring"), account.backup_monitor),
    ]


def _custody(account: Account) -> list[tuple[str, Any]]:
    multi_factor = {True: _("Yes"), False: _("No"), None: ""}[account.custody_multi_factor]
    return [
        (_("Role that holds the credentials"), account.custody_role),
        (_("Where they are kept"), account.custody_place),
        (_("Multi-factor sign-in"), multi_factor),
        (_("Number of administrators"), account.custody_administrators),
        (_("Recorded on"), long_date(account.custody_on)),
    ]


def _readiness_rows(account: Account, steps: list[AvailableStep]) -> list[tuple[Any, ...]]:
    """(title, is met, who must act, URL, button, paragraphs, evidence) of each row.

    URL and button only where the reader can take the step by which the row is met.
    """
    available = {step.step.name: step for step in steps if step.refusal is None}
    rows = []
    for row, is_met, people in checklist(account):
        step = available.get(row.step) if not is_met else None
        who = ", ".join(dict.fromkeys(person.name for person in people)) or _("nobody assigned")
        url, action = (step.url, step.label) if step else ("", "")
        evidence = readiness_evidence(account, row.code) if is_met else ""
        rows.append((_(row.title), is_met, who, url, action, row.paragraphs, evidence))
    return rows


def _findings(account: Account) -> list[tuple[str, date, date | None]]:
    return [
        (_(_ROW_TITLES[finding.row]), finding.since, finding.resolved_on)
        for finding in account.findings.order_by("resolved_on", "since")
    ]


def _closing(account: Account) -> list[tuple[str, Any]]:
    if not account.closing_reason:
        return []
    # § 5.4: a direction is given by ADM(PA) as an office, not by a person.
    asked_by = _("ADM(PA), by direction") if account.closing_directed else account.closing_asked_by
    return [
        (_("Asked by"), asked_by),
        (_("Reason"), account.closing_reason),
        *_non_empty(
            (_("Ground"), f"§ {account.closing_ground}" if account.closing_ground else ""),
            (_("To be done by"), long_date(account.closing_due)),
            (_("What becomes of the handle"), account.get_closing_disposition_display()),
        ),
    ]


def _non_empty(*rows: tuple[str, Any]) -> list[tuple[str, Any]]:
    return [row for row in rows if row[1]]


def _choice_labels(account: Account, name: str) -> str:
    # Django has get_…_display for a single choice only, not for an array of them.
    field = Account._meta.get_field(name)
    choices = dict(field.base_field.choices or ()) if isinstance(field, ArrayField) else {}
    values = getattr(account, name)
    return sentence_list(str(choices.get(value, value)) for value in values) if values else ""


def _monitoring_hours(account: Account) -> str:
    if account.monitoring_from is None or account.monitoring_to is None:
        return ""
    return _("%(start)s to %(end)s (%(zone)s)") % {
        "start": long_time(account.monitoring_from),
        "end": long_time(account.monitoring_to),
        "zone": zone_name(account.time_zone),
    }


def page_toc(context: Mapping[str, Any]) -> list[tuple[str, str]]:
    sections = [
        ("account", _("The account"), True),
        ("readiness", _("Compliance by paragraph"), True),
        ("findings", _("Findings"), context["findings"]),
        ("dates", _("Next dates"), context["next_dates"]),
        ("closing", _("Closing plan"), context["closing"]),
        ("people", _("People"), True),
        ("custody", _("Custody of the credentials"), True),
        ("approval", _("Approval"), True),
        ("index", _("Service Canada"), True),
        ("reviews", _("Configuration reviews"), True),
        ("terms", _("Terms"), True),
        ("emails", _("E-mails"), True),
        ("history", _("History"), True),
    ]
    return [(anchor, label) for anchor, label, is_shown in sections if is_shown]


ACCOUNT_PATH = list(walk_states(ACCOUNT, ACCOUNT.first_states[0]))


def account_path(account: Account) -> list[Stage]:
    """The stages of the lifecycle that are done, current and to come."""
    if account.state in ACCOUNT_PATH:
        return path_stages(ACCOUNT, ACCOUNT_PATH, account.state)
    # Suspended, closing or deactivated. An account can be closed before it was active, and one carried
    # over has no submission.
    since = (
        account.approved_on,
        account.registered_on,
        account.submitted_on or account.official_since,
        account.official_since,
    )
    passed = [name for name, day in zip(ACCOUNT_PATH, since, strict=True) if day]
    current, *ahead = walk_states(ACCOUNT, account.state)
    return [
        *mark_stages(
            ACCOUNT,
            [name for name in passed if name not in ahead],
            "done",
        ),
        *mark_stages(ACCOUNT, [current], "stopped" if ACCOUNT.state(current).final else "current"),
        *mark_stages(ACCOUNT, ahead, "todo"),
    ]
