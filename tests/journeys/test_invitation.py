"""An installation without a demonstration, from its first administrator to a request."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from unittest import mock

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from access.models import Organization, Person
from access.services import people, roles
from directive.roles import Role
from practitioners import services as practitioners
from tests.journeys.emails import link_in, wait_for_email
from tests.journeys.form import start
from tests.journeys.visitor import Visitor

PASSWORDS = {"first": "violet anchor tepid mosaic", "elodie": "copper lantern drifts north"}


@pytest.fixture
def site_without_demo(site: LiveServer, settings) -> str:
    settings.DEMO = False
    call_command("load_reference", stdout=StringIO())
    asks_password = "access.management.commands.appoint_administrator.getpass"
    with mock.patch(asks_password, return_value=PASSWORDS["first"]):
        call_command(
            "appoint_administrator", "first", "First Administrator", "first@example.invalid"
        )
    return site.url


@pytest.fixture
def visitors(site_without_demo: str, browser: Browser) -> Iterator[dict[str, Visitor]]:
    both = {
        "first": Visitor(browser, site_without_demo, "en"),
        "elodie": Visitor(browser, site_without_demo, "fr"),
    }
    yield both
    for visitor in both.values():
        visitor.leave()


def sign_in(visitor: Visitor, username: str) -> None:
    visitor.fill("Username", username)
    visitor.fill("Password", PASSWORDS[username])
    visitor.press("Sign in")
    assert visitor.status == 200, visitor.problems()


def authorize(person: Person) -> None:
    """By a superior and PA staff, who are there already."""
    administrator = Person.objects.get(username="first")
    navy = Organization.objects.get(code="rcn")
    superior, pa = (
        people.add(by=administrator, username=role, name=role, email=f"{role}@example.invalid")
        for role in (Role.SUPERIOR, Role.PA)
    )
    for holder in (superior, pa):
        roles.assign_role(
            holder,
            by=administrator,
            role=Role(holder.username),
            organization=navy,
            first_day=timezone.localdate(),
        )
    row = practitioners.nominate(person, navy, by=superior, need="Runs the account.").row
    row = practitioners.advise(row, by=pa, advice="Supported.").row
    practitioners.authorize(row, by=superior)


def test_invited_person_sets_a_password_and_starts_a_request(
    visitors: dict[str, Visitor], worker: Path
) -> None:
    administrator, invited = visitors["first"], visitors["elodie"]
    administrator.at("people/new/")
    sign_in(administrator, "first")
    administrator.fill("Name", "Élodie Tremblay")
    administrator.fill("Sign-in name", "elodie")
    administrator.fill("E-mail", "elodie@example.invalid")
    administrator.choose("Language of mail", "French")
    administrator.press("Save")
    administrator.sees("Not used yet")
    page = administrator.address

    email = wait_for_email(worker, "elodie@example.invalid", "Votre invitation au registre")
    invited.back_to(link_in(email))
    invited.fill("New password", PASSWORDS["elodie"])
    invited.fill("New password, once more", PASSWORDS["elodie"])
    invited.press("Save")
    invited.reads("Your password is set. Sign in with it.")
    sign_in(invited, "elodie")
    administrator.back_to(page)
    administrator.sees(f"Used on {administrator.today}")

    authorize(Person.objects.get(username="elodie"))
    address = start(invited, "Marine royale canadienne")
    assert reverse("requests") in address.replace("/fr/", "/en/")
    assert Person.objects.get(username="elodie").last_login.date() == timezone.now().date()

    invited.back_to(link_in(email))
    assert invited.status == 404
    invited.reads("This link cannot be used")
