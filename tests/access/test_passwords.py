import re
from datetime import timedelta
from time import perf_counter

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from access.models import Person, SignInLink
from access.services import people, sign_in_links
from access.services.sign_in_links import secret_of
from audit.models import AuditEvent
from notifications.delivery import deliver_batch
from outbox.models import EmailDelivery, Notification

pytestmark = pytest.mark.template_database("users")
PASSWORD = "violet anchor tepid mosaic"
OTHER_PASSWORD = "copper lantern drifts north"


@pytest.fixture(autouse=True)
def no_earlier_tries() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def empty_queue(demo_users) -> None:
    EmailDelivery.objects.update(sent_at=timezone.now())


@pytest.fixture
def invited(demo_users, empty_queue) -> Person:
    return people.add(
        by=demo_users["administrator"],
        username="new",
        name="Élodie New",
        email="new@example.invalid",
        language="fr",
    )


def link_of(person: Person) -> SignInLink:
    return person.sign_in_links.latest("created_at")


def address_of(link: SignInLink) -> str:
    route = "invitation" if link.purpose == SignInLink.Purpose.INVITATION else "password_reset"
    return reverse(route, args=[secret_of(link)])


def set_password(address: str, password: str = PASSWORD, client: Client | None = None) -> int:
    given = {"password": password, "repeated": password}
    return (client or Client()).post(address, given).status_code


def can_sign_in(person: Person, password: str = PASSWORD) -> bool:
    return Client().login(username=person.username, password=password)


def actions(person: Person) -> list[str]:
    events = AuditEvent.objects.filter(object_type="person", object_id=str(person.pk))
    return list(events.order_by("seq").values_list("action", flat=True))


def test_added_person_is_invited_in_their_language_and_sets_a_password(invited):
    deliver_batch()
    (email,) = mail.outbox
    assert email.to == ["new@example.invalid"]
    assert email.subject == "Votre invitation au registre"
    address = re.search(r"^http\S+$", email.body, re.MULTILINE).group()
    assert "/fr/invitation/" in address
    assert address in email.alternatives[0].content
    assert set_password(address.partition("localhost:8000")[2] or address) == 302
    assert can_sign_in(invited)
    assert actions(invited) == ["person.add", "person.invite", "person.set_password"]


def test_secret_of_a_link_is_stored_nowhere(invited):
    secret = secret_of(link_of(invited))
    rows = [
        *SignInLink.objects.values(),
        *Notification.objects.values(),
        *EmailDelivery.objects.values(),
        *AuditEvent.objects.values(),
    ]
    assert secret not in repr(rows)


def test_email_that_is_sent_again_has_the_same_link(invited):
    deliver_batch()
    EmailDelivery.objects.filter(notification__recipient=invited).update(sent_at=None)
    deliver_batch()
    first, second = mail.outbox
    assert first.body == second.body


def test_opening_a_link_does_not_use_it_up(invited):
    address = address_of(link_of(invited))
    assert Client().get(address).status_code == Client().get(address).status_code == 200
    assert set_password(address) == 302


def test_used_link_is_refused(invited):
    address = address_of(link_of(invited))
    assert set_password(address) == 302
    assert Client().get(address).status_code == 404
    assert set_password(address, OTHER_PASSWORD) == 404
    assert can_sign_in(invited)


def test_expired_link_is_refused(invited):
    link = link_of(invited)
    assert link.expires_at - link.created_at == timedelta(hours=72)
    SignInLink.objects.update(
        created_at=timezone.now() - timedelta(hours=73), expires_at=timezone.now()
    )
    assert set_password(address_of(link)) == 404
    assert not can_sign_in(invited)


def test_wrong_secret_is_refused(invited):
    assert Client().get("/en/invitation/wrong/").status_code == 404
    # The stored hash opens nothing.
    assert Client().get(f"/en/invitation/{link_of(invited).fingerprint}/").status_code == 404


def test_link_of_a_deactivated_person_is_refused_and_not_sent(demo_users, invited):
    people.deactivate(invited, by=demo_users["administrator"], reason="Left.")
    assert set_password(address_of(link_of(invited))) == 404
    deliver_batch()
    assert mail.outbox == []


def test_invitation_sent_again_ends_the_earlier_link(demo_users, invited):
    earlier = link_of(invited)
    sign_in_links.invite(invited, by=demo_users["administrator"])
    assert set_password(address_of(earlier)) == 404
    assert set_password(address_of(link_of(invited))) == 302
    deliver_batch()
    assert mail.outbox == []  # the earlier is ended, the later used


def test_corrected_email_address_gets_a_new_invitation_and_ends_the_former_link(
    demo_users, invited
):
    former = link_of(invited)
    deliver_batch()
    people.change(invited, by=demo_users["administrator"], email="right@example.invalid")
    assert set_password(address_of(former)) == 404
    deliver_batch()
    assert [email.to for email in mail.outbox] == [
        ["new@example.invalid"],
        ["right@example.invalid"],
    ]
    assert set_password(address_of(link_of(invited))) == 302


def test_another_email_address_ends_a_link_for_a_new_password(demo_users):
    ask("pa")
    people.change(demo_users["pa"], by=demo_users["administrator"], email="right@example.invalid")
    assert set_password(address_of(link_of(demo_users["pa"]))) == 404


def test_only_an_administrator_invites(demo_users, invited):
    with pytest.raises(PermissionDenied):
        sign_in_links.invite(invited, by=demo_users["superior"])


