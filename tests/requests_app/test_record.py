"""What the page of a request shows."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from access.models import Person
from access.standing import standing_of
from requests_app import record
from requests_app.answers import answer
from requests_app.drafts import edit
from requests_app.models import Request
from requests_app.submission import resubmit, withdraw
from tests.requests_app import stories
from tests.requests_app.stories import Cast


def _page(request: Request, person: Person) -> dict:
    return record.page(standing_of(person), Request.objects.get(pk=request.pk))


def _resubmitted(cast: Cast) -> Request:
    request = stories.returned(stories.filled(cast), cast)
    request = edit(request, by=cast["practitioner"], why_not_existing="Because it is national.")
    said = {reason.pk: "Done." for reason in request.reasons.all()}
    request = answer(request, by=cast["practitioner"], answers=said)
    return resubmit(request, by=cast["practitioner"])


def test_a_reviewer_sees_what_changed_since_the_first_submission(cast: Cast) -> None:
    page = _page(_resubmitted(cast), cast["ecomms"])

    assert [(str(label), after) for label, _before, after in page["changed"]] == [
        ("Why no existing account serves", "Because it is national.")
    ]
    assert all(reason.answer for _label, reason in page["reasons"])


def test_the_requester_sees_what_changed_since_the_return(cast: Cast) -> None:
    request = stories.returned(stories.filled(cast), cast)
    assert _page(request, cast["practitioner"])["changed"] == []

    request = edit(request, by=cast["practitioner"], level="national")

    assert _page(request, cast["practitioner"])["changed"][0][1:] == ("Local", "National")


def test_differences_are_in_the_readers_language(cast: Cast) -> None:
    request = stories.returned(stories.filled(cast), cast)
    request = edit(request, by=cast["practitioner"], level="regional")

    with override("fr"):
        assert _page(request, cast["practitioner"])["changed"][0][2] == "Régional"


def test_what_is_missing_leads_to_its_page(cast: Cast) -> None:
    request = stories.filled(cast, translation_plan="")

    gaps = _page(request, cast["practitioner"])["gaps"]

    url = reverse("request_page", args=[request.pk, "languages"])
    assert [(str(label), where) for label, where in gaps] == [("Translation plan", url)]
    assert _page(request, cast["superior"])["gaps"] == []


def test_the_stages_show_where_it_stands(cast: Cast) -> None:
    request = stories.submitted(stories.filled(cast), cast)

    marks = dict(_page(request, cast["practitioner"])["stages"])

    assert marks["PA advice given"] == "done"
    assert marks["L1 review"] == "current"
    assert marks["Active"] == "todo"


def test_the_stages_leave_out_the_l1_where_its_step_is_off(cast: Cast) -> None:
    request = stories.submitted(stories.filled(cast, army=True), cast)

    assert "L1 review" not in dict(_page(request, cast["outsider"])["stages"])


def test_the_stages_of_a_return(cast: Cast) -> None:
    request = stories.returned(stories.filled(cast), cast)

    marks = dict(_page(request, cast["practitioner"])["stages"])

    assert marks["Returned for changes"] == "current"
    assert marks["Awaiting the decision of ADM(PA)"] == "todo"


def test_the_stages_of_what_was_withdrawn_stop(cast: Cast) -> None:
    request = withdraw(stories.consulted(stories.filled(cast)), by=cast["practitioner"])

    marks = _page(request, cast["practitioner"])["stages"]

    assert marks == [("Draft", "done"), ("PA consultation", "done"), ("Withdrawn", "stopped")]
    assert _page(request, cast["practitioner"])["holder"] is None


def test_the_account_that_came_of_it_is_linked(cast: Cast) -> None:
    request = stories.approved(stories.filled(cast), cast)

    page = _page(request, cast["practitioner"])

    assert page["accounts"] == [stories.account_of(request)]
    assert dict(page["stages"])["Registered"] == "todo"


def test_the_timeline_tells_who_in_which_office_and_why(cast: Cast) -> None:
    request = stories.advised(stories.filled(cast), cast)

    last = _page(request, cast["practitioner"])["events"][-1]

    assert (last.what, last.who, last.reason) == (
        "PA advice given",
        cast["pa"].name,
        "A clear need.",
    )
    assert "RCN" in last.office


def test_the_timeline_tells_which_handle_was_asked_for(cast: Cast) -> None:
    events = _page(stories.filled(cast), cast["practitioner"])["events"]

    changes = {str(what): after for what, _before, after in events[-1].changes}

    assert stories.ADDRESS in changes["Platform and handle"]


def test_the_draft_of_a_carry_over_is_presented_next(cast: Cast) -> None:
    from requests_app.drafts import carry_over

    request = carry_over(stories.organization(), by=cast["ecomms"], declared_official=True)

    holder = _page(request, cast["ecomms"])["holder"]

    assert holder["who"] == cast["ecomms"].name
    assert "Present" in holder["next"]


def _queries(cast: Cast, url: str, who: str = "superior") -> int:
    client = Client()
    client.force_login(cast[who], "django.contrib.auth.backends.ModelBackend")
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_a_list_of_twenty_costs_as_much_as_one_of_two(cast: Cast) -> None:
    for _number in range(2):
        stories.draft(cast)
    few = _queries(cast, reverse("requests"))
    for _number in range(18):
        stories.draft(cast)

    assert _queries(cast, reverse("requests")) == few


def test_a_long_history_costs_as_much_as_a_short_one(cast: Cast) -> None:
    request = stories.filled(cast)
    few = _queries(cast, request.get_absolute_url())
    for number in range(18):
        request = edit(request, by=cast["practitioner"], purpose=f"Version {number}.")

    assert _queries(cast, request.get_absolute_url()) == few


@pytest.mark.parametrize("size", [60])
def test_the_list_is_paged(cast: Cast, size: int) -> None:
    for _number in range(size):
        stories.draft(cast)
    client = Client()
    client.force_login(cast["superior"], "django.contrib.auth.backends.ModelBackend")

    first = client.get(reverse("requests"))
    second = client.get(reverse("requests") + first.context["page"].next_url)

    rows = [*first.context["page"].rows, *second.context["page"].rows]
    assert len({row.pk for row in rows}) == size
    assert not second.context["page"].next_url
