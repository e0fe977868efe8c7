from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from access import offices, people
from access.answers import answer
from access.models import Office, Person
from access.paging import counted, page_of
from access.parts import page_or_part
from access.person_forms import OfficeForm, PeopleFilter, PersonForm, ReasonForm
from access.policy import may, may_see_letters
from access.powers import require
from access.seats import Standing
from access.signed_in import SignedIn
from access.sorting import sort_key
from access.standing import standing_of
from access.verbs import DONE
from audit.models import Event
from audit.timeline import Entry, timeline
from directive.roles import Role


def people_list(request: SignedIn) -> HttpResponse:
    require(request.user, "see_people")
    form = PeopleFilter(request.GET)
    rows = _filtered(form)
    context = {
        "form": form,
        "page": page_of(rows, request.GET.dict(), "sort_name", "pk"),
        "may_keep": may(standing_of(request.user), "keep_people"),
        **counted(rows),
    }
    return page_or_part(request, "access/people.html", context)


def person(request: SignedIn, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    standing = standing_of(request.user)
    held = list(row.offices.select_related("organization", "acting_for").order_by("-first_day"))
    current = set(row.offices.current().values_list("pk", flat=True))
    context = {
        "row": row,
        "may_keep": may(standing, "keep_people"),
        "is_me": row.pk == request.user.pk,
        "summary": _summary(row),
        "offices": [
            (
                office,
                office.pk in current,
                _end_url(office, current),
                _letters_url(standing, office),
            )
            for office in held
        ],
        "events": _events(row, held),
    }
    return render(request, "access/person.html", context)


def person_new(request: SignedIn) -> HttpResponse:
    require(request.user, "keep_people")
    return answer(
        request,
        PersonForm(request.POST or None),
        people.add,
        said=_("The person is added. Open an office next."),
        back=reverse("people"),
        onward=_url,
        heading=_("Add a person"),
        crumb=_("People"),
    )


def person_edit(request: SignedIn, pk: UUID) -> HttpResponse:
    require(request.user, "keep_people")
    row = _seen(request, pk)
    return _answer(
        request,
        row,
        PersonForm(request.POST or None, instance=row),
        people.change,
        said=_("The person is changed."),
        heading=_("Change a person"),
    )


def person_deactivate(request: SignedIn, pk: UUID) -> HttpResponse:
    require(request.user, "keep_people")
    return _answer(
        request,
        _seen(request, pk),
        ReasonForm(request.POST or None),
        people.deactivate,
        said=_("The person is deactivated, and signed out everywhere."),
        heading=_("Deactivate a person"),
        button=_("Deactivate"),
        lead=_(
            "Their sessions end at once, and their offices give nothing until they are active again."
        ),
    )


def person_reactivate(request: SignedIn, pk: UUID) -> HttpResponse:
    require(request.user, "keep_people")
    return _answer(
        request,
        _seen(request, pk),
        ReasonForm(request.POST or None),
        people.reactivate,
        said=_("The person is active again."),
        heading=_("Make a person active again"),
        button=_("Make active again"),
        lead=_("The offices that have not ended count again from now on."),
    )


def office_new(request: SignedIn, pk: UUID) -> HttpResponse:
    require(request.user, "keep_people")
    return _answer(
        request,
        _seen(request, pk),
        OfficeForm(request.POST or None),
        offices.appoint,
        said=_("The office is open."),
        heading=_("Open an office"),
        lead=_("Practitioners are not appointed here: a superior nominates and authorizes them."),
    )


def office_end(request: SignedIn, pk: UUID) -> HttpResponse:
    require(request.user, "keep_people")
    office = get_object_or_404(Office.objects.select_related("person", "organization"), pk=pk)
    return answer(
        request,
        ReasonForm(request.POST or None),
        partial(offices.dismiss, office),
        said=_("The office is ended."),
        back=_url(office.person),
        heading=_("End an office at once"),
        button=_("End the office"),
        crumb=office.person.name,
        subject=f"{office.person.name} – {office.get_role_display()}, {office.organization}",
    )


def _answer(request: SignedIn, row: Person, form: Any, service: Any, **more: Any) -> HttpResponse:
    named = partial(service, row)
    return answer(request, form, named, back=_url(row), subject=row.name, **more)


def _url(row: Person) -> str:
    return reverse("person", args=[row.pk])


def _seen(request: SignedIn, pk: UUID) -> Person:
    if not may(standing_of(request.user), "see_people"):
        raise Http404
    return get_object_or_404(Person, pk=pk)


def _filtered(form: PeopleFilter) -> QuerySet[Person]:
    if not form.is_valid():
        return Person.objects.all()
    asked = form.cleaned_data
    text = asked["q"]
    rule = (
        Q(sort_name__contains=sort_key(text))
        | Q(email__icontains=text)
        | Q(username__icontains=text)
    )
    if asked["standing"]:
        rule &= Q(is_active=asked["standing"] == "active")
    if asked["role"]:
        held = Office.objects.current().filter(role=asked["role"])
        rule &= Q(pk__in=held.values("person"))
    return Person.objects.filter(rule)


def _summary(row: Person) -> list[tuple[Any, ...]]:
    return [
        (_("Sign-in name"), row.username),
        (_("E-mail"), row.email),
        (_("Language of mail"), row.get_language_display() or _("English and French")),
        (_("Engagement"), row.get_engagement_display()),
    ]


def _end_url(office: Office, current: set[UUID]) -> str:
    """A practitioner's office ends with the authorization, and nowhere else."""
    if office.pk not in current or office.role == Role.PRACTITIONER:
        return ""
    return reverse("office_end", args=[office.pk])


def _letters_url(standing: Standing, office: Office) -> str:
    """There are letters about an office that ends, unless it ends with an authorization."""
    ends = office.last_day and office.role != Role.PRACTITIONER
    if not ends or not may_see_letters(standing, office):
        return ""
    return reverse("letters", args=["office", office.pk])


def _events(row: Person, held: list[Office]) -> list[Entry]:
    of_person = Event.objects.filter(kind="person", object_id=str(row.pk))
    of_offices = Event.objects.filter(kind="office", object_id__in=[str(o.pk) for o in held])
    entries = [*timeline(of_person, Person, DONE), *timeline(of_offices, Office, DONE)]
    return sorted(entries, key=lambda entry: entry.at)
