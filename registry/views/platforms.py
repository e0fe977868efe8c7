from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from access.conflict import Versions
from access.models import Person
from access.parts import page_or_part
from access.policy import may, visible_to
from access.standing import standing_of
from audit.history import history
from audit.ledger import ledger
from audit.timeline import timeline
from directive.assessment import ASSESSMENT
from directive.uses import USES
from registry import assessment_views, platform_keeping
from registry.address_problems import Problem
from registry.addresses import standing_problem
from registry.handles import parse_address
from registry.platform_columns import heads, ordered
from registry.platform_forms import AddressForm, AdviceForm, PlatformForm
from registry.platform_keeping import DONE
from registry.platforms import Assessment, Platform, SecurityAdvice
from workflow.problems import NotYours

_USE_TITLES = {use.code: use.title for use in USES}
_KINDS = {"open": "success", "closed": "danger", "renamed": "warning"}


def platforms(request: HttpRequest) -> HttpResponse:
    form = AddressForm(request.GET if "address" in request.GET else None)
    typed, sort = request.GET.get("address", ""), request.GET.get("sort", "")
    context = {
        "form": form,
        "answer": _answer(typed) if typed.strip() else None,
        "heads": heads(sort),
        "rows": partial(_rows, sort),  # not read where only the answer is asked for
        "may_keep": may(standing_of(request.user), "keep_platforms"),
    }
    return page_or_part(request, "registry/platforms.html", context)


def platform(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Platform.objects.select_related("renamed_to"), slug=slug)
    standing = standing_of(request.user)
    in_force = row.assessments.filter(state__in=ASSESSMENT.live_states)
    context = {
        "platform": row,
        "summary": _summary(row),
        "rules": _rules(row),
        "actions": _actions(request, row),
        "assessments": visible_to(standing, Assessment)
        .filter(platform=row)
        .order_by("-created_at"),
        "covered": [_(_USE_TITLES[use]) for use in in_force.values_list("use", flat=True)],
        "security_advice": row.security_advice.select_related("by"),
        "events": timeline(history("platform", row.pk), Platform, DONE),
    }
    return render(request, "registry/platform.html", context)


def platform_new(request: HttpRequest) -> HttpResponse:
    return _edit(request, Platform(), _("Add a platform"), reverse("platforms"))


def platform_edit(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Platform, slug=slug)
    return _edit(
        request, row, _("Correct %(platform)s") % {"platform": row}, row.get_absolute_url()
    )


def _edit(request: HttpRequest, row: Platform, heading: str, back: str) -> HttpResponse:
    if not may(standing_of(request.user), "keep_platforms"):
        raise NotYours("keep_platforms")
    adding = row._state.adding
    form = PlatformForm(request.POST or None, instance=row)
    conflict: Versions = []
    if request.method == "POST" and form.is_valid():
        with ledger():
            conflict = form.conflict()
            if not conflict:
                _keep(form, by=request.user)
        if not conflict:
            messages.success(request, _("The platform is saved."))
            return redirect(form.instance.get_absolute_url())
    context = {"form": form, "heading": heading, "back": back, "conflict": conflict}
    status = 409 if conflict else 422 if form.errors else 200
    shown = context | {"platform": None if adding else row}
    return render(request, "registry/platform_form.html", shown, status=status)


def _keep(form: PlatformForm, *, by: Person) -> None:
    if form.instance._state.adding:
        platform_keeping.add(form.instance, by=by)
    else:
        platform_keeping.correct(form.instance, by=by, reason=form.cleaned_data["reason"])


def platform_advise(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Platform, slug=slug)
    if not may(standing_of(request.user), "advise_on_security"):
        raise NotYours("advise_on_security")
    form = AdviceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        platform_keeping.advise(row, by=request.user, **form.cleaned_data)
        messages.success(request, _("The advice is recorded."))
        return redirect(row.get_absolute_url())
    context = {
        "form": form,
        "heading": _("IT security advice on %(platform)s") % {"platform": row},
        "back": row.get_absolute_url(),
        "platform": row,
    }
    return render(
        request, "registry/platform_form.html", context, status=422 if form.errors else 200
    )


def _with_standing() -> Any:
    """Each platform with its assessments in force and its newest advice, in three queries."""
    in_force = Assessment.objects.filter(state__in=ASSESSMENT.live_states)
    return Platform.objects.select_related("renamed_to").prefetch_related(
        Prefetch("assessments", queryset=in_force, to_attr="in_force"),
        Prefetch("security_advice", queryset=SecurityAdvice.objects.all(), to_attr="advised"),
    )


def _rows(sort: str) -> list[dict[str, Any]]:
    return ordered(map(_row, _with_standing()), sort)


def _row(row: Platform) -> dict[str, Any]:
    return {
        "url": row.get_absolute_url(),
        "name": row.name,
        "category": row.category_name,
        "standing": _standing(row),
        "standing_kind": _KINDS[row.standing],
        "devices": _("Allowed") if row.allowed_on_devices else _("Not allowed"),
        "uses": [_(_USE_TITLES[assessment.use]) for assessment in row.in_force],
        "advice": row.advised[0].get_conclusion_display() if row.advised else _("No advice yet"),
    }


def _standing(row: Platform) -> str:
    if row.renamed_to:
        return _("Now %(platform)s") % {"platform": row.renamed_to.name}
    return row.get_standing_display()


def _summary(row: Platform) -> list[tuple[str, object]]:
    return [
        (_("Category of § 3.3"), row.category_name),
        (_("Standing"), _standing(row)),
        (_("Government devices"), _("Allowed") if row.allowed_on_devices else _("Not allowed")),
        (_("Confirmed"), _("No: these facts are assumed") if row.assumed else _("Yes")),
    ]


def _rules(row: Platform) -> list[tuple[str, object]]:
    rules = row.reading()
    return [
        (_("Sites"), ", ".join(rules.hosts)),
        (_("Form of an address"), ", ".join(form.address for form in rules.forms)),
        (_("Form of a handle"), ", ".join(form.pattern for form in rules.forms)),
        (_("Words that are never a handle"), ", ".join(rules.reserved)),
    ]


def _actions(request: HttpRequest, row: Platform) -> list[tuple[str, str]]:
    standing = standing_of(request.user)
    actions = []
    if may(standing, "keep_platforms"):
        actions.append((_("Correct"), reverse("platform_edit", args=[row.slug])))
    if may(standing, "advise_on_security"):
        actions.append((_("Give IT security advice"), reverse("platform_advise", args=[row.slug])))
    if assessment_views.may_draft(request, row):
        actions.append(
            (_("Start a privacy assessment"), reverse("assessment_new", args=[row.slug]))
        )
    return actions


def _answer(typed: str) -> dict[str, Any]:
    """What an address is, or the sentence saying why it cannot be read."""
    parsed = parse_address(typed)
    if isinstance(parsed, Problem):
        text = _(parsed.message) % {name: str(value) for name, value in parsed.params.items()}
        return {"title": _("This address cannot be read"), "text": text, "kind": "danger"}
    row = Platform.objects.get(slug=parsed.platform)
    rows = [
        (_("Platform"), row.name),
        (_("Handle"), parsed.handle),
        (_("Address"), parsed.address),
    ]
    successor = [row.renamed_to.reading()] if row.renamed_to else []
    problem = standing_problem(row.reading(), successor)
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
    path("platforms/<slug:slug>/assess/", assessment_views.assessment_new, name="assessment_new"),
    path("assessments/<uuid:pk>/", assessment_views.assessment, name="assessment"),
    *assessment_views.steps,
]