def test_person_with_a_password_is_not_invited_again(demo_users):
    with pytest.raises(ValidationError, match="has a password"):
        sign_in_links.invite(demo_users["pa"], by=demo_users["administrator"])


def test_weak_or_mistyped_password_is_refused_and_keeps_the_link(invited):
    address = address_of(link_of(invited))
    assert set_password(address, "qwertyuiop123") == 422
    typed = {"password": PASSWORD, "repeated": OTHER_PASSWORD}
    assert Client().post(address, typed).status_code == 422
    assert set_password(address) == 302


def test_setting_a_password_signs_out_whoever_was_signed_in_there(demo_users, invited, client):
    client.force_login(demo_users["pa"])
    assert set_password(address_of(link_of(invited)), client=client) == 302
    assert "_auth_user_id" not in client.session


def test_page_of_a_person_says_whether_the_invitation_was_used(demo_users, invited, client):
    client.force_login(demo_users["administrator"])

    def page() -> str:
        return client.get(reverse("person", args=[invited.pk])).content.decode()

    assert "Not used yet" in page()
    assert "Send the invitation again" in page()
    assert secret_of(link_of(invited)) not in page()
    SignInLink.objects.update(
        created_at=timezone.now() - timedelta(hours=73), expires_at=timezone.now()
    )
    assert "its time is over" in page()
    sign_in_links.invite(invited, by=demo_users["administrator"])
    set_password(address_of(link_of(invited)))
    assert "Used on" in page()
    assert "Send the invitation again" not in page()


def test_invitation_is_sent_again_from_the_page_of_the_person(demo_users, invited, client):
    client.force_login(demo_users["administrator"])
    answer = client.post(reverse("person_invite", args=[invited.pk]), {"csrfmiddlewaretoken": ""})
    assert answer.status_code == 302
    assert SignInLink.objects.open().count() == 1
    assert invited.sign_in_links.count() == 2


def test_administrator_reads_whether_the_email_of_an_invitation_was_sent(
    demo_users, invited, client
):
    deliver_batch()
    log = reverse("email_log", args=["sign_in_link", link_of(invited).pk])
    client.force_login(demo_users["administrator"])
    assert log in client.get(reverse("person", args=[invited.pk])).content.decode()
    page = client.get(log).content.decode()
    assert "Invitation" in page
    assert "Sent" in page
    client.force_login(demo_users["superior"])
    assert client.get(log).status_code == 404


def ask(account: str) -> tuple[int, str, float]:
    began = perf_counter()
    client = Client()
    answer = client.post("/en/sign-in/forgotten/", {"account": account}, follow=True)
    text = re.sub(r'value="\w{64}"', "", answer.content.decode())
    return answer.status_code, text, perf_counter() - began


def test_forgotten_password_is_answered_alike_whether_anybody_has_the_name(demo_users):
    known, unknown = ask("pa"), ask("somebody")
    assert known[:2] == unknown[:2]
    assert Notification.objects.filter(object_type="sign_in_link").count() == 1
    assert abs(known[2] - unknown[2]) < 0.2
    assert min(known[2], unknown[2]) >= 0.5


@pytest.mark.parametrize("account", ["pa", "PA", "pa@demo.invalid"])
def test_forgotten_password_is_set_anew_with_the_link(demo_users, account):
    person = demo_users["pa"]
    ask(account)
    deliver_batch()
    assert mail.outbox[0].subject == "Set a new password"
    session = Client()
    session.force_login(person)
    assert set_password(address_of(link_of(person))) == 302
    assert can_sign_in(person)
    assert not can_sign_in(person, "osma-demo")
    assert session.get("/en/preferences/").status_code == 302  # signed out everywhere
    assert actions(person)[-2:] == ["person.request_reset", "person.set_password"]


def test_reset_link_works_for_two_hours(demo_users):
    ask("pa")
    link = link_of(demo_users["pa"])
    assert link.expires_at - link.created_at == timedelta(hours=2)


def test_nobody_is_sent_a_second_reset_link_within_minutes(demo_users):
    ask("pa")
    ask("PA")
    assert demo_users["pa"].sign_in_links.count() == 1


def test_inactive_person_is_sent_no_link(demo_users):
    Person.objects.filter(username="pa").update(is_active=False)
    ask("pa")
    assert not SignInLink.objects.exists()


def test_asking_too_often_is_refused(demo_users):
    answers = [ask("somebody")[0] for _ in range(6)]
    assert answers == [200] * 5 + [429]


def change(client: Client, current: str, password: str = PASSWORD) -> int:
    given = {"current": current, "password": password, "repeated": password}
    return client.post("/en/preferences/password/", given).status_code


def test_own_password_is_changed_and_other_sessions_end(demo_users, client):
    person, elsewhere = demo_users["pa"], Client()
    client.force_login(person)
    elsewhere.force_login(person)
    assert change(client, "wrong") == 422
    assert change(client, "osma-demo", "short") == 422
    assert change(client, "osma-demo") == 302
    assert client.get("/en/preferences/").status_code == 200
    assert elsewhere.get("/en/preferences/").status_code == 302
    assert can_sign_in(person)
    assert actions(person)[-1] == "person.change_password"


def test_reference_data_admin_leads_to_the_one_page_that_changes_a_password(demo_users, client):
    client.force_login(demo_users["administrator"])
    answer = client.get("/en/reference/password_change/")
    assert answer["Location"] == "/en/preferences/password/"


def test_person_without_a_password_cannot_change_it(demo_users, invited, client):
    client.force_login(invited)
    assert change(client, "") == 422
    assert change(client, "!") == 422
