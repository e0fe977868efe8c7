import pytest
from django.test import Client
from django.utils import translation

from access.models import Person
from access.resolver import access_for
from directive.codes import CLOSING_PLAN
from directive.lifecycles.account import ACCOUNT
from registry.models import Account
from registry.services.records import confirm_listing
from workflow.available_steps import available_steps

pytestmark = pytest.mark.template_database("demo")
STATES = [state.name for state in ACCOUNT.states]


def text(client: Client, person: Person, url: str) -> str:
    client.force_login(person)
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("state", STATES)
def test_account_page_shows_the_label_of_every_state(client, demo_data, in_state, state, language):
    account = in_state(state)
    with translation.override(language):
        url, label = account.get_absolute_url(), account.state_label
    assert label in text(client, demo_data["ecomms"], url)


@pytest.mark.parametrize("who", ["practitioner", "superior", "l1", "ecomms", "admpa"])
@pytest.mark.parametrize("state", STATES)
def test_every_available_step_of_an_account_has_a_page(client, demo_data, in_state, state, who):
    for step in available_steps(access_for(demo_data[who]), in_state(state)):
        text(client, demo_data[who], step.url)


def test_account_page_names_who_must_act(client, demo_data, in_state):
    page = text(client, demo_data["superior"], in_state("approved").get_absolute_url())
    assert demo_data["ecomms"].name in page


def test_readiness_list_links_a_step_only_for_permitted_people(client, demo_data, in_state):
    account = in_state("with_service_canada")
    account.instructed_on = None
    account.save()
    url = f"{account.get_absolute_url()}give_instructions/"
    assert url in text(client, demo_data["ecomms"], account.get_absolute_url())
    page = text(client, demo_data["superior"], account.get_absolute_url())
    assert url not in page
    assert demo_data["ecomms2"].name in page


def test_account_page_links_the_partner_account(client, demo_data):
    account = Account.objects.filter(partner__isnull=False)[0]
    page = text(client, demo_data["ecomms"], account.get_absolute_url())
    assert account.partner.get_absolute_url() in page


def test_account_history_shows_actor_and_reason(client, demo_data, in_state):
    page = text(client, demo_data["auditor"], in_state("suspended").get_absolute_url())
    assert "Nothing is posted during the exercise." in page
    assert demo_data["ecomms"].name in page


@pytest.mark.parametrize("who", ["outsider", "superior2", "nobody"])
def test_account_is_not_found_outside_its_scope(client, demo_data, in_state, who):
    account = in_state("active")
    client.force_login(demo_data[who])
    for path in ("", "package/", "package.pdf", "package.csv", "suspend/"):
        assert client.get(f"{account.get_absolute_url()}{path}").status_code == 404


def test_account_page_requires_sign_in(client, in_state):
    assert client.get(in_state("active").get_absolute_url()).status_code == 302


def test_account_step_is_taken_from_its_page(client, demo_data, in_state):
    account = in_state("active")
    client.force_login(demo_data["ecomms"])
    form = {"code": "review", "reason": "Looked into.", "version": account.version}
    response = client.post(f"{account.get_absolute_url()}suspend/", form, follow=True)
    account = Account.objects.get(pk=account.pk)
    assert response.status_code == 200
    assert (account.state, account.suspended_for) == ("suspended", "review")


def test_stale_account_form_keeps_the_typed_values(client, demo_data, in_state):
    account = in_state("active")
    client.force_login(demo_data["ecomms"])
    form = {"code": "review", "reason": "Typed by me.", "version": account.version - 1}
    response = client.post(f"{account.get_absolute_url()}suspend/", form)
    assert response.status_code == 409
    assert "Typed by me." in response.content.decode()


def test_correction_form_saves_every_answer(client, demo_data, in_state):
    """D5: no typed value is lost."""
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


def test_account_page_query_count_does_not_grow_with_history(
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


def test_account_history_names_organizations_in_the_page_language(client, demo_data, in_state):
    client.force_login(demo_data["practitioner"])
    page = client.get(in_state("active").get_absolute_url().replace("/en/", "/fr/")).text
    assert "Praticien des médias sociaux, MRC" in page
    assert "Praticien des médias sociaux, RCN" not in page


def test_closing_plan_is_listed_in_the_order_of_the_directive(client, demo_data, in_state):
    page = text(client, demo_data["ecomms"], in_state("closing").get_absolute_url())
    plan = page.partition("Outcome</th>")[2]
    places = [plan.index(row.en) for row in CLOSING_PLAN]
    assert places == sorted(places)
