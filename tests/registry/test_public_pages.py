import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.models import Account, AccountAddress, Platform
from registry.numbers import draw_number
from registry.queries.verification import official_accounts as official_rows
from registry.services.onboarding import register
from tests.factories.accounts import create_official_accounts

pytestmark = pytest.mark.django_db
OFFICIAL_WORDS = {"en": "Official since", "fr": "Officiel depuis"}


def text(client: Client, url: str, status: int = 200, **query: str) -> str:
    response = client.get(url, query)
    assert response.status_code == status
    return response.content.decode()


def verify(client: Client, q: str, **query: str) -> str:
    return text(client, "/en/verify/", q=q, **query)


class TestOnAnEmptyRegistry:
    """D9"""

    @pytest.mark.parametrize("language", ["en", "fr"])
    @pytest.mark.parametrize("path", ["official/", "verify/", "verify/?q=https://x.com/a"])
    def test_every_page_works(self, client, language, path):
        assert client.get(f"/{language}/{path}").status_code == 200


class TestVerify:
    def test_an_official_account(self, client, in_state):
        account = in_state("active")
        page = verify(client, account.address)
        assert "Official since" in page
        assert f"/en/official/{account.number}/" in page

    def test_a_handle_with_its_platform(self, client, in_state):
        account = in_state("active")
        assert "Official since" in verify(client, account.handle, platform=account.platform.slug)

    def test_a_handle_alone_asks_for_its_platform(self, client, in_state):
        page = verify(client, in_state("active").handle)
        assert "Choose the platform" in page
        assert "Not known to us" in page

    @pytest.mark.parametrize(
        ("language", "before", "after"),
        [("en", "Pinterest", "Snapchat"), ("fr", "Bluesky", "Facebook")],
    )
    @pytest.mark.usefixtures("demo_data")
    def test_platforms_stand_in_the_order_of_the_language(self, client, language, before, after):
        Platform.objects.filter(slug="reddit").update(name_fr="Édits")
        page = text(client, f"/{language}/verify/")
        names = re.findall(r"<option value=\"[a-z_-]+\"[^>]*>([^<]+)", page)
        here = names.index({"en": "Reddit", "fr": "Édits"}[language])
        assert names.index(before) < here < names.index(after)

    def test_an_unknown_handle(self, client, in_state):
        """D10"""
        assert "Not known to us" in verify(client, "https://x.com/nobody_has_this")

    @pytest.mark.parametrize(
        "typed",
        [
            "https://x.com@evil.example/navy",
            "https://twitter.com.evil.example/navy",
            "https://х.com/navy",
        ],
    )
    def test_a_hostile_address_is_not_known(self, client, demo_users, typed):
        page = verify(client, typed)
        assert "Not known to us" in page
        assert "evil.example/navy" not in page.split("</form>")[-1]

    def test_what_is_pending_is_hidden_from_the_public(self, client, in_state):
        account = in_state("registered")
        page = verify(client, account.address)
        assert "Not known to us" in page
        assert account.name_en not in page

    def test_staff_of_the_account_see_that_it_is_pending(self, client, demo_data, in_state):
        account = in_state("registered")
        client.force_login(demo_data["ecomms"])
        assert "Pending" in verify(client, account.address)

    def test_a_former_account(self, client, in_state):
        assert "Was official, ended" in verify(client, in_state("deactivated").address)

    def test_the_public_answer_may_be_kept_for_a_minute(self, client, demo_users):
        response = client.get("/en/verify/", {"q": "https://x.com/a"})
        assert response["Cache-Control"] == "public, max-age=60"

    def test_what_staff_see_is_kept_by_nobody(self, client, demo_users):
        client.force_login(demo_users["ecomms"])
        response = client.get("/en/verify/", {"q": "https://x.com/a"})
        assert response["Cache-Control"] == "private, no-store"

    def test_an_unknown_handle_costs_what_a_hidden_one_does(self, client, in_state):
        costs = []
        for address in (in_state("approved").address, "https://x.com/nobody_has_this"):
            with CaptureQueriesContext(connection) as queries:
                verify(client, address)
            costs.append(len(queries))
        assert costs[0] == costs[1]

    def test_too_long_a_text_is_refused_beside_the_field(self, client, demo_users):
        assert "error" in verify(client, "x" * 500)

    def test_it_only_answers(self, client, demo_users):
        assert client.post("/en/verify/", {"q": "x"}).status_code == 405


