"""What an approval of a change or a transfer puts on record (§ 4.6, 4.10(4), 4.17)."""

import pytest

from access.models import Organization
from approvals import decision, l1, review
from demo.accounts import AccountWalk
from registry.models import Account, Claim
from registry.terms import Language
from requests_app import consultation, drafts, submission, transfer
from requests_app.models import Finding, Kind, LanguageMode, Recommendation
from requests_app.proposals import wanted_on


@pytest.fixture
def accounts(walk) -> AccountWalk:
    return AccountWalk(walk.cast, walk)


def decided(request, walk, *, pa="pa", endorsed=True):
    cast = walk.cast
    own = request.requester
    request = consultation.consult(request, by=own)
    request = consultation.advise(request, by=cast[pa], finding=Finding.SUPPORTED, advice="Yes.")
    request = submission.submit(request, by=own)
    if endorsed:
        request = l1.endorse(request, by=cast["l1"])
    request = review.take_up(request, by=cast["ecomms"])
    request = review.recommend(
        request, by=cast["ecomms"], recommendation=Recommendation.APPROVAL, text="Yes."
    )
    return decision.approve(request, by=cast["admpa"])


def test_a_change_amends_the_account_and_its_old_handle_stays_known(walk, accounts):
    account = accounts.active()
    by = walk.cast["practitioner"]
    old = account.handle
    request = drafts.start(
        account.organization, by=by, kind=Kind.CHANGE, account=account, declared_official=True
    )
    wanted = wanted_on(account.platform, "exemple_osma_99")
    request = drafts.edit(request, by=by, handles=[wanted], need="The unit has a new name.")
    decided(request, walk)
    account = Account.objects.get(pk=account.pk)
    assert (account.handle, account.state) == ("exemple_osma_99", "active")
    assert Claim.objects.get(owner=account.pk, handle=old).kind == Claim.Kind.FORMER


def test_an_account_that_becomes_a_pair_gets_its_partner(walk, accounts):
    account = accounts.active()
    by = walk.cast["practitioner"]
    request = drafts.start(
        account.organization, by=by, kind=Kind.CHANGE, account=account, declared_official=True
    )
    handles = [
        wanted_on(account.platform, account.handle, Language.ENGLISH),
        wanted_on(account.platform, "exemple_fr_99", Language.FRENCH),
    ]
    request = drafts.edit(
        request,
        by=by,
        handles=handles,
        language_mode=LanguageMode.PAIR,
        need="Each language has readers of its own.",
    )
    decided(request, walk)
    english = Account.objects.get(pk=account.pk)
    assert (english.language, english.partner.language) == (Language.ENGLISH, Language.FRENCH)
    assert english.partner.state == "approved"
    assert english.partner.partner == english


def test_a_transfer_takes_both_accounts_of_a_pair_along(walk, accounts):
    account = accounts.active(pair=True)
    by, army = walk.cast["practitioner"], Organization.objects.get(code="ca")
    request = drafts.start(
        account.organization, by=by, kind=Kind.TRANSFER, account=account, declared_official=True
    )
    request = drafts.edit(
        request,
        by=by,
        receiving=army,
        need="The unit moves to the Army.",
        practitioners=[by, walk.cast["outsider"]],
        answerable=walk.cast["superior2"],
        backup=walk.cast["outsider"],
    )
    request = transfer.accept_transfer(request, by=walk.cast["superior2"])
    decided(request, walk)
    pair = Account.objects.filter(decision=account.decision)
    assert {row.organization for row in pair} == {army}
    assert {row.partner_id for row in pair} == {row.pk for row in pair}
