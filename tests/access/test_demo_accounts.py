import pytest
from django.test import Client
from structlog.testing import capture_logs

from access.models import Person, SignInLink
from access.services.sign_in_links import request_reset
from demo.users import PASSWORD
from osma_registry.demo_accounts import log_refused_demo_accounts

pytestmark = pytest.mark.template_database("users")


@pytest.fixture(autouse=True)
def outside_demo(settings) -> None:
    settings.DEMO = False


def test_demo_account_cannot_sign_in_outside_a_demonstration(demo_users, settings):
    assert not Client().login(username="pa", password=PASSWORD)
    settings.DEMO = True
    assert Client().login(username="pa", password=PASSWORD)


def test_demo_account_whose_password_was_changed_cannot_sign_in_either(demo_users):
    demo_users["pa"].set_password("violet anchor tepid mosaic")
    demo_users["pa"].save()
    assert not Client().login(username="pa", password="violet anchor tepid mosaic")


def test_session_of_a_demo_account_ends_with_the_demonstration(demo_users, settings, client):
    settings.DEMO = True
    client.force_login(demo_users["pa"])
    assert client.get("/en/preferences/").status_code == 200
    settings.DEMO = False
    assert client.get("/en/preferences/").status_code == 302


def test_demo_account_is_sent_no_link(demo_users):
    request_reset("pa")
    assert not SignInLink.objects.exists()


def test_every_demo_user_is_marked(demo_users):
    assert not Person.objects.filter(is_demo=False).exists()


def test_start_up_says_how_many_demo_accounts_are_refused(demo_users, monkeypatch):
    # The test's transaction stands on this connection.
    monkeypatch.setattr("osma_registry.demo_accounts.connections.close_all", lambda: None)
    with capture_logs() as logs:
        log_refused_demo_accounts()
    (entry,) = logs
    assert (entry["event"], entry["log_level"], entry["count"]) == (
        "demo_accounts_refused",
        "warning",
        len(demo_users),
    )


def test_start_up_of_a_demonstration_says_nothing(settings):
    settings.DEMO = True
    with capture_logs() as logs:
        log_refused_demo_accounts()
    assert logs == []
