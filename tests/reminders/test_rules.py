"""Every rule of the table: its letters are written and sent, in both languages, and each once."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from access.models import Office, Person
from access.policy import audience
from access.standing import standing_of
from directive.paragraphs import paragraph
from directive.tables import LIFECYCLES
from registry.models import Finding
from reminders.followed import followed
from reminders.kinds import DUE
from reminders.relay import relay
from reminders.rule import Rule, Rungs
from reminders.rules import BY_KIND, RULES
from reminders.sweep import noon, sweep
from reminders.titles import titles
from requests_app.models import Request
from tests.reminders.occasions import bring_about
from workflow.models import Letter

EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind)


@pytest.fixture
def day(told: dict[str, Person]) -> date:
    """Far enough for what the story of the database has just told of; everybody reads both languages."""
    Letter.objects.update(sent_at=timezone.now())
    Person.objects.update(language="")
    return timezone.localdate() + timedelta(days=12)


def swept(rule: Rule, day: date, monkeypatch: pytest.MonkeyPatch) -> QuerySet[Letter]:
    monkeypatch.setattr("reminders.sweep.RULES", (rule,))
    Letter.objects.filter(sent_at=None).update(sent_at=timezone.now())
    sweep(noon(day))
    return Letter.objects.filter(kind=rule.kind + DUE, facts__due_on=day.isoformat())


def sent() -> list[str]:
    while relay():
        pass
    return [_plain(message.subject) for message in mail.outbox]


def _plain(text: str) -> str:
    """Subjects have plain spaces where French sentences have others."""
    return " ".join(text.split())


@EVERY_RULE
def test_it_is_written_and_sent_in_both_languages_and_not_again(told, rule, day, monkeypatch):
    bring_about(rule, told, day)
    letters = swept(rule, day, monkeypatch)
    subjects = sent()
    assert letters
    assert not letters.filter(sent_at__isnull=True)
    for language in ("en", "fr"):
        with translation.override(language):
            label, by = _plain(gettext(rule.label)), _plain(date_format(day))
            assert any(label in subject and by in subject for subject in subjects)
            assert gettext(rule.label) in mail.outbox[-1].body
    names = Person.objects.values_list("name", flat=True)
    assert not [subject for subject in subjects if any(name in subject for name in names)]
    swept(rule, day, monkeypatch)
    assert sent() == subjects


@pytest.mark.parametrize("kind", ["request.approve", "account.finding", "office.ending"])
def test_what_was_put_off_since_is_not_asked_for(told, kind, day, monkeypatch):
    bring_about(BY_KIND[kind], told, day)
    letters = swept(BY_KIND[kind], day, monkeypatch)
    Request.objects.filter(due_on=day).update(due_on=day + timedelta(days=9))
    Finding.objects.update(resolved_on=timezone.localdate())
    Office.objects.filter(last_day=day).update(ended_at=timezone.now())
    sent()
    reasons = set(letters.values_list("problem", flat=True))
    assert reasons == {"it is no longer due"}


def test_nothing_due_goes_to_whom_the_office_was_taken_from(told, day, monkeypatch):
    bring_about(BY_KIND["request.advise"], told, day)
    letters = swept(BY_KIND["request.advise"], day, monkeypatch)
    Office.objects.filter(person=told["pa"]).update(ended_at=timezone.now())
    sent()
    assert letters.get().problem == "it no longer waits for this person"


@EVERY_RULE
def test_it_stands_on_a_paragraph(rule):
    assert paragraph(rule.paragraph)


def test_each_kind_is_said_once():
    assert len(BY_KIND) == len(RULES)


@pytest.mark.parametrize("name", LIFECYCLES)
def test_every_step_that_is_awaited_has_a_rule(name):
    awaited = {f"{name}.{state.awaits}" for state in LIFECYCLES[name].states if state.awaits}
    assert awaited <= BY_KIND.keys()


@EVERY_RULE
def test_what_one_is_asked_for_is_what_one_gets_letters_about(told, rule, day):
    bring_about(rule, told, day)
    rows = list(rule.rows().filter(day=day))
    assert rows
    for row in rows:
        subject = getattr(row, rule.through) if rule.through else row
        asked = audience(rule.asked, subject)
        assert asked
        for person in told.values():
            mine = rule.asked_of(standing_of(person)).filter(pk=row.pk).exists()
            assert mine == (person in asked), person.username


@pytest.mark.parametrize("model", followed().values(), ids=followed())
def test_a_letter_names_things_as_they_name_themselves(told, model):
    rule = next(rule for rule in RULES if rule.subject is model and not rule.through)
    rows = model._base_manager.annotate(**dict(zip(("en", "fr"), titles(rule), strict=True)))
    assert rows
    for row in rows:
        assert (row.en, row.fr) == row.titles


def test_the_days_of_a_rung():
    due = date(2026, 12, 1)
    days = Rungs(before=(7, 1)).days(due, until=due + timedelta(days=15))
    assert [(day - due).days for day in days] == [-7, -1, 0, 7, 14]
