import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override

from access.models import Person
from access.policy import can_view
from access.resolver import access_for
from directive.lifecycles import LIFECYCLES
from directive.lifecycles.grammar import Step
from directive.roles import Role
from outbox.email_log import MAX_LATEST, event_label, latest_emails
from outbox.event_types import DUE, LATE, NEXT, VACANT
from outbox.models import EmailDelivery
from reminders.rule import ReminderRule
from reminders.rules import RULES
from tests.factories import Department
from tests.invariants.demo_rows import one_row_per_state
from tests.outbox.email_log import count_queries, create_emails, email_log_url, get_page

pytestmark = pytest.mark.django_db
IN_BOTH_LANGUAGES = pytest.mark.parametrize("language", ["en", "fr"])
STEPS = [(row, step) for row in LIFECYCLES.values() for step in row.steps]


def outcomes(row: object) -> dict[str, str]:
    return {sent.to: sent.outcome for sent in latest_emails("practitioner", row.pk)["emails"]}


def test_email_log_shows_recipient_reason_and_outcome(department: Department) -> None:
    department.person("pa", Role.PA)
    row = department.nominate()
    EmailDelivery.objects.filter(notification__recipient=department.nominee).update(
        sent_at=timezone.now()
    )
    found = {sent.to: sent.reason for sent in latest_emails("practitioner", row.pk)["emails"]}
    assert found == {"The pa": "To do: Advise on the nomination", "The nominee": "Nominated"}
    assert outcomes(row) == {"The pa": "About to be sent", "The nominee": "Sent"}


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({"last_error": "SMTPDataError 451"}, "Failed, to be tried again"),
        ({"failed_at": timezone.now()}, "Failed, no more attempts"),
        (
            {"failed_at": timezone.now(), "suppressed": True},
            "Not sent: it no longer concerned its reader",
        ),
        ({"deferred": True}, "Kept for a digest"),
    ],
)
def test_email_log_labels_each_outcome(department: Department, change: dict, outcome: str) -> None:
    row = department.nominate()
    EmailDelivery.objects.update(**change)
    assert outcomes(row)["The nominee"] == outcome


def test_email_log_is_visible_with_its_record(department: Department, client: Client) -> None:
    row = department.nominate()
    client.force_login(department.superior)
    page = client.get(f"/en/practitioners/{row.pk}/").content.decode()
    assert "1 e-mail about this" in page
    stranger: Person = department.person("stranger")
    client.force_login(stranger)
    assert client.get(f"/en/practitioners/{row.pk}/").status_code == 404


@IN_BOTH_LANGUAGES
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_reminder_has_an_event_label_in_both_languages(
    rule: ReminderRule, language: str
) -> None:
    facts = {"task": rule.label, "state": ""}
    with override(language):
        label = gettext(rule.label)
        due, late = (event_label(rule.name + ending, facts) for ending in (DUE, LATE))
        vacant = event_label(rule.name + VACANT, facts | {"roles": ["superior", "superior", "l1"]})
        assert due == gettext("Reminder: %(step)s") % {"step": label}
        assert late == gettext("Escalated: %(step)s") % {"step": label}
        nobody = gettext("Nobody can act: %(step)s") % {"step": label}
        titles = f"{gettext('Appropriate superior')}, {gettext('Level one advisor')}"
        assert vacant == f"{nobody} ({titles})"
    assert (label == rule.label) == (language == "en")


@IN_BOTH_LANGUAGES
@pytest.mark.parametrize(("lifecycle", "step"), STEPS, ids=lambda row: row.name)
def test_every_step_notification_has_an_event_label_in_both_languages(
    lifecycle, step: Step, language: str
) -> None:
    kind = f"{lifecycle.name}.{step.name}"
    with override(language):
        assert event_label(kind, {}) == gettext(step.history_label)
        for state in filter(lifecycle.next_step, step.to_states):
            label = gettext(lifecycle.next_step(state).label)
            for ending, says in ((NEXT, "To do: %(step)s"), (VACANT, "Nobody can act: %(step)s")):
                said = event_label(kind + ending, {"state": state})
                assert said == gettext(says) % {"step": label}


# ---- the section on a record


def test_record_page_shows_the_latest_emails_and_links_to_all(
    department: Department, client: Client
) -> None:
    row = department.nominate()
    create_emails(row, MAX_LATEST, to=department.superior)
    page = get_page(client, department.superior, row.get_absolute_url())
    assert f"The latest {MAX_LATEST} e-mails about this" in page
    assert page.count('<td data-label="Why">') == MAX_LATEST
    assert f'<a href="{email_log_url(row)}">All e-mails about this</a>' in page


def test_record_page_with_few_emails_counts_them(department: Department, client: Client) -> None:
    row = department.nominate()
    create_emails(row, MAX_LATEST - 1, to=department.superior)  # and the one of the nomination
    page = get_page(client, department.superior, row.get_absolute_url())
    assert f"{MAX_LATEST} e-mails about this, the latest first" in page
    assert "All e-mails about this" not in page


def test_record_page_shows_its_emails_in_french(department: Department, client: Client) -> None:
    row = department.nominate()
    create_emails(row, MAX_LATEST, to=department.superior)
    page = get_page(client, department.superior, f"/fr/practitioners/{row.pk}/")
    assert f"Les {MAX_LATEST} derniers courriels à ce sujet" in page
    assert f'<a href="{email_log_url(row, "fr")}">Tous les courriels à ce sujet</a>' in page


@pytest.mark.template_database("demo")
def test_every_type_of_record_shows_its_emails(
    demo_data: dict[str, Person], client: Client
) -> None:
    for row in one_row_per_state():
        reader = next(p for p in demo_data.values() if can_view(access_for(p), row))
        page = get_page(client, reader, row.get_absolute_url())
        assert '<h2 id="emails">E-mails</h2>' in page, row


def test_record_page_query_count_does_not_grow_with_emails(
    department: Department, client: Client
) -> None:
    row = department.nominate()
    client.force_login(department.superior)
    create_emails(row, 1, to=department.superior)
    few = count_queries(client, row.get_absolute_url())
    for number in range(20):
        create_emails(row, 1, to=department.person(f"reader{number}"))
    assert count_queries(client, row.get_absolute_url()) == few
