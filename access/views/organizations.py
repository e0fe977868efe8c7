from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from access.change_log import ACTION_LABELS
from access.effective_roles import UserAccess
from access.forms.filters import OrganizationSearch
from access.forms.organizations import (
    EndOrganizationForm,
    L1StepForm,
    NewOrganizationForm,
    OrganizationForm,
)
from access.http import AuthenticatedHttpRequest
from access.models import Organization, RoleAssignment
from access.policy import has_permission
from access.queries import ReplyToAddresses
from access.resolver import access_for
from access.services import organizations
from audit.history import history, timeline
from web.forms import process_form
from web.htmx import is_partial_request, render_page_or_partial
from web.slots import sections
from web.templatetags.dates import long_date
from web.time_zones import zone_name

MAX_RESULTS = 50


def organization_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The root of the tree with the search; a search with one result redirects to it."""
    rows = organizations.listable(by=request.user)
    root = rows.filter(depth=1).first()
    if root is None:
        return render(request, "access/organizations_empty.html")
    search = OrganizationSearch(request.GET, rows)
    results = list(search.rows[:MAX_RESULTS]) if search.active else []
    # A partial request replaces the list of results: a redirect would put a whole page in its place.
    if len(results) == 1 and not is_partial_request(request):
        return redirect(_url(results[0]))
    total = len(results) if search.active else None
    more = len(results) == MAX_RESULTS
    context = detail_context(access_for(request.user), root) | {
        "find": search.form,
        "found": results,
        "total": total,
        "more": more,
        "searched": search.active.get("q", ""),
    }
    return render_page_or_partial(request, "access/organization.html", context)


def organization(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    rows = organizations.listable(by=request.user).select_related("successor")
    context = detail_context(access_for(request.user), get_object_or_404(rows, pk=pk))
    return render_page_or_partial(request, "access/organization.html", context)


def organization_new(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    parent = organizations.manageable(get_object_or_404(Organization, pk=pk), by=request.user)
    return process_form(
        request,
        NewOrganizationForm(request.POST or None, initial={"time_zone": parent.time_zone}),
        partial(organizations.create, parent),
        success_message=_("The organization is added."),
        cancel_url=_url(parent),
        get_success_url=_url,
        heading=_("Add an organization"),
        subject=_("Below: %(organization)s") % {"organization": parent},
        crumb=str(parent),
    )


def organization_edit(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    return _process_organization_form(
        request,
        pk,
        lambda row: OrganizationForm(request.POST or None, instance=row),
        organizations.change,
        success_message=_("The organization is changed."),
        heading=_("Change an organization"),
    )


def organization_end(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    return _process_organization_form(
        request,
        pk,
        lambda row: EndOrganizationForm(request.POST or None),
        organizations.end,
        success_message=_("The end of the organization is set."),
        heading=_("End an organization"),
        button=_("End the organization"),
        lead=_(
            "It stays on record and can no longer be chosen. Its accounts go on: transfer them."
        ),
    )


def organization_l1_step(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    return _process_organization_form(
        request,
        pk,
        lambda row: L1StepForm(
            request.POST or None, initial={"on": "yes" if row.l1_step else "no"}
        ),
        organizations.set_l1_step,
        success_message=_("The L1 step is set. It counts for requests submitted from now on."),
        heading=_("Set the L1 step"),
    )


def detail_context(access: UserAccess, row: Organization) -> dict[str, object]:
    # Treebeard's get_children orders by path: this is its condition in alphabetical order.
    children = Organization.objects.by_name().filter(path__startswith=row.path, depth=row.depth + 1)
    return {
        "row": row,
        "above": Organization.objects.get_ancestors(row),
        "below": [(child, _validity_label(child)) for child in children],
        "summary": _summary(row),
        "role_assignments": _role_assignments(access, row),
        "actions": _actions(access, row),
        "sections": sections("organization", access.person, row),
        "events": timeline(history("organization", row.pk), Organization, ACTION_LABELS),
    }


def _process_organization_form(
    request: AuthenticatedHttpRequest,
    pk: UUID,
    form: Callable[[Organization], BaseForm],
    service: Callable[..., Any],
    **more: Any,
) -> HttpResponse:
    row = organizations.manageable(get_object_or_404(Organization, pk=pk), by=request.user)
    return process_form(
        request, form(row), partial(service, row), cancel_url=_url(row), subject=str(row), **more
    )


def _url(row: Organization) -> str:
    return reverse("organization", args=[row.pk])


def _validity_label(row: Organization) -> str:
    """Empty for an organization that exists today."""
    today = timezone.localdate()
    if row.valid_to and row.valid_to <= today:
        return _("Ended")
    if row.valid_from and row.valid_from > today:
        return _("Not yet begun")
    return ""


def _summary(row: Organization) -> list[tuple[Any, ...]]:
    rows = [
        (_("Name in English"), row.name_en),
        (_("Name in French"), row.name_fr),
        (_("Abbreviations"), " / ".join(filter(None, (row.abbr_en, row.abbr_fr)))),
        (_("Code"), row.code),
        (_("Level"), row.get_level_display()),
        (_("Exists from"), long_date(row.valid_from) or _("Not known")),
        (_("Ends on"), long_date(row.valid_to) or _("No end set")),
        (_("Time zone"), zone_name(row.time_zone)),
        (_("Answers to mail go to"), ReplyToAddresses().reply_to_for(row) or _("Nobody")),
    ]
    if row.successor:
        rows.append((_("Successor"), row.successor.name))
    if row.level == Organization.Level.L1:
        rows.append((_("The L1 endorses requests first"), _("Yes") if row.l1_step else _("No")))
    return rows


def _role_assignments(access: UserAccess, row: Organization) -> list[RoleAssignment] | None:
    # None, not an empty list: the page then has no such section.
    if not has_permission(access, "see_people"):
        return None
    assignments = RoleAssignment.objects.current().filter(organization=row)
    return list(assignments.select_related("person").order_by("role", "person__sort_name"))


def _actions(access: UserAccess, row: Organization) -> list[tuple[str, str]]:
    if not has_permission(access, "manage_organizations", row):
        return []
    actions = [(_("Change"), "organization_edit"), (_("Add one below"), "organization_new")]
    if row.level == Organization.Level.L1:
        actions.append((_("Set the L1 step"), "organization_l1_step"))
    if not row.is_root() and not row.valid_to:
        actions.append((_("End"), "organization_end"))
    return [(label, reverse(name, args=[row.pk])) for label, name in actions]
