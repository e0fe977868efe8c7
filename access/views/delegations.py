from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access import delegation
from access.forms.delegations import DelegationForm
from access.http import AuthenticatedHttpRequest
from access.models import Delegation
from access.policy import has_permission
from access.resolver import access_for
from access.services import delegations as delegation_services
from web.forms import process_form
from web.lists.pagination import paginate
from web.resolvers import resolve


def delegations(request: AuthenticatedHttpRequest) -> HttpResponse:
    own = request.user.delegations.select_related("organization", "person", "delegate")
    page = paginate(own, request.GET.dict(), "-last_day", "-pk")
    received = delegation.active_delegations([request.user.pk])
    # Both tables at once, so that names and accounts are looked up once.
    shown = [*page.rows, *received]
    accounts = resolve("accounts_by_id", [row.account_id for row in shown if row.account_id])
    rows = [_delegation_row(row, accounts) for row in shown]
    context = {
        "page": page,
        "given_by_me": rows[: len(page.rows)],
        "given_to_me": rows[len(page.rows) :],
        "can_delegate": has_permission(access_for(request.user), "delegate"),
    }
    return render(request, "access/delegations.html", context)


def delegation_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    accounts = delegation_services.delegable_accounts(by=request.user)
    return process_form(
        request,
        DelegationForm(request.POST or None, accounts=accounts),
        delegation_services.delegate,
        success_message=_("The delegate is named. Both names will be in the log."),
        cancel_url=reverse("delegations"),
        heading=_("Name a delegate"),
        crumb=_("Delegations"),
        lead=_(
            "The delegate may do what you may do, for the days you set. You can end it at any time."
        ),
    )


@require_POST
def delegation_end(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    # Only the person who delegated may end it: for anybody else it does not exist.
    row = get_object_or_404(Delegation, pk=pk, person=request.user, ended_at__isnull=True)
    delegation_services.end(row, by=request.user)
    messages.success(request, _("The delegation is ended."))
    return redirect("delegations")


def _delegation_row(row: Delegation, accounts: Mapping[UUID | None, object]) -> dict[str, Any]:
    today = timezone.localdate()
    if row.ended_at is not None or row.last_day < today:
        status, end_url = _("Ended"), ""
    else:
        status = _("Now") if row.first_day <= today else _("Not yet begun")
        end_url = reverse("delegation_end", args=[row.pk])
    return {
        "row": row,
        "to": row.delegate.name,
        "what": row.organization or accounts.get(row.account_id, ""),
        "status": status,
        "end_url": end_url,
    }
