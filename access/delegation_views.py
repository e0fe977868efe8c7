from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access import delegation
from access.answers import answer
from access.delegation_forms import DelegationForm
from access.models import Delegation, Person
from access.policy import may
from access.powers import require
from access.standing import standing_of


def delegations(request: HttpRequest) -> HttpResponse:
    given = request.user.delegations.select_related("organization").order_by("-last_day", "pk")
    lent = [
        row
        for _substitute, row in delegation.standing_delegations([request.user.pk])
    ]
    context = {
        "given": _shown(given),
        "lent": _shown(lent),
        "may_delegate": may(standing_of(request.user), "delegate"),
    }
    return render(request, "access/delegations.html", context)


def delegation_new(request: HttpRequest) -> HttpResponse:
    require(request.user, "delegate")
    return answer(
        request,
        DelegationForm(request.POST or None, lender=request.user),
        delegation.delegate,
        said=_("The substitute is named. Both names will be in the log."),
        back=reverse("delegations"),
        heading=_("Name a substitute"),
        lead=_("The substitute may do what you may do, for the days you set. You can end it at any time."),
    )


@require_POST
def delegation_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Delegation, pk=pk, person=request.user, ended_at__isnull=True)
    delegation.end(row, by=request.user)
    messages.success(request, _("The delegation is ended."))
    return redirect("delegations")
