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
from access.answers import answer
from access.delegation_forms import DelegationForm
from access.models import Delegation, Person
from access.paging import page_of
from access.policy import may
from access.powers import require
from access.signed_in import SignedIn
from access.standing import standing_of
from audit.models import Event


def delegations(request: SignedIn) -> HttpResponse:
    mine = request.user.delegations.select_related("organization", "person")
    page = page_of(mine, request.GET.dict(), "-last_day", "-pk")
    lent = [row for _to, row in delegation.standing_delegations([request.user.pk])]
    lines = _lines([*page.rows, *lent])
    context = {
        "page": page,
        "given": lines[: len(page.rows)],
        "lent": lines[len(page.rows) :],
        "may_delegate": may(standing_of(request.user), "delegate"),
    }
    return render(request, "access/delegations.html", context)


def delegation_new(request: SignedIn) -> HttpResponse:
    require(request.user, "delegate")
    return answer(
        request,
        DelegationForm(request.POST or None, lender=request.user),
        delegation.delegate,
        said=_("The substitute is named. Both names will be in the log."),
        back=reverse("delegations"),
        heading=_("Name a substitute"),
        crumb=_("Substitutes"),
        lead=_(
            "The substitute may do what you may do, for the days you set. You can end it at any time."
        ),
    )


@require_POST
def delegation_end(request: SignedIn, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Delegation, pk=pk, person=request.user, ended_at__isnull=True)
    delegation.end(row, by=request.user)
    messages.success(request, _("The delegation is ended."))
    return redirect("delegations")


def _lines(rows: list[Delegation]) -> list[dict[str, Any]]:
    """The log knows the substitute of a delegation that has ended; the grant is gone by then."""
    to = {
        event.object_id: event.after["to_name"]
        for event in Event.objects.filter(
            verb="delegation.delegate", kind="delegation", object_id__in=[str(r.pk) for r in rows]
        )
    }
    accounts: Any = Person._meta.get_field("accounts").related_model
    found = accounts.objects.select_related("platform").in_bulk(
        [row.account_id for row in rows if row.account_id]
    )
    return [
        {
            "row": row,
            "to": to.get(str(row.pk), ""),
            "what": row.organization or found.get(row.account_id, ""),
            "standing": _standing(row),
            "end_url": reverse("delegation_end", args=[row.pk]) if _goes_on(row) else "",
        }
        for row in rows
    ]


def _goes_on(row: Delegation) -> bool:
    return row.ended_at is None and row.last_day >= timezone.localdate()


def _standing(row: Delegation) -> str:
    if not _goes_on(row):
        return _("Ended")
    return _("Now") if row.first_day <= timezone.localdate() else _("Not yet begun")
