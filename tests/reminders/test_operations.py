from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from access.models import Person
from audit.models import Event
from directive.roles import Role
from reminders import tasks
from reminders.beats import RELAY, SILENT_AFTER
from reminders.models import Beat
from tests.reminders.office import Department
from workflow.models import Letter

pytestmark = pytest.mark.django_db
URL = "/en/operations/"


@pytest.fixture
def page(department: Department, client: Client) -> Client:
    client.force_login(department.person("administrator", Role.ADMINISTRATOR))
    return client


@pytest.fixture
def letter(department: Department, pa: Person) -> Letter:
    department.nominate()
    return Letter.objects.get(recipient=pa)


def give_up(letter: Letter) -> None:
    letter.given_up_at, letter.attempts = timezone.now(), 8
    letter.problem = "SMTPRecipientsRefused 550"
    letter.save()


def test_an_empty_page_says_what_will_come(page: Client) -> None:
    text = page.get(URL).text
    assert "No letter was given up" in text
    assert "not heard yet" in text


def test_letters_that_wait_are_counted(page: Client, letter: Letter) -> None:
    work = page.get(URL).context["work"]
    assert (work.waiting, work.oldest) == ("2", Letter.objects.earliest("created_at").created_at)


def test_counting_stops_where_nobody_needs_the_number(
    page: Client, letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reminders.operations.COUNTED", 1)
    assert page.get(URL).context["work"].waiting == "1+"


def test_a_letter_that_failed_is_put_off(page: Client, letter: Letter) -> None:
    letter.attempts, letter.due_at = 1, timezone.now() + timedelta(minutes=5)
    letter.save()
    work = page.get(URL).context["work"]
    assert (work.waiting, work.put_off) == ("1", "1")


@pytest.mark.parametrize(("minutes", "shown"), [(-1, False), (5, True)])
def test_a_refusal_shows_before_the_letter_is_given_up(
    page: Client, letter: Letter, minutes: int, shown: bool
) -> None:
    letter.due_at = timezone.now() + timedelta(minutes=minutes)
    letter.problem = "SMTPRecipientsRefused 550"
    letter.save()
    text = page.get(URL).text
    assert ("SMTPRecipientsRefused 550" in text) is shown
    assert ("They are tried again by themselves" in text) is shown


def test_as_many_queries_for_twenty_letters_put_off_as_for_two(
    page: Client, department: Department, pa: Person, django_assert_max_num_queries
) -> None:
    def put_off(number: int) -> None:
        for name in range(number):
            department.nominate(department.person(f"nominee{number}-{name}"))
        due = timezone.now() + timedelta(minutes=5)
        Letter.objects.update(attempts=1, due_at=due, problem="SMTPDataError 554")

    put_off(1)
    with django_assert_max_num_queries(40) as few:
        assert len(page.get(URL).context["troubled"]) == 2
    put_off(10)
    with django_assert_max_num_queries(len(few)):
        assert len(page.get(URL).context["troubled"]) == 20


def test_the_relay_is_heard(page: Client) -> None:
    tasks.relay()
    assert not page.get(URL).context["work"].silent


def test_a_worker_that_is_not_heard_for_a_time_is_silent(page: Client) -> None:
    Beat.objects.create(task=RELAY, at=timezone.now() - SILENT_AFTER - timedelta(seconds=1))
    assert page.get(URL).context["work"].silent


def test_the_last_sweep_is_told_with_what_it_wrote(page: Client) -> None:
    assert "None yet" in page.get(URL).text
    tasks.due()
    assert "0 letters were written." in page.get(URL).text


def test_a_letter_given_up_is_shown_with_its_problem(page: Client, letter: Letter) -> None:
    give_up(letter)
    text = page.get(URL).text
    assert "Practitioner: Nominate" in text
    assert "SMTPRecipientsRefused 550" in text
    assert letter.recipient.name in text


def test_neither_an_address_nor_the_title_of_a_record_is_shown(
    page: Client, letter: Letter
) -> None:
    give_up(letter)
    text = page.get(URL).text
    assert letter.recipient.email not in text
    assert letter.facts["title_en"] not in text


def test_trying_again_puts_it_back_and_is_logged(page: Client, letter: Letter) -> None:
    give_up(letter)
    answer = page.post(reverse("letter_retry", args=[letter.pk]), follow=True)
    letter.refresh_from_db()
    assert (letter.given_up_at, letter.attempts) == (None, 0)
    assert f"The letter to {letter.recipient.name} is tried again." in answer.text
    assert Event.objects.get(verb="letter.retry").object_id == str(letter.pk)


def test_after_a_server_that_refused_everybody_all_are_tried_again(
    page: Client, department: Department, letter: Letter
) -> None:
    department.nominate(department.person("other"))
    for each in Letter.objects.all():
        give_up(each)
    count = Letter.objects.count()
    answer = page.post(reverse("letters_retry"), follow=True)
    assert f"{count} letters are tried again." in answer.text
    assert not Letter.objects.filter(given_up_at__isnull=False).exists()
    assert Event.objects.filter(verb="letter.retry").count() == count > 1


def test_a_letter_that_has_not_failed_is_not_tried_again(page: Client, letter: Letter) -> None:
    assert page.post(reverse("letter_retry", args=[letter.pk])).status_code == 404


def test_it_is_for_the_administrator_alone(client: Client, pa: Person, letter: Letter) -> None:
    give_up(letter)
    client.force_login(pa)
    assert client.get(URL).status_code == 403
    assert client.post(reverse("letter_retry", args=[letter.pk])).status_code == 403
    assert client.post(reverse("letters_retry")).status_code == 403


def test_it_speaks_french(page: Client, letter: Letter) -> None:
    give_up(letter)
    with override("fr"):
        text = page.get(reverse("operations")).text
    assert "Réessayer" in text
    assert "Exploitation" in text


def test_as_many_queries_for_many_failures(
    page: Client, letter: Letter, django_assert_max_num_queries
) -> None:
    give_up(letter)
    with django_assert_max_num_queries(100) as few:
        page.get(URL)
    for number in range(20):
        letter.pk, letter.occurrence, letter._state.adding = None, str(number), True
        letter.save()
    with django_assert_max_num_queries(len(few)):
        assert len(page.get(URL).context["failures"]) == 21
