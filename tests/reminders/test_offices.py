"""Answers to a letter reach the office of the organization that it is about."""

import pytest
from django.core import mail
from django.utils import timezone

from access.models import Organization, Person
from directive.roles import Role
from notifications.delivery import deliver_batch
from notifications.digest import write_digests
from notifications.email import EmailComposer
from notifications.groups import NEXT_STEP
from notifications.preferences import set_preferences
from outbox.models import EmailDelivery, Notification
from tests.reminders.office import Department

pytestmark = pytest.mark.django_db
ALL = "all@demo.invalid"
ROOT, NAVY = "root@demo.invalid", "navy@demo.invalid"


@pytest.fixture(autouse=True)
def for_all(settings) -> None:
    settings.REPLY_TO_EMAIL = ALL


def give(code: str, mailbox: str, **more: object) -> None:
    Organization.objects.filter(code=code).update(reply_to=mailbox, **more)


def answered(department: Department) -> list[str]:
    department.nominate()
    return EmailComposer().compose(Notification.objects.first()).reply_to


def test_the_office_of_the_organization(department: Department, pa: Person) -> None:
    give("root", ROOT)
    give("navy", NAVY)
    assert answered(department) == [NAVY]


def test_without_a_mailbox_the_next_above(department: Department, pa: Person) -> None:
    give("root", ROOT)
    assert answered(department) == [ROOT]


def test_without_any_the_one_for_all(department: Department, pa: Person) -> None:
    assert answered(department) == [ALL]


def test_one_that_has_ended_is_passed_over(department: Department, pa: Person) -> None:
    give("root", ROOT)
    give("navy", NAVY, valid_to=timezone.localdate())
    assert answered(department) == [ROOT]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "An answer reaches navy@demo.invalid."),
        ("fr", "Une réponse parvient à navy@demo.invalid."),
    ],
)
def test_the_mail_says_whom_an_answer_reaches(
    department: Department, pa: Person, language: str, said: str
) -> None:
    give("navy", NAVY)
    Person.objects.update(language=language)
    department.nominate()
    message = EmailComposer().compose(Notification.objects.first())
    assert said in message.body
    assert said in message.alternatives[0][0]


def digest_about(department: Department, *organizations: Organization) -> mail.EmailMessage:
    reader = department.person("reader", Role.ADMPA)
    reader.role_assignments.update(role=Role.PA, organization=department.root)
    set_preferences({NEXT_STEP: "daily"}, by=reader)
    for number, organization in enumerate(organizations):
        superior = department.person(f"superior{number}", Role.SUPERIOR)
        superior.role_assignments.update(organization=organization)
        department.navy, department.superior = organization, superior
        department.nominate(department.person(f"nominee{number}"))
    deliver_batch()
    EmailDelivery.objects.filter(deferred=True).update(next_attempt_at=timezone.now())
    write_digests()
    deliver_batch()
    (message,) = (one for one in mail.outbox if one.to == [reader.email])
    return message


def test_a_digest_of_one_office_is_answered_there(department: Department) -> None:
    give("navy", NAVY)
    assert digest_about(department, department.navy, department.navy).reply_to == [NAVY]


def test_a_digest_of_several_offices_is_answered_by_the_one_for_all(
    department: Department,
) -> None:
    give("navy", NAVY)
    assert digest_about(department, department.navy, department.root).reply_to == [ALL]
