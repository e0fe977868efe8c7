import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.models import Account, AccountAddress, Platform
from registry.numbers import draw_number
from registry.queries.verification import official_accounts as official_rows
from registry.services.onboarding import register
from tests.factories import create_official_accounts

pytestmark = pytest.mark.template_database("demo")
OFFICIAL_WORDS = {"en": "Official since", "fr": "Officiel depuis"}


def text(client: Client, url: str, status: int = 200, **query: str) -> str:
    response = client.get(url, query)
    assert response.status_code == status
    return response.content.decode()


def verify(client: Client, q: str, **query: str) -> str:
    return text(client, "/en/verify/", q=q, **query)


class TestOnAnEmptyRegistry:
    """D9"""

    @pytest.mark.template_database("migrated")
    @pytest.mark.parametrize("language", ["en", "fr"])
    @pytest.mark.parametrize("path", ["official/", "verify/", "verify/?q=https://x.com/a"])
    def test_public_page_opens_on_an_empty_registry(self, client, language, path):
        assert client.get(f"/{language}/{path}").status_code == 200


class TestVerify:
    def test_verification_confirms_an_official_account(self, client, in_state):
        account = in_state("active")
        page = verify(client, account.address)
        assert "Official since" in page
        assert f"/en/official/{account.number}/" in page

    def test_verification_accepts_a_handle_with_its_platform(self, client, in_state):
        account = in_state("active")
        assert "Official since" in verify(client, account.handle, platform=account.platform.slug)

    def test_handle_alone_is_looked_up_on_all_platforms(self, client, in_state):
        account = in_state("active")
        page = verify(client, account.handle)
        assert "Official since" in page
        assert account.address in page
        assert "Not known to us on:" in page

    @pytest.mark.parametrize(
        ("language", "before", "after"),
        [("en", "Pinterest", "Snapchat"), ("fr", "Bluesky", "Facebook")],
    )
    @pytest.mark.usefixtures("demo_data")
    def test_verification_form_sorts_platforms_in_the_page_language(
        self, client, language, before, after
    ):
        Platform.objects.filter(slug="reddit").update(name_fr="Édits")
        page = text(client, f"/{language}/verify/")
        names = re.findall(r"<option value=\"[a-z_-]+\"[^>]*>([^<]+)", page)
        here = names.index({"en": "Reddit", "fr": "Édits"}[language])
        assert names.index(before) < here < names.index(after)

    def test_verification_does_not_know_an_unknown_handle(self, client, in_state):
        """D10"""
        assert "Not known to us" in verify(client, "https://x.com/nobody_has_this")

    @pytest.mark.template_database("users")
    @pytest.mark.parametrize(
        "typed",
        [
            "https://x.com@evil.example/navy",
            "https://twitter.com.evil.example/navy",
            "https://х.com/navy",
        ],
    )
    def test_verification_gives_no_verdict_on_a_hostile_address(self, client, demo_users, typed):
        page = verify(client, typed)
        assert "Not known to us" not in page
        assert "verdict" not in page
        assert "evil.example/navy" not in page.split("</form>")[-1]

    def test_verification_hides_a_pending_account_from_the_public(self, client, in_state):
        account = in_state("registered")
        page = verify(client, account.address)
        assert "Not known to us" in page
        assert account.name_en not in page

    def test_verification_shows_a_pending_account_to_its_staff(self, client, demo_data, in_state):
        account = in_state("registered")
        client.force_login(demo_data["ecomms"])
        assert "Pending" in verify(client, account.address)

    def test_verification_shows_a_former_account_as_ended(self, client, in_state):
        assert "Was official, ended" in verify(client, in_state("deactivated").address)

    @pytest.mark.template_database("users")
    def test_public_verification_is_not_cached(self, client, demo_users):
        response = client.get("/en/verify/", {"q": "https://x.com/a"})
        assert response["Cache-Control"] == "private, no-store"
        assert not response.cookies

    def test_public_record_is_not_cached(self, client, in_state):
        response = client.get(f"/en/official/{in_state('active').number}/")
        assert response["Cache-Control"] == "private, no-store"
        assert not response.cookies

    @pytest.mark.template_database("users")
    def test_staff_verification_is_not_cached(self, client, demo_users):
        client.force_login(demo_users["ecomms"])
        response = client.get("/en/verify/", {"q": "https://x.com/a"})
        assert response["Cache-Control"] == "private, no-store"

    def test_verification_takes_as_many_queries_for_unknown_as_for_hidden_accounts(
        self, client, in_state
    ):
        costs = []
        for address in (in_state("approved").address, "https://x.com/nobody_has_this"):
            with CaptureQueriesContext(connection) as queries:
                verify(client, address)
            costs.append(len(queries))
        assert costs[0] == costs[1]

    @pytest.mark.template_database("users")
    def test_verification_form_refuses_too_long_a_text(self, client, demo_users):
        assert "error" in verify(client, "x" * 500)

    @pytest.mark.template_database("users")
    def test_verification_refuses_post(self, client, demo_users):
        assert client.post("/en/verify/", {"q": "x"}).status_code == 405


