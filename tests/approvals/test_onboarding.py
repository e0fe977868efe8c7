"""Account records after an approved change or transfer (§ 4.6, 4.10(4), 4.17)."""

import pytest

from access.models import Organization
from approvals import services
from registry.models import Account, AccountAddress, Language
from requests_app.enums import AdviceFinding, Kind, LanguageMode, Recommendation
from requests_app.services import consultation, drafts, submission
from requests_app.services.addresses import parse_proposal_handle

pytestmark = pytest.mark.template_database("assessed")


def approve_through_all_steps(request, demo_requests, *, pa="pa", endorsed=True):
    demo_users = demo_requests.users
    own = request.requester
    request = consultation.consult(request, by=own).row
    request = consultation.advise(
        request, by=demo_users[pa], finding=AdviceFinding.SUPPORTED, advice="Yes."
    ).row
    request = submission.submit(request, by=own).row
    if endorsed:
        request = services.endorse(request, by=demo_users["l1"]).row
    request = services.assign(request, by=demo_users["ecomms"]).row
    request = services.recommend(
        request, by=demo_users["ecomms"], recommendation=Recommendation.APPROVAL, text="Yes."
    ).row
    return services.approve(request, by=demo_users["admpa"]).row


def test_approved_change_amends_the_account_and_keeps_its_former_address(
    demo_requests, demo_accounts
):
    account = demo_accounts.active()
    by = demo_requests.users["practitioner"]
    old = account.handle
    request = drafts.start(
        account.organization, by=by, kind=Kind.CHANGE, account=account, declared_official=True
    ).row
    wanted = parse_proposal_handle(account.platform, "exemple_osma_99")
    request = drafts.edit(request, by=by, handles=[wanted], need="The unit has a new name.").row
    approve_through_all_steps(request, demo_requests)
    account = Account.objects.get(pk=account.pk)
    assert (account.handle, account.state) == ("exemple_osma_99", "active")
    assert (
        AccountAddress.objects.get(account=account, handle=old).status
        == AccountAddress.Status.FORMER
    )


def test_approved_change_to_a_pair_creates_the_partner_account(demo_requests, demo_accounts):
    account = demo_accounts.active()
    by = demo_requests.users["practitioner"]
    request = drafts.start(
        account.organization, by=by, kind=Kind.CHANGE, account=account, declared_official=True
    ).row
    handles = [
        parse_proposal_handle(account.platform, account.handle, Language.ENGLISH),
        parse_proposal_handle(account.platform, "exemple_fr_99", Language.FRENCH),
    ]
    request = drafts.edit(
        request,
        by=by,
        handles=handles,
        language_mode=LanguageMode.PAIR,
        need="Each language has readers of its own.",
    ).row
    approve_through_all_steps(request, demo_requests)
    english = Account.objects.get(pk=account.pk)
    assert (english.language, english.partner.language) == (Language.ENGLISH, Language.FRENCH)
    assert english.partner.state == "approved"
    assert english.partner.partner == english


def test_approved_transfer_moves_both_accounts_of_a_pair(demo_requests, demo_accounts):
    account = demo_accounts.active(pair=True)
    by, army = demo_requests.users["practitioner"], Organization.objects.get(code="ca")
    request = drafts.start(
        account.organization, by=by, kind=Kind.TRANSFER, account=account, declared_official=True
    ).row
    request = drafts.edit(
        request,
        by=by,
        receiving_organization=army,
        need="The unit moves to the Army.",
        practitioners=[by, demo_requests.users["outsider"]],
        responsible_person=demo_requests.users["superior2"],
        backup_monitor=demo_requests.users["outsider"],
    ).row
    request = submission.accept_transfer(request, by=demo_requests.users["superior2"]).row
    approve_through_all_steps(request, demo_requests)
    pair = Account.objects.filter(request_id=account.request_id)
    assert {row.organization for row in pair} == {army}
    assert {row.partner_id for row in pair} == {row.pk for row in pair}
