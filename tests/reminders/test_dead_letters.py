import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from access.models import Person
from audit.models import Event
from directive.roles import Role
from reminders.dead_letters import failed, retry
from reminders.relay import relay
from tests.reminders.office import Department
from workflow.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def dead(department: Department, pa: Person) -> Letter:
    department.nominate()
    Letter.objects.filter(recipient=pa).update(
        given_up_at=timezone.now(), attempts=10, problem="SMTPRecipientsRefused 550"
    )
    return Letter.objects.get(recipient=pa)


@pytest.fixture
def administrator(department: Department) -> Person:
    return department.person("administrator", Role.ADMINISTRATOR)


def test_what_was_given_up_is_listed_and_what_was_withheld_is_not(dead: Letter) -> None:
    assert list(failed()) == [dead]
    Letter.objects.update(withheld=True)
    assert list(failed()) == []


def test_it_is_tried_again_and_the_log_says_by_whom(dead: Letter, administrator: Person) -> None:
    retry(dead, by=administrator)
    assert relay() == 2
    assert Letter.objects.get(pk=dead.pk).sent_at is not None
    event = Event.objects.get(verb="letter.retry")
    assert (event.object_id, event.actor) == (str(dead.pk), administrator.pk)


def test_twice_at_once_it_is_put_back_once(dead: Letter, administrator: Person) -> None:
    retry(dead, by=administrator)
    retry(dead, by=administrator)
    assert Event.objects.filter(verb="letter.retry").count() == 1


def test_nobody_else_may(dead: Letter, pa: Person) -> None:
    with pytest.raises(PermissionDenied):
        retry(dead, by=pa)
