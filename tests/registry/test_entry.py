"""What an approval puts on record: `approve` is taken by the people who may."""

import pytest

from approvals import services
from audit.history import history
from registry.models import Account, AccountAddress, Finding
from registry.queries.verification import Answer, verdict_for_handle
from requests_app.enums import Kind
from requests_app.services import consultation, drafts, submission
from tests.factories.requests import proposal
from workflow.exceptions import GuardFailed, StepNotPermitted
from workflow.steps import take_step

pytestmark = pytest.mark.django_db


def change_recommended(demo_accounts, account: Account, **fields: object):
    """A request to change this account, on the desk of ADM(PA)."""
    demo_users = demo_accounts.users
    by = demo_users["practitioner"]
    request = drafts.start(
        account.organization, by=by, kind=Kind.CHANGE, declared_official=True, account=account
    )
    request = drafts.edit(request, by=by, need="A better name.", **fields)
    request = consultation.consult(request, by=by)
    request = consultation.advise(
        request, by=demo_users["pa"], finding="supported", advice="Clear."
    )
    request = submission.submit(request, by=by)
    request = services.assign(
        services.endorse(request, by=demo_users["l1"]), by=demo_users["ecomms"]
    )
    return services.recommend(
        request, by=demo_users["ecomms"], recommendation="approval", text="Sound."
    )


def test_an_approved_account_holds_what_was_asked(demo_accounts):
    request = demo_accounts.requests.recommended()
    services.approve(request, by=demo_accounts.users["admpa"], conditions="Two practitioners.")
    account = Account.objects.get(decision=request.pk)
    proposal = request.proposals.get()
    assert (account.state, account.handle) == ("approved", proposal.handle)
    assert account.purpose == request.purpose
    assert account.conditions == "Two practitioners."
    assert account.approved_by == demo_accounts.users["admpa"]
    assert set(account.practitioners.all()) == set(request.practitioners.all())
    assert account.number is None


def test_its_handle_is_live(demo_accounts):
    account = demo_accounts.approved()
    assert AccountAddress.objects.get(owner=account.pk).status == AccountAddress.Status.LIVE


def test_the_two_of_a_pair_know_each_other(demo_accounts):
    first = demo_accounts.approved(pair=True)
    second = Account.objects.get(partner=first)
    assert first.partner == second
    verbs = [event.action for event in history("account", first.pk)]
    assert verbs == ["account.enter", "account.pair"]


def test_the_history_names_the_practitioners(demo_accounts):
    account = demo_accounts.approved()
    entered = history("account", account.pk).first()
    people = sorted(str(person.pk) for person in account.practitioners.all())
    assert entered.after["practitioners"] == people


def test_nobody_enters_an_account_by_another_door(demo_accounts):
    account = demo_accounts.approved()
    with (
        pytest.raises(StepNotPermitted),
        take_step(account, "amend", by=demo_accounts.users["admpa"]),
    ):
        pass


def test_a_handle_that_another_holds_is_not_entered(demo_accounts):
    request = demo_accounts.requests.recommended()
    proposal = request.proposals.get()
    AccountAddress.objects.filter(owner=request.pk).update(owner=demo_accounts.users["nobody"].pk)
    with pytest.raises(GuardFailed, match="claims"):
        services.approve(request, by=demo_accounts.users["admpa"])
    assert not Account.objects.filter(handle=proposal.handle).exists()


def test_a_change_under_way_leaves_the_account_official(demo_accounts):
    """D3: what is asked changes nothing until it is approved."""
    account = demo_accounts.active()
    before, key = account.handle, AccountAddress.objects.get(owner=account.pk).key
    change_recommended(demo_accounts, account, handles=[proposal("https://x.com/exemple_nouveau")])
    assert Account.objects.get(pk=account.pk).handle == before
    assert verdict_for_handle(account.platform, key).answer == Answer.OFFICIAL


def test_an_approved_change_amends_the_account_and_keeps_its_old_handle(demo_accounts):
    account = demo_accounts.active()
    old = AccountAddress.objects.get(owner=account.pk)
    request = change_recommended(
        demo_accounts,
        account,
        purpose="Another one.",
        handles=[proposal("https://x.com/exemple_nouveau")],
    )
    services.approve(request, by=demo_accounts.users["admpa"])
    account = Account.objects.get(pk=account.pk)
    assert (account.state, account.handle) == ("active", "exemple_nouveau")
    assert account.purpose == "Another one."
    assert history("account", account.pk).filter(action="account.amend").exists()
    assert verdict_for_handle(account.platform, "exemple_nouveau").answer == Answer.OFFICIAL
    assert verdict_for_handle(account.platform, old.key).answer == Answer.WAS_OFFICIAL


class TestCarryOver:
    @pytest.fixture
    def account(self, demo_data) -> Account:
        return Account.objects.filter(approval="carry_over", language="en").first()

    def test_it_is_active_since_its_earlier_approval(self, account):
        assert account.state == "active"
        assert account.official_since == account.approved_on
        assert account.number

    def test_what_cannot_be_proven_is_a_finding(self, account):
        rows = set(Finding.objects.filter(account=account).values_list("row", flat=True))
        assert {"control", "practitioner", "custody", "index", "language"} <= rows

    def test_it_is_found_by_its_handle(self, account):
        key = AccountAddress.objects.get(owner=account.pk).key
        assert verdict_for_handle(account.platform, key).answer == Answer.OFFICIAL
