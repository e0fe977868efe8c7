"""Pages of the platforms: list, one platform, its rules, security advice."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from access.effective_roles import UserAccess
from access.http import AuthenticatedHttpRequest
from access.models import Person
from access.policy import has_permission, visible_to
from access.resolver import access_for
from audit.history import history, timeline
from directive.lifecycles.assessment import ASSESSMENT
from directive.reference.platform_uses import PLATFORM_USES
from registry.addresses.errors import AddressProblem
from registry.addresses.lookup import parse_address
from registry.addresses.parser import platform_problem
from registry.forms.filters import PlatformFilter
from registry.forms.platforms import AddressForm, AdviceForm, PlatformForm
from registry.models import Assessment, Platform
from registry.services import platforms as platform_services
from registry.services.assessments import can_draft
from registry.services.platforms import ACTION_LABELS
from registry.tables import PLATFORM_COLUMNS, sort_link
from registry.views import assessments
from web.forms import process_form
from web.htmx import render_page_or_partial
from web.language import collation_key

Head = tuple[str, str, str]  # label, address that sorts by it, aria-sort


def column_heads(sort: str) -> list[Head]:
    heads = []
    for name, label in PLATFORM_COLUMNS.items():
        next_sort, aria_sort = sort_link(name, sort)
        heads.append((str(label), f"?sort={next_sort}", aria_sort))
    return heads


def sort_platforms(rows: Iterable[dict[str, Any]], sort: str) -> list[dict[str, Any]]:
    name = sort.removeprefix("-")
    # In Python: the cells are labels in the active language, which the database does not have.
    return sorted(rows, key=lambda row: collation_key(str(row[name])), reverse=sort.startswith("-"))


_USE_TITLES = {use.code: use.title for use in PLATFORM_USES}
_STATUS_TINTS = {"open": "success", "closed": "danger", "renamed": "warning"}


def platforms(request: AuthenticatedHttpRequest) -> HttpResponse:
    form = AddressForm(request.GET if "address" in request.GET else None)
    typed = request.GET.get("address", "")
    order = PlatformFilter(request.GET, _platforms_with_status())
    sort = order.value("sort") or ""
    context = {
        "form": form,
        "answer": _address_answer(typed) if typed.strip() else None,
        "order": order.form,
        "heads": column_heads(sort),
        "rows": partial(
            _rows, order.rows, sort
        ),  # a partial response with the answer alone never calls it
        "can_manage": has_permission(access_for(request.user), "manage_platforms"),
    }
    return render_page_or_partial(request, "registry/platforms.html", context)


def platform(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Platform.objects.select_related("renamed_to"), slug=slug)
    return render(request, "registry/platform.html", detail_context(access_for(request.user), row))


def detail_context(access: UserAccess, row: Platform) -> dict[str, object]:
    in_force = row.assessments.filter(state__in=ASSESSMENT.live_states)
    return {
        "platform": row,
        "summary": _summary(row),
        "rules": _rules(row),
        "actions": _actions(access, row),
        "assessments": visible_to(access, Assessment).filter(platform=row).order_by("-created_at"),
        "covered": [_(_USE_TITLES[use]) for use in in_force.values_list("use", flat=True)],
        "security_advice": row.security_advice.select_related("by"),
        "events": timeline(history("platform", row.pk), Platform, ACTION_LABELS),
    }


def platform_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    row = platform_services.new(by=request.user)
    return _edit(request, row, _("Add a platform"), reverse("platforms"))


def platform_edit(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(platform_services.manageable(by=request.user), slug=slug)
    return _edit(
        request, row, _("Correct %(platform)s") % {"platform": row}, row.get_absolute_url()
    )


def _edit(
    request: AuthenticatedHttpRequest, row: Platform, heading: str, cancel_url: str
) -> HttpResponse:
    adding = row._state.adding

    def save(*, by: Person, reason: str = "", **values: object) -> Platform:
        # The form has written its values to the row.
        if adding:
            return platform_services.add(row, by=by)
        return platform_services.correct(row, by=by, reason=reason)

    return process_form(
        request,
        PlatformForm(request.POST or None, instance=row),
        save,
        success_message=_("The platform is saved."),
        cancel_url=cancel_url,
        get_success_url=Platform.get_absolute_url,
        template="registry/platform_form.html",
        heading=heading,
        platform=None if adding else row,
    )


def platform_advise(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(platform_services.advisable(by=request.user), slug=slug)
    return process_form(
        request,
        AdviceForm(request.POST or None),
        partial(platform_services.advise, row),
        success_message=_("The advice is recorded."),
        cancel_url=row.get_absolute_url(),
        template="registry/platform_form.html",
        heading=_("IT security advice on %(platform)s") % {"platform": row},
        platform=row,
    )


def _platforms_with_status() -> QuerySet[Platform]:
    """With their assessments, of which only those in force, and their security advice: three queries."""
    in_force = Assessment.objects.filter(state__in=ASSESSMENT.live_states)
    return Platform.objects.select_related("renamed_to").prefetch_related(
        Prefetch("assessments", queryset=in_force), "security_advice"
    )


def _rows(platforms: QuerySet[Platform], sort: str) -> list[dict[str, Any]]:
    return sort_platforms(map(_row, platforms), sort or "name")


def _row(row: Platform) -> dict[str, Any]:
    advice = list(row.security_advice.all())  # the latest first
    return {
        "url": row.get_absolute_url(),
        "name": row.name,
        "category": row.category_name,
        "status": _status_label(row),
        "status_kind": _STATUS_TINTS[row.status],
        "devices": _("Allowed") if row.allowed_on_devices else _("Not allowed"),
        "uses": [_(_USE_TITLES[assessment.use]) for assessment in row.assessments.all()],
        "advice": advice[0].get_conclusion_display() if advice else _("No advice yet"),
    }


def _status_label(row: Platform) -> str:
    if row.renamed_to:
        return _("Now %(platform)s") % {"platform": row.renamed_to.name}
    return row.get_status_display()


def _summary(row: Platform) -> list[tuple[str, object]]:
    return [
        (_("Category of § 3.3"), row.category_name),
        (_("Status"), _status_label(row)),
        (_("Government devices"), _("Allowed") if row.allowed_on_devices else _("Not allowed")),
        (_("Confirmed"), _("No: these facts are assumed") if row.unconfirmed else _("Yes")),
    ]


def _rules(row: Platform) -> list[tuple[str, object]]:
    rules = row.address_rules()
    return [
        (_("Sites"), ", ".join(rules.hosts)),
        (_("Form of an address"), ", ".join(form.address for form in rules.forms)),
        (_("Form of a handle"), ", ".join(form.pattern for form in rules.forms)),
        (_("Words that are never a handle"), ", ".join(rules.reserved)),
    ]


def _actions(access: UserAccess, row: Platform) -> list[tuple[str, str]]:
    actions = []
    if has_permission(access, "manage_platforms"):
        actions.append((_("Correct"), reverse("platform_edit", args=[row.slug])))
    if has_permission(access, "advise_on_security"):
        actions.append((_("Give IT security advice"), reverse("platform_advise", args=[row.slug])))
    if can_draft(row, access):
        actions.append(
            (_("Start a privacy assessment"), reverse("assessment_new", args=[row.slug]))
        )
    return actions


def _address_answer(typed: str) -> dict[str, Any]:
    """Platform, handle and canonical address of `typed`, or why it cannot be parsed, to be shown."""
    parsed = parse_address(typed)
    if isinstance(parsed, AddressProblem):
        text = _(parsed.message) % {name: str(value) for name, value in parsed.params.items()}
        return {"title": _("This address cannot be read"), "text": text, "kind": "danger"}
    row = Platform.objects.get(slug=parsed.platform)
    rows = [
        (_("Platform"), row.name),
        (_("Handle"), parsed.handle),
        (_("Address"), parsed.address),
    ]
    successor = [row.renamed_to.address_rules()] if row.renamed_to else []
    problem = platform_problem(row.address_rules(), successor)
    if problem:
        text = _(problem.message) % {name: str(value) for name, value in problem.params.items()}
        return {
            "title": _("Not open to a new account"),
            "text": text,
            "kind": "warning",
            "rows": rows,
        }
    return {"title": _("This address can be read"), "text": "", "kind": "success", "rows": rows}


urlpatterns = [
    path("platforms/", platforms, name="platforms"),
    path("platforms/new/", platform_new, name="platform_new"),
    path("platforms/<slug:slug>/", platform, name="platform"),
    path("platforms/<slug:slug>/edit/", platform_edit, name="platform_edit"),
    path("platforms/<slug:slug>/advise/", platform_advise, name="platform_advise"),
    path("platforms/<slug:slug>/assess/", assessments.assessment_new, name="assessment_new"),
    path("assessments/<uuid:pk>/", assessments.assessment, name="assessment"),
    *assessments.steps,
]