class TestRecord:
    def test_an_official_account(self, client, in_state):
        account = in_state("active")
        page = text(client, f"/en/official/{account.number}/")
        assert account.handle in page
        assert "Official since" in page

    def test_a_former_one(self, client, in_state):
        page = text(client, f"/en/official/{in_state('deactivated').number}/")
        assert "Was official, ended" in page

    @pytest.mark.parametrize("state", ["registered", "with_service_canada"])
    def test_what_was_never_official_has_none(self, client, in_state, state):
        """D4"""
        text(client, f"/en/official/{in_state(state).number}/", 404)

    @pytest.mark.parametrize("number", ["OSMA-1111-1111-2", "1", "OSMA"])
    def test_what_is_no_number_has_none(self, client, demo_users, number):
        text(client, f"/en/official/{number}/", 404)

    def test_an_unused_number_has_none(self, client, demo_users):
        text(client, f"/en/official/{draw_number()}/", 404)

    def test_no_person_is_named(self, client, demo_data, in_state):
        account = in_state("active")
        page = text(client, f"/en/official/{account.number}/")
        for person in [account.responsible_person, *account.practitioners.all()]:
            assert person.name not in page
            assert person.email not in page

    def test_in_french(self, client, in_state):
        account = in_state("active")
        assert account.name_fr in text(client, f"/fr/official/{account.number}/")


class TestList:
    def test_it_holds_what_is_official_and_nothing_else(self, client, demo_data):
        page = text(client, "/en/official/")
        shown = {row.number for row in official_rows()}
        hidden = Account.objects.exclude(number=None).exclude(number__in=shown)
        for number in shown:
            assert number in page
        for account in hidden:
            assert account.number not in page

    def test_a_demonstration_says_so(self, client, in_state):
        Account.objects.update(demo=True)
        assert "Demonstration" in text(client, "/en/official/")

    def test_a_search_that_finds_nothing_does_not_say_that_there_is_nothing(
        self, client, demo_data
    ):
        page = text(client, "/en/official/", q="zzz")
        assert "No account matches" in page
        assert "No official account yet" not in page

    def test_by_platform(self, client, demo_data):
        page = text(client, "/en/official/", platform="flickr")
        for account in official_rows().select_related("platform"):
            assert (account.number in page) == (account.platform.slug == "flickr")

    def test_page_by_page_each_account_once(self, client, demo_users):
        numbers = {row.number for row in create_official_accounts(60)}
        numbers |= {
            row.number
            for row in create_official_accounts(60, organization="ca", platform="facebook")
        }
        seen, url = [], "/en/official/"
        while url:
            response = client.get(url)
            page = response.context["page"]
            seen += [row.number for row in page.rows]
            url = page.next_url and f"/en/official/{page.next_url}"
        assert len(seen) == len(set(seen)) == 120
        assert set(seen) == numbers

    def test_as_many_queries_for_2_rows_as_for_20(self, client, demo_users):
        costs = []
        for more in (2, 18):
            create_official_accounts(more)
            with CaptureQueriesContext(connection) as queries:
                text(client, "/en/official/")
            costs.append(len(queries))
        assert costs[0] == costs[1] <= 8


def test_a_change_of_state_alone_never_shows_an_account(client, demo_accounts):
    account = register(demo_accounts.approved(), by=demo_accounts.users["ecomms"])
    assert account.number not in text(client, "/en/official/")
    assert AccountAddress.objects.get(owner=account.pk).status == AccountAddress.Status.LIVE
