import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from directive.account import ACCOUNT
from registry.accounts import Account

pytestmark = pytest.mark.django_db


def sign_in(client: Client, person) -> Client:
    client.force_login(person)
    return client


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("state", [state.name for state in ACCOUNT.states])
def test_the_page_of_an_account_in_every_state(client, cast, walk, state, language):
    account = getattr(walk, state)()
    assert account.state == state
    with translation.override(language):
        url = account.get_absolute_url()
        label = account.state_label
    page = sign_in(client, cast["ecomms"]).get(url)
    assert page.status_code == 200
    assert label in page.content.decode()


@pytest.mark.parametrize("who", ["practitioner", "superior", "l1", "ecomms", "admpa"])
@pytest.mark.parametrize("state", [state.name for state in ACCOUNT.states])
def test_every_step_offered_has_its_page(client, cast, walk, state, who):
    from access.standing import standing_of
    from workflow.offers import offers

    account = getattr(walk, state)()
    offered = offers(standing_of(cast[who]), account)
    sign_in(client, cast[who])
    for offer in offered:
        assert client.get(offer.url).status_code == 200, offer.url
