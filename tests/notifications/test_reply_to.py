"""The reply address of an e-mail is the mailbox of the organization that it is about."""

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
from tests.factories import Department

pytestmark = pytest.mark.django_db
SITE = "site@demo.invalid"
ROOT, NAVY = "root@demo.invalid", "navy@demo.invalid"


@pytest.fixture(autouse=True)
def site_mailbox(settings) -> None:
    settings.REPLY_TO_EMAIL = SITE


def set_mailbox(code: str, mailbox: str, **fields: object) -> None:
    Organization.objects.filter(code=code).update(reply_to=mailbox, **fields)


def reply_to(department: Department) -> list[str]:
    department.nominate()
    return EmailComposer().compose(Notification.objects.first()).reply_to


def test_reply_goes_to_the_mailbox_of_the_organization(department: Department, pa: Person) -> None:
    set_mailbox("root", ROOT)
    set_mailbox("navy", NAVY)
    assert reply_to(department) == [NAVY]


def test_reply_goes_to_the_next_organization_above_without_a_mailbox(
    department: Department, pa: Person
) -> None:
    set_mailbox("root", ROOT)
    assert reply_to(department) == [ROOT]


def test_reply_goes_to_the_mailbox_of_the_site_without_any_other(
    department: Department, pa: Person
) -> None:
    assert reply_to(department) == [SITE]


def test_mailbox_of_an_ended_organization_is_not_used(department: Department, pa: Person) -> None:
    set_mailbox("root", ROOT)
    set_mailbox("navy", NAVY, valid_to=timezone.localdate())
    assert reply_to(department) == [ROOT]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "An answer reaches navy@demo.invalid."),
        ("fr", "Une réponse parvient à navy@demo.invalid."),
    ],
)
def test_email_names_its_reply_address(
    department: Department, pa: Person, language: str, sentence: str
) -> None:
    set_mailbox("navy", NAVY)
    Person.objects.update(language=language)
    department.nominate()
    message = EmailComposer().compose(Notification.objects.first())
    assert sentence in message.body
    assert sentence in message.alternatives[0][0]


def digest_about(department: Department, *organizations: Organization) -> mail.EmailMessage:
    recipient = department.person("recipient", Role.ADMPA)
    recipient.role_assignments.update(role=Role.PA, organization=department.root)
    set_preferences({NEXT_STEP: "daily"}, by=recipient)
    for number, organization in enumerate(organizations):
        superior = department.person(f"superior{number}", Role.SUPERIOR)
        superior.role_assignments.update(organization=organization)
        department.navy, department.superior = organization, superior
        department.nominate(department.person(f"nominee{number}"))
    deliver_batch()
    EmailDelivery.objects.filter(deferred=True).update(next_attempt_at=timezone.now())
    write_digests()
    deliver_batch()
    (message,) = (one for one in mail.outbox if one.to == [recipient.email])
    return message


def test_digest_about_one_organization_has_its_reply_address(department: Department) -> None:
    set_mailbox("navy", NAVY)
    assert digest_about(department, department.navy, department.navy).reply_to == [NAVY]


def test_digest_about_several_organizations_has_the_reply_address_of_the_site(
    department: Department,
) -> None:
    set_mailbox("navy", NAVY)
    assert digest_about(department, department.navy, department.root).reply_to == [SITE]
