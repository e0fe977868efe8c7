"""The page of a request: its context and table of contents."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from access.effective_roles import UserAccess
from access.policy import visible_to
from audit.history import history
from directive.lifecycles.grammar import Step
from directive.lifecycles.request import REQUEST
from registry.models import Account
from requests_app.enums import Kind
from requests_app.form_spec import FIELD_LABELS
from requests_app.models import AccountRequest
from requests_app.queries.history import request_history
from requests_app.queries.stages import request_stages
from requests_app.queries.summary import (
    about_rows,
    advice_rows,
    missing_answers,
    review_rows,
    summary,
)
from requests_app.snapshots import (
    against_account,
    is_advice_void,
    since_last_submission,
    snapshot_values,
)
from workflow.available_steps import available_steps
from workflow.queries.holder import holder_of
from workflow.queries.lifecycle_path import render_path


def detail_context(access: UserAccess, request: AccountRequest) -> dict[str, Any]:
    events = list(history("request", request.pk))
    values = snapshot_values(request)
    steps = available_steps(access, request)
    editable = any(step.step.name == "edit" for step in steps)
    accounts = approved_accounts(access, request)
    level_one = request.organization.level_one
    l1_step = level_one is not None and level_one.l1_step
    stages = request_stages(request, events, accounts, l1_step=l1_step)
    context = {
        "row": request,
        "holder": holder_of(request, next_step(request)),
        "stages": stages,
        "picture": render_path(stages),
        "available_steps": steps,
        "about": about_rows(request),
        "advice": advice_rows(request),
        # Only the requester can do something about it.
        "advice_void": request.state in REQUEST.paused_states and is_advice_void(request),
        "decision": review_rows(request),
        "gaps": missing_answers(request) if editable else [],
        "sections": summary(request, values, editable=editable),
        "changed": _change_rows(since_last_submission(request, values)),
        "against_account": _change_rows(against_account(request, values)),
        "reasons": [
            (FIELD_LABELS.get(reason.field, reason.field), reason)
            for reason in request.reasons.all()
        ],
        "attachments": request.kept_attachments(),
        "accounts": accounts,
        "events": request_history(events),
    }
    return context | {"contents": page_toc(context)}


def next_step(request: AccountRequest) -> Step | None:
    step = REQUEST.next_step(request.state)
    # A carry-over is presented to ADM(PA) where other drafts go to PA staff first.
    if request.kind == Kind.CARRY_OVER and request.state in REQUEST.first_states:
        return REQUEST.step("present")
    return step


def approved_accounts(access: UserAccess, request: AccountRequest) -> list[Account]:
    """The accounts that the approval created, as far as the reader may see them: one, or a pair."""
    if request.state not in REQUEST.step("approve").to_states:
        return []
    visible = visible_to(access, Account).select_related("platform")
    return list(visible.filter(request_id=request.pk).order_by("created_at"))


def _change_rows(changes: list[Any]) -> list[tuple[Any, str, str]]:
    return [(change.label, change.before, change.after) for change in changes]


def page_toc(context: Mapping[str, Any]) -> list[tuple[str, str]]:
    sections = [
        ("missing", _("Answers still missing"), context["gaps"]),
        ("outcome", _("What came of it"), context["accounts"]),
        ("account", _("The account it is about"), context["row"].account_id),
        ("reasons", _("Reasons for the return"), context["reasons"]),
        ("changed", _("Changed since the submission before"), context["changed"]),
        ("decision", _("Review and decision"), context["decision"]),
        ("advice", _("Advice of PA staff"), context["advice"]),
        ("request", _("The request"), True),
        ("attachments", _("Attachments"), True),
        ("emails", _("E-mails"), True),
        ("history", _("History"), True),
    ]
    return [(anchor, label) for anchor, label, is_shown in sections if is_shown]
