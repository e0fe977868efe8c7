import pytest
from django.test import Client
from django.utils import translation

from access.models import Person
from access.resolver import access_for
from directive.lifecycles.account import ACCOUNT
from registry.models import Account
from registry.services.records import confirm_listing
from workflow.available_steps import available_steps

pytestmark = pytest.mark.django_db
STATES = [state.name for state in ACCOUNT.states]


def text(client: Client, person: Person, url: str) -> str:
    client.force_login(person)
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("state", STATES)
def test_every_state_is_said_in_words(client, demo_data, in_state, state, language):
    account = in_state(state)
    with translation.override(language):
        url, label = account.get_absolute_url(), account.state_label
    assert label in text(client, demo_data["ecomms"], url)


@pytest.mark.parametrize("who", ["practitioner", "superior", "l1", "ecomms", "admpa"])
@pytest.mark.parametrize("state", STATES)
def test_every_step_offered_has_its_page(client, demo_data, in_state, state, who):
    for offer in available_steps(access_for(demo_data[who]), in_state(state)):
        text(client, demo_data[who], offer.url)


def test_it_says_who_holds_the_account(client, demo_data, in_state):
    page = text(client, demo_data["superior"], in_state("approved").get_absolute_url())
    assert demo_data["ecomms"].name in page


def test_it_says_who_must_act_and_links_only_those_who_may(client, demo_data, in_state):
    account = in_state("with_service_canada")
    account.instructed_on = None
    account.save()
    url = f"{account.get_absolute_url()}give_instructions/"
    assert url in text(client, demo_data["ecomms"], account.get_absolute_url())
    page = text(client, demo_data["superior"], account.get_absolute_url())
    assert url not in page
    assert demo_data["ecomms2"].name in page


def test_the_pair_stands_side_by_side(client, demo_data):
    account = Account.objects.filter(partner__isnull=False)[0]
    page = text(client, demo_data["ecomms"], account.get_absolute_url())
    assert account.partner.get_absolute_url() in page


def test_the_history_says_who_did_what_and_why(client, demo_data, in_state):
    page = text(client, demo_data["auditor"], in_state("suspended").get_absolute_url())
    assert "Nothing is posted during the exercise." in page
    assert demo_data["ecomms"].name in page


@pytest.mark.parametrize("who", ["outsider", "superior2", "nobody"])
def test_an_account_of_others_does_not_exist(client, demo_data, in_state, who):
    account = in_state("active")
    client.force_login(demo_data[who])
    for path in ("", "package/", "package.pdf", "package.csv", "suspend/"):
        assert client.get(f"{account.get_absolute_url()}{path}").status_code == 404


def test_somebody_who_is_not_signed_in_is_sent_to_sign_in(client, in_state):
    assert client.get(in_state("active").get_absolute_url()).status_code == 302


def test_a_step_is_taken_from_its_page(client, demo_data, in_state):
    account = in_state("active")
    client.force_login(demo_data["ecomms"])
    form = {"code": "review", "reason": "Looked into.", "version": account.version}
    response = client.post(f"{account.get_absolute_url()}suspend/", form, follow=True)
    account = Account.objects.get(pk=account.pk)
    assert response.status_code == 200
    assert (account.state, account.suspended_for) == ("suspended", "review")


def test_a_stale_form_shows_both_versions_and_keeps_what_was_typed(client, demo_data, in_state):
    account = in_state("active")
    client.force_login(demo_data["ecomms"])
    form = {"code": "review", "reason": "Typed by me.", "version": account.version - 1}
    response = client.post(f"{account.get_absolute_url()}suspend/", form)
    assert response.status_code == 409
    assert "Typed by me." in response.content.decode()


def test_every_answer_of_the_correction_comes_back(client, demo_data, in_state):
    """D5: nothing typed is lost on the way to the record."""
    account = in_state("active")
    client.force_login(demo_data["practitioner"])
    url = f"{account.get_absolute_url()}correct/"
    form = client.get(url).context["form"]
    given = {name: value for name, value in form.initial.items() if value not in (None, "")}
    given |= {
        "name_en": "A corrected name",
        "monitoring_days": ["1", "2"],
        "objectives": ["1", "8"],
        "monitoring_from": "09:30",
        "monitoring_to": "17:00",
        "approval_chain": "The commanding officer.",
        "practitioners": [str(demo_data["practitioner"].pk)],
        "reason": "The unit has a new name.",
    }
    response = client.post(url, given)
    assert response.status_code == 302, response.context["form"].errors
    account = Account.objects.get(pk=account.pk)
    assert account.name_en == "A corrected name"
    assert account.monitoring_days == [1, 2]
    assert account.objectives == ["1", "8"]
    assert account.approval_chain == "The commanding officer."
    assert list(account.practitioners.all()) == [demo_data["practitioner"]]


def test_the_page_costs_the_same_for_a_long_history(
    client, demo_data, in_state, django_assert_max_num_queries
):
    account = in_state("active")
    client.force_login(demo_data["ecomms"])
    with django_assert_max_num_queries(40) as first:
        client.get(account.get_absolute_url())
    for _n in range(18):
        confirm_listing(account, by=demo_data["ecomms"], evidence="Seen again.")
    with django_assert_max_num_queries(len(first)):
        client.get(account.get_absolute_url())


def test_the_history_names_organizations_in_the_language_of_the_page(client, demo_data, in_state):
    client.force_login(demo_data["practitioner"])
    page = client.get(in_state("active").get_absolute_url().replace("/en/", "/fr/")).text
    assert "Praticien des médias sociaux, MRC" in page
    assert "Praticien des médias sociaux, RCN" not in page
