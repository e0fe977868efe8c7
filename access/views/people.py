from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.forms import BaseForm, Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from access.change_log import ACTION_LABELS
from access.effective_roles import UserAccess
from access.forms.filters import PeopleFilter
from access.forms.people import (
    PersonForm,
    PreferencesForm,
    ReasonForm,
    RoleAssignmentForm,
)
from access.http import AuthenticatedHttpRequest
from access.models import Person, RoleAssignment, SignInLink
from access.policy import can_view_emails, has_permission
from access.queries import visible_people
from access.resolver import access_for
from access.services import people, roles, sign_in_links
from access.services.people import set_preferences
from audit.history import HistoryEntry, timeline
from audit.models import AuditEvent
from directive.roles import Role
from web.forms import process_form
from web.htmx import render_page_or_partial
from web.lists.pagination import paginate
from web.templatetags.dates import long_moment


def people_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    filters = PeopleFilter(request.GET, people.listable(by=request.user))
    context = {
        "page": paginate(filters.rows, request.GET.dict(), "sort_name", "pk"),
        "can_manage": has_permission(access_for(request.user), "manage_people"),
        **filters.list_context(),
    }
    return render_page_or_partial(request, "access/people.html", context)


def person(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    access = access_for(request.user)
    row = get_object_or_404(visible_people(access), pk=pk)
    return render(request, "access/person.html", detail_context(access, row))


def detail_context(access: UserAccess, row: Person) -> dict[str, object]:
    assignments = list(
        row.role_assignments.select_related("organization", "acting_for").order_by("-first_day")
    )
    # By a query: whether an assignment counts today is a condition that only `current` knows.
    current = set(row.role_assignments.current().values_list("pk", flat=True))
    return {
        "row": row,
        "can_manage": has_permission(access, "manage_people"),
        "is_me": row.pk == access.person.pk,
        "summary": _summary(row),
        "invitation_emails_url": _invitation_emails_url(access, row),
        "role_assignments": [
            _assignment_row(access, assignment, is_current=assignment.pk in current)
            for assignment in assignments
        ],
        "events": _events(row, assignments),
    }


def person_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    return process_form(
        request,
        PersonForm(request.POST or None, instance=people.new(by=request.user)),
        people.add,
        success_message=_("The person is added, and invited by e-mail. Assign a role next."),
        cancel_url=reverse("people"),
        get_success_url=_url,
        heading=_("Add a person"),
        crumb=_("People"),
    )


def person_edit(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    return _process_person_form(
        request,
        pk,
        lambda row: PersonForm(request.POST or None, instance=row),
        people.change,
        success_message=_("The person is changed."),
        heading=_("Change a person"),
    )


def person_deactivate(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    return _process_person_form(
        request,
        pk,
        lambda row: ReasonForm(request.POST or None),
        people.deactivate,
        success_message=_("The person is deactivated, and signed out everywhere."),
        heading=_("Deactivate a person"),
        button=_("Deactivate"),
        lead=_(
            "Their sessions end at once, and their roles are inactive until they are active again."
        ),
    )


def person_reactivate(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    return _process_person_form(
        request,
        pk,
        lambda row: ReasonForm(request.POST or None),
        people.reactivate,
        success_message=_("The person is active again."),
        heading=_("Make a person active again"),
        button=_("Make active again"),
        lead=_("The roles that have not ended count again from now on."),
    )


def person_invite(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    return _process_person_form(
        request,
        pk,
        lambda row: Form(request.POST if request.method == "POST" else None),
        sign_in_links.invite,
        success_message=_("The invitation is on its way. An earlier link opens nothing any more."),
        heading=_("Send the invitation again"),
        button=_("Send"),
        lead=_(
            "The person gets a link by e-mail, with which they set a password: once, within 72 hours."
        ),
    )


def role_assign(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    return _process_person_form(
        request,
        pk,
        lambda row: RoleAssignmentForm(request.POST or None),
        roles.assign_role,
        success_message=_("The role is assigned."),
        heading=_("Assign a role"),
        lead=_("Practitioners are not appointed here: a superior nominates and authorizes them."),
    )


def role_revoke(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    assignment = get_object_or_404(roles.revocable(by=request.user), pk=pk)
    return process_form(
        request,
        ReasonForm(request.POST or None),
        partial(roles.revoke_role, assignment),
        success_message=_("The role is ended."),
        cancel_url=_url(assignment.person),
        heading=_("End a role at once"),
        button=_("End the role"),
        crumb=assignment.person.name,
        subject=f"{assignment.person.name} – {assignment.get_role_display()}, {assignment.organization}",
    )


def _process_person_form(
    request: AuthenticatedHttpRequest,
    pk: UUID,
    form: Callable[[Person], BaseForm],
    service: Callable[..., Any],
    **more: Any,
) -> HttpResponse:
    row = get_object_or_404(people.manageable(by=request.user), pk=pk)
    return process_form(
        request, form(row), partial(service, row), cancel_url=_url(row), subject=row.name, **more
    )


def _url(row: Person) -> str:
    return reverse("person", args=[row.pk])


def _summary(row: Person) -> list[tuple[Any, ...]]:
    return [
        (_("Sign-in name"), row.username),
        (_("E-mail"), row.email),
        (_("Language of mail"), row.get_language_display() or _("English and French")),
        (_("Engagement"), row.get_engagement_display()),
        (_("Invitation"), _invitation_status(row)),
    ]


def _latest_invitation(row: Person) -> SignInLink | None:
    invitations = row.sign_in_links.filter(purpose=SignInLink.Purpose.INVITATION)
    return invitations.order_by("-created_at").first()


def _invitation_emails_url(access: UserAccess, row: Person) -> str:
    link = _latest_invitation(row)
    if link is None or not can_view_emails(access, link):
        return ""
    return reverse("email_log", args=[link.object_type, link.pk])


def _invitation_status(row: Person) -> str:
    link = _latest_invitation(row)
    if link and link.used_at:
        return _("Used on %(day)s") % {"day": long_moment(link.used_at)}
    if row.has_usable_password():
        return _("Not needed: there is a password")
    if link is None:
        return _("Not sent")
    if link.ended_at is None and link.expires_at > timezone.now():
        return _("Not used yet; it can be until %(day)s") % {"day": long_moment(link.expires_at)}
    return _("Not used, and its time is over")


def _assignment_row(
    access: UserAccess, assignment: RoleAssignment, *, is_current: bool
) -> tuple[RoleAssignment, bool, str, str]:
    """(assignment, whether it is current, URL that ends it, URL of its e-mails); no URL is empty."""
    end_url, emails_url = "", ""
    # The role of a practitioner ends with the authorization, and the reminders are of that.
    if assignment.role != Role.PRACTITIONER:
        if is_current:
            end_url = reverse("role_revoke", args=[assignment.pk])
        # Reminders are sent only of an assignment with a last day.
        if assignment.last_day and can_view_emails(access, assignment):
            emails_url = reverse("email_log", args=["role_assignment", assignment.pk])
    return assignment, is_current, end_url, emails_url


def _events(row: Person, assignments: list[RoleAssignment]) -> list[HistoryEntry]:
    """The history of the person and of their role assignments in one, the earliest first."""
    of_person = AuditEvent.objects.filter(object_type="person", object_id=str(row.pk))
    of_assignments = AuditEvent.objects.filter(
        object_type="role_assignment",
        object_id__in=[str(assignment.pk) for assignment in assignments],
    )
    entries = [
        *timeline(of_person, Person, ACTION_LABELS),
        *timeline(of_assignments, RoleAssignment, ACTION_LABELS),
    ]
    return sorted(entries, key=lambda entry: entry.created_at)


def preferences(request: AuthenticatedHttpRequest) -> HttpResponse:
    return process_form(
        request,
        PreferencesForm(request.POST or None, instance=request.user),
        set_preferences,
        success_message=_("Your preferences are saved."),
        cancel_url=reverse("preferences"),
        template="access/preferences.html",
    )
