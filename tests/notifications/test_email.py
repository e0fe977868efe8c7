import pytest
from django.core.mail import EmailMultiAlternatives

from access.models import Person
from directive.roles import Role
from notifications.content import email_content
from notifications.email import EmailComposer
from outbox.models import Notification
from tests.reminders.office import Department
from web.templatetags.dates import long_date
from workflow.steps import take_step


def compose(notification: Notification) -> EmailMultiAlternatives:
    return EmailComposer().compose(notification)


def notification(person: Person) -> Notification:
    return Notification.objects.get(recipient=person)


def test_who_must_act_reads_what_to_do_in_the_subject(department: Department, pa: Person) -> None:
    row = department.nominate()
    message = compose(notification(pa))
    day = " ".join(long_date(row.due_on).split())
    assert message.subject == f"Advise on the nomination by {day} – Navy of tests"
    assert message.to == ["pa@demo.invalid"]


def test_no_person_is_named_in_the_subject(department: Department, pa: Person) -> None:
    department.nominate()
    for demo_data in Notification.objects.all():
        assert "nominee" not in compose(demo_data).subject


def test_the_link_leads_to_the_page_with_the_button(department: Department, pa: Person) -> None:
    row = department.nominate()
    assert email_content(notification(pa)).url.endswith(f"/en/practitioners/{row.pk}/advise/")
    assert email_content(notification(department.nominee)).url.endswith(
        f"/en/practitioners/{row.pk}/"
    )


def test_answers_go_to_the_office_where_it_has_an_address(
    department: Department, pa: Person, settings
) -> None:
    settings.REPLY_TO_EMAIL = "office@demo.invalid"
    department.nominate()
    message = compose(notification(pa))
    assert message.reply_to == ["office@demo.invalid"]
    assert "do not answer" not in message.body


def test_it_says_who_did_what_by_when_and_under_which_paragraph(
    department: Department, pa: Person
) -> None:
    row = department.nominate()
    body = compose(notification(pa)).body
    assert "Nominated, by The superior." in body
    assert f"http://localhost:8000/en/practitioners/{row.pk}/" in body
    assert "§ 3.10" in body
    assert str(row.due_on.year) in body


def test_html_carries_the_same_link_and_escapes_what_people_typed(
    department: Department, pa: Person
) -> None:
    department.nominee.name = "<b>Bold</b>"
    department.nominee.save()
    row = department.nominate()
    html = compose(notification(pa)).alternatives[0][0]
    assert f'href="http://localhost:8000/en/practitioners/{row.pk}/advise/"' in html
    assert "&lt;b&gt;Bold" in html


def test_a_french_reader_gets_french_titles_and_a_french_address(department: Department) -> None:
    reader = department.person("lectrice", Role.PA, language="fr")
    row = department.nominate()
    message = compose(notification(reader))
    assert "Marine d’essai" in message.subject
    assert f"/fr/practitioners/{row.pk}/" in message.body
    assert 'lang="fr"' in message.alternatives[0][0]


def test_an_unknown_language_gets_both(department: Department) -> None:
    reader = department.person("reader", Role.PA, language="")
    row = department.nominate()
    message = compose(notification(reader))
    assert "Navy of tests" in message.body
    assert "Marine d’essai" in message.body
    assert f"/en/practitioners/{row.pk}/" in message.body
    assert f"/fr/practitioners/{row.pk}/" in message.body


def test_headers_mark_it_as_sent_by_a_machine_under_one_id(
    department: Department, pa: Person
) -> None:
    department.nominate()
    found = notification(pa)
    message = compose(found).message()
    assert message["Message-ID"] == f"<{found.pk}@localhost>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "<registry.localhost>"


@pytest.mark.parametrize("line", ["\r\nBcc: eve@evil.invalid", "\nX: y", "\u2028Z: y", "\x0bQ: y"])
def test_a_title_cannot_begin_a_header(department: Department, pa: Person, line: str) -> None:
    department.nominee.name = f"Name{line}"
    department.nominee.save()
    department.nominate()
    message = compose(notification(pa))
    assert len(message.subject.splitlines()) == 1
    assert message.message()["Bcc"] is None
    assert message.recipients() == ["pa@demo.invalid"]


def test_an_administrator_hears_of_a_vacancy_but_not_of_the_record(department: Department) -> None:
    administrator = department.person("administrator", Role.ADMINISTRATOR)
    department.nominate()
    said = email_content(notification(administrator))
    assert said.title == "Navy of tests"
    assert "Public affairs staff" in said.to_do
    assert said.url == "http://localhost:8000/en/people/"
    assert "nominee" not in compose(notification(administrator)).body


def test_the_reason_is_told(department: Department, pa: Person) -> None:
    row = department.nominate()
    with take_step(row, "decline", by=department.superior, reason="Posted elsewhere."):
        pass
    demo_data = Notification.objects.get(
        recipient=department.nominee, event_type="practitioner.decline"
    )
    assert "Reason:\nPosted elsewhere." in compose(demo_data).body
    assert email_content(demo_data).due_on is None


def test_what_several_people_are_told_is_put_in_words_once(
    department: Department, pa: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    department.person("pa2", Role.PA)
    department.person("lectrice", Role.PA, language="fr")
    department.nominate()
    said = []
    monkeypatch.setattr(
        "notifications.email.email_content",
        lambda notification: said.append(notification) or email_content(notification),
    )
    writer = EmailComposer()
    asked = Notification.objects.filter(event_type="practitioner.nominate.next")
    messages = [writer.compose(notification) for notification in asked]
    assert len({message.to[0] for message in messages}) == 3
    assert len(said) == 2
