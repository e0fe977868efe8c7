from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from access import organizations
from access.answers import answer
from access.mailboxes import Mailboxes
from access.models import Office, Organization
from access.organization_forms import (
    EndForm,
    FindForm,
    L1StepForm,
    NewOrganizationForm,
    OrganizationForm,
)
from access.parts import asks_for_part, page_or_part
from access.policy import may, may_see_letters
from access.powers import require
from access.signed_in import SignedIn
from access.standing import standing_of
from access.time_zones import zone_name
from access.verbs import DONE
from audit.history import history
from audit.timeline import timeline
from audit.written import written_day

MOST = 50  # of those found by what is typed


def organization_list(request: SignedIn) -> HttpResponse:
    """The top of the tree; each page shows what is right below it. The only one that fits is opened."""
    require(request.user, "see_organizations")
    root = Organization.objects.filter(depth=1).first()
    if root is None:
        return render(request, "access/organizations_empty.html")
    form = FindForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    found = list(Organization.objects.called(text)[:MOST]) if text else []
    if len(found) == 1 and not asks_for_part(request):
        return redirect(_url(found[0]))
    count = {"total": len(found), "more": len(found) == MOST} if text else {"total": None}
    return _page(request, root, find=form, found=found, **count)


def organization(request: SignedIn, pk: UUID) -> HttpResponse:
    require(request.user, "see_organizations")
    return _page(
        request, get_object_or_404(Organization.objects.select_related("successor"), pk=pk)
    )


def organization_new(request: SignedIn, pk: UUID) -> HttpResponse:
    parent = get_object_or_404(Organization, pk=pk)
    require(request.user, "keep_organizations", parent)
    return answer(
        request,
        NewOrganizationForm(request.POST or None, initial={"time_zone": parent.time_zone}),
        partial(organizations.create, parent),
        said=_("The organization is added."),
        back=_url(parent),
        onward=_url,
        heading=_("Add an organization"),
        subject=_("Below: %(organization)s") % {"organization": parent},
        crumb=str(parent),
    )


def organization_edit(request: SignedIn, pk: UUID) -> HttpResponse:
    return _answer(
        request,
        pk,
        lambda row: OrganizationForm(request.POST or None, instance=row),
        organizations.change,
        said=_("The organization is changed."),
        heading=_("Change an organization"),
    )


def organization_end(request: SignedIn, pk: UUID) -> HttpResponse:
    return _answer(
        request,
        pk,
        lambda row: EndForm(request.POST or None),
        organizations.end,
        said=_("The end of the organization is set."),
        heading=_("End an organization"),
        button=_("End the organization"),
        lead=_(
            "It stays on record and can no longer be chosen. Its accounts go on: transfer them."
        ),
    )


def organization_l1_step(request: SignedIn, pk: UUID) -> HttpResponse:
    return _answer(
        request,
        pk,
        lambda row: L1StepForm(
            request.POST or None, initial={"on": "yes" if row.l1_step else "no"}
        ),
        organizations.set_l1_step,
        said=_("The L1 step is set. It counts for requests submitted from now on."),
        heading=_("Set the L1 step"),
    )


def _page(request: SignedIn, row: Organization, **more: Any) -> HttpResponse:
    below = Organization.objects.by_name().filter(path__startswith=row.path, depth=row.depth + 1)
    context = {
        "row": row,
        "above": Organization.objects.get_ancestors(row),
        "below": [(child, _standing(child)) for child in below],
        "summary": _summary(row),
        "offices": _offices(request, row),
        "actions": _actions(request, row),
        "may_see_letters": may_see_letters(standing_of(request.user), row),
        "events": timeline(history("organization", row.pk), Organization, DONE),
    }
    return page_or_part(request, "access/organization.html", context | more)


def _answer(request: SignedIn, pk: UUID, form: Any, service: Any, **more: Any) -> HttpResponse:
    row = get_object_or_404(Organization, pk=pk)
    require(request.user, "keep_organizations", row)
    named = partial(service, row)
    return answer(request, form(row), named, back=_url(row), subject=str(row), **more)


def _url(row: Organization) -> str:
    return reverse("organization", args=[row.pk])


def _standing(row: Organization) -> str:
    """Said only of what does not stand today."""
    today = timezone.localdate()
    if row.valid_to and row.valid_to <= today:
        return _("Ended")
    if row.valid_from and row.valid_from > today:
        return _("Not yet begun")
    return ""


def _summary(row: Organization) -> list[tuple[Any, ...]]:
    lines = [
        (_("Name in English"), row.name_en),
        (_("Name in French"), row.name_fr),
        (_("Abbreviations"), " / ".join(filter(None, (row.abbr_en, row.abbr_fr)))),
        (_("Code"), row.code),
        (_("Level"), row.get_level_display()),
        (_("Exists from"), written_day(row.valid_from) or _("Not known")),
        (_("Ends on"), written_day(row.valid_to) or _("No end set")),
        (_("Time zone"), zone_name(row.time_zone)),
        (_("Answers to mail go to"), Mailboxes().of(row) or _("Nobody")),
    ]
    if row.successor:
        lines.append((_("Successor"), row.successor.name))
    if row.level == Organization.Level.L1:
        lines.append((_("The L1 endorses requests first"), _("Yes") if row.l1_step else _("No")))
    return lines


def _offices(request: SignedIn, row: Organization) -> list[Office] | None:
    """Who holds an office here, for those who may know it."""
    if not may(standing_of(request.user), "see_people"):
        return None
    held = Office.objects.current().filter(organization=row)
    return list(held.select_related("person").order_by("role", "person__sort_name"))


def _actions(request: SignedIn, row: Organization) -> list[tuple[str, str]]:
    if not may(standing_of(request.user), "keep_organizations", row):
        return []
    actions = [(_("Change"), "organization_edit"), (_("Add one below"), "organization_new")]
    if row.level == Organization.Level.L1:
        actions.append((_("Set the L1 step"), "organization_l1_step"))
    if not row.is_root() and not row.valid_to:
        actions.append((_("End"), "organization_end"))
    return [(label, reverse(name, args=[row.pk])) for label, name in actions]
