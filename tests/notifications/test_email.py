import pytest
from django.core.mail import EmailMultiAlternatives

from access.models import Person
from directive.roles import Role
from notifications.content import email_content
from notifications.email import EmailComposer
from outbox.models import Notification
from practitioners.services import decline
from tests.factories import Department
from web.templatetags.dates import long_date


def compose(notification: Notification) -> EmailMultiAlternatives:
    return EmailComposer().compose(notification)


def notification(person: Person) -> Notification:
    return Notification.objects.get(recipient=person)


def test_subject_names_the_step_asked_for_and_its_due_date(
    department: Department, pa: Person
) -> None:
    row = department.nominate()
    message = compose(notification(pa))
    day = " ".join(long_date(row.due_on).split())
    assert message.subject == f"Advise on the nomination by {day} – Navy of tests"
    assert message.to == ["pa@demo.invalid"]


def test_subject_names_no_person(department: Department, pa: Person) -> None:
    department.nominate()
    for each in Notification.objects.all():
        assert "nominee" not in compose(each).subject


def test_email_links_to_the_page_of_the_step(department: Department, pa: Person) -> None:
    row = department.nominate()
    assert email_content(notification(pa)).url.endswith(f"/en/practitioners/{row.pk}/advise/")
    assert email_content(notification(department.nominee)).url.endswith(
        f"/en/practitioners/{row.pk}/"
    )


def test_email_with_a_reply_address_may_be_answered(
    department: Department, pa: Person, settings
) -> None:
    settings.REPLY_TO_EMAIL = "mailbox@demo.invalid"
    department.nominate()
    message = compose(notification(pa))
    assert message.reply_to == ["mailbox@demo.invalid"]
    assert "do not answer" not in message.body


def test_body_names_step_actor_due_date_and_paragraph(department: Department, pa: Person) -> None:
    row = department.nominate()
    body = compose(notification(pa)).body
    assert "Nominated, by The superior." in body
    assert f"http://localhost:8000/en/practitioners/{row.pk}/" in body
    assert "§ 3.10" in body
    assert str(row.due_on.year) in body


def test_html_body_has_the_link_and_escapes_typed_text(department: Department, pa: Person) -> None:
    department.nominee.name = "<b>Bold</b>"
    department.nominee.save()
    row = department.nominate()
    html = compose(notification(pa)).alternatives[0][0]
    assert f'href="http://localhost:8000/en/practitioners/{row.pk}/advise/"' in html
    assert "&lt;b&gt;Bold" in html


def test_french_recipient_gets_french_titles_and_a_french_link(department: Department) -> None:
    recipient = department.person("lectrice", Role.PA, language="fr")
    row = department.nominate()
    message = compose(notification(recipient))
    assert "Marine d’essai" in message.subject
    assert f"/fr/practitioners/{row.pk}/" in message.body
    assert 'lang="fr"' in message.alternatives[0][0]


def test_recipient_without_a_language_gets_both(department: Department) -> None:
    recipient = department.person("recipient", Role.PA, language="")
    row = department.nominate()
    message = compose(notification(recipient))
    assert "Navy of tests" in message.body
    assert "Marine d’essai" in message.body
    assert f"/en/practitioners/{row.pk}/" in message.body
    assert f"/fr/practitioners/{row.pk}/" in message.body


def test_headers_mark_the_email_as_automatic_under_one_message_id(
    department: Department, pa: Person
) -> None:
    department.nominate()
    sent = notification(pa)
    message = compose(sent).message()
    assert message["Message-ID"] == f"<{sent.pk}@localhost>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "<registry.localhost>"


@pytest.mark.parametrize("line", ["\r\nBcc: eve@evil.invalid", "\nX: y", "\u2028Z: y", "\x0bQ: y"])
def test_title_with_a_line_break_adds_no_header(
    department: Department, pa: Person, line: str
) -> None:
    department.nominee.name = f"Name{line}"
    department.nominee.save()
    department.nominate()
    message = compose(notification(pa))
    assert len(message.subject.splitlines()) == 1
    assert message.message()["Bcc"] is None
    assert message.recipients() == ["pa@demo.invalid"]


def test_vacancy_email_to_the_administrator_does_not_name_the_record(
    department: Department,
) -> None:
    administrator = department.person("administrator", Role.ADMINISTRATOR)
    department.nominate()
    content = email_content(notification(administrator))
    assert content.title == "Navy of tests"
    assert "Public affairs staff" in content.to_do
    assert content.url == "http://localhost:8000/en/people/"
    assert "nominee" not in compose(notification(administrator)).body


def test_email_states_the_reason_of_a_step(department: Department, pa: Person) -> None:
    row = department.nominate()
    decline(row, by=department.superior, reason="Posted elsewhere.")
    declined = Notification.objects.get(
        recipient=department.nominee, event_type="practitioner.decline"
    )
    assert "Reason:\nPosted elsewhere." in compose(declined).body
    assert email_content(declined).due_on is None


def test_content_for_several_recipients_is_rendered_once_per_language(
    department: Department, pa: Person
) -> None:
    department.person("pa2", Role.PA)
    department.person("lectrice", Role.PA, language="fr")
    department.nominate()
    composer = EmailComposer()
    sent = Notification.objects.filter(event_type="practitioner.nominate.next")
    messages = [composer.compose(notification) for notification in sent]
    assert len({message.to[0] for message in messages}) == 3
    # The same string, not an equal one.
    assert len({id(message.body) for message in messages}) == 2