class TestRecord:
    def test_public_record_shows_an_official_account(self, client, in_state):
        account = in_state("active")
        page = text(client, f"/en/official/{account.number}/")
        assert account.handle in page
        assert "Official since" in page

    def test_public_record_shows_a_former_account_as_ended(self, client, in_state):
        page = text(client, f"/en/official/{in_state('deactivated').number}/")
        assert "Was official, ended" in page

    @pytest.mark.parametrize("state", ["registered", "with_service_canada"])
    def test_account_that_was_never_official_has_no_public_record(self, client, in_state, state):
        """D4"""
        text(client, f"/en/official/{in_state(state).number}/", 404)

    @pytest.mark.template_database("users")
    @pytest.mark.parametrize("number", ["OSMA-1111-1111-2", "1", "OSMA"])
    def test_malformed_registry_number_has_no_public_record(self, client, demo_users, number):
        text(client, f"/en/official/{number}/", 404)

    @pytest.mark.template_database("users")
    def test_unused_registry_number_has_no_public_record(self, client, demo_users):
        text(client, f"/en/official/{draw_number()}/", 404)

    def test_public_record_names_no_person(self, client, demo_data, in_state):
        account = in_state("active")
        page = text(client, f"/en/official/{account.number}/")
        for person in [account.responsible_person, *account.practitioners.all()]:
            assert person.name not in page
            assert person.email not in page

    def test_public_record_opens_in_french(self, client, in_state):
        account = in_state("active")
        assert account.name_fr in text(client, f"/fr/official/{account.number}/")


class TestList:
    @pytest.mark.template_database("users")
    def test_public_list_is_cached_for_the_public_alone(self, client, demo_users):
        response = client.get("/en/official/")
        assert response["Cache-Control"] == "public, max-age=300"
        assert not response.cookies
        client.force_login(demo_users["ecomms"])
        assert client.get("/en/official/")["Cache-Control"] == "private, no-store"

    def test_public_list_holds_official_accounts_only(self, client, demo_data):
        page = text(client, "/en/official/")
        shown = {row.number for row in official_rows()}
        hidden = Account.objects.exclude(number=None).exclude(number__in=shown)
        for number in shown:
            assert number in page
        for account in hidden:
            assert account.number not in page

    def test_public_list_of_a_demonstration_says_so(self, client, in_state):
        Account.objects.update(demo=True)
        assert "Demonstration" in text(client, "/en/official/")

    def test_public_list_search_without_match_says_so(self, client, demo_data):
        page = text(client, "/en/official/", q="zzz")
        assert "No account matches" in page
        assert "No official account yet" not in page

    def test_public_list_can_be_filtered_by_platform(self, client, demo_data):
        page = text(client, "/en/official/", platform="flickr")
        for account in official_rows().select_related("platform"):
            assert (account.number in page) == (account.platform.slug == "flickr")

    @pytest.mark.template_database("users")
    def test_public_list_pages_show_each_account_once(self, client, demo_users):
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

    @pytest.mark.template_database("users")
    def test_public_list_query_count_does_not_grow_with_accounts(self, client, demo_users):
        costs = []
        for more in (2, 18):
            create_official_accounts(more)
            with CaptureQueriesContext(connection) as queries:
                text(client, "/en/official/")
            costs.append(len(queries))
        assert costs[0] == costs[1] <= 8


@pytest.mark.template_database("assessed")
def test_registered_account_is_not_in_the_public_list(client, demo_accounts):
    account = register(demo_accounts.approved(), by=demo_accounts.users["ecomms"]).row
    assert account.number not in text(client, "/en/official/")
    assert AccountAddress.objects.get(account=account).status == AccountAddress.Status.LIVE
