from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from access.models import Organization, Person

pytestmark = pytest.mark.django_db
WHO = ("first", "First administrator", "first@demo.invalid")
PASSWORD = "violet anchor tepid mosaic"


def appoint_administrator(*who: str, password: str = PASSWORD) -> None:
    with mock.patch(
        "access.management.commands.appoint_administrator.getpass", return_value=password
    ):
        call_command("appoint_administrator", *who)


def test_first_administrator_can_sign_in_and_manage_people():
    Organization.objects.add_root({"code": "root", "level": "root", "name_en": "A", "name_fr": "A"})
    appoint_administrator(*WHO)
    client = Client()
    assert client.login(username="first", password=PASSWORD)
    assert client.get("/en/people/new/").status_code == 200


@pytest.mark.template_database("users")
def test_command_refuses_to_appoint_a_second_administrator(demo_users):
    with pytest.raises(CommandError, match="already"):
        appoint_administrator(*WHO)
    assert not Person.objects.filter(username="first").exists()


def test_command_refuses_before_reference_data_is_loaded():
    with pytest.raises(CommandError, match="load_reference"):
        appoint_administrator(*WHO)


@pytest.mark.template_database("migrated")
def test_command_refuses_a_password_that_is_easy_to_guess():
    Organization.objects.add_root({"code": "root", "level": "root", "name_en": "A", "name_fr": "A"})
    with pytest.raises(CommandError, match="too short"):
        appoint_administrator(*WHO, password="qwerty123")
    assert not Person.objects.exists()
