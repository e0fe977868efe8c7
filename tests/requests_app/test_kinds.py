"""New, change, transfer, regularization, carry-over; one account or a pair."""

from datetime import date

import pytest
from django.db import IntegrityError

from approvals import services
from registry.models import Account, AccountAddress
from requests_app.models import AccountRequest
from requests_app.services.drafts import carry_over, edit, start
from requests_app.services.submission import accept_transfer, present, submit, withdraw
from requests_app.snapshots import against_account, snapshot_values
from tests.factories import (
    DemoUsers,
    account_of,
    advised_request,
    approved_request,
    change_request,
    filled_request,
    find_organization,
    pair_request,
    proposal,
    request_in_review,
    submitted_request,
)
from workflow.exceptions import GuardFailed, InvalidTransition, NotVisible, StepNotPermitted

pytestmark = pytest.mark.template_database("users")


@pytest.fixture
def account(demo_users: DemoUsers) -> Account:
    return account_of(approved_request(filled_request(demo_users), demo_users))


def test_pair_is_submitted_with_both_addresses_requested(demo_users: DemoUsers) -> None:
    request = submitted_request(pair_request(demo_users), demo_users)

    assert request.facts().languages_consistent
    assert AccountAddress.objects.filter(request_id=request.pk, status="requested").count() == 2


def test_pair_request_with_one_handle_is_incomplete(demo_users: DemoUsers) -> None:
    request = pair_request(demo_users)
    request = edit(request, by=demo_users["outsider"], handles=[proposal(language="en")]).row

    assert "handles" in request.facts().missing
    assert not request.facts().languages_consistent


def test_pair_on_two_platforms_is_inconsistent(demo_users: DemoUsers) -> None:
    handles = [
        proposal("https://x.com/exemple_en", "en"),
        proposal("https://www.instagram.com/exemple_fr", "fr"),
    ]
    request = edit(pair_request(demo_users), by=demo_users["outsider"], handles=handles).row

    assert not request.facts().languages_consistent


def test_change_from_pair_to_one_account_drops_the_other_handle(demo_users: DemoUsers) -> None:
    request = edit(
        pair_request(demo_users),
        by=demo_users["outsider"],
        language_mode="bilingual",
        handles=[proposal()],
    ).row

    assert [one.handle for one in request.proposals.all()] == ["exemple_osma"]


def test_change_request_starts_with_the_values_of_the_account(
    demo_users: DemoUsers, account: Account
) -> None:
    request = change_request(account, demo_users)

    assert request.purpose == account.purpose
    assert request.proposals.get().handle == account.handle
    assert request.account_version == account.version
    assert request.organization == account.organization


def test_change_request_lists_the_changed_fields(demo_users: DemoUsers, account: Account) -> None:
    request = change_request(account, demo_users, level="national")

    found = against_account(request, snapshot_values(request))

    assert [(one.field, one.before, one.after) for one in found] == [("level", "Local", "National")]


def test_account_can_have_one_open_change_request(demo_users: DemoUsers, account: Account) -> None:
    change_request(account, demo_users)

    with pytest.raises(GuardFailed, match="already has an open request"):
        change_request(account, demo_users)


def test_second_change_request_can_follow_a_closed_one(
    demo_users: DemoUsers, account: Account
) -> None:
    withdraw(change_request(account, demo_users), by=demo_users["practitioner"])

    assert change_request(account, demo_users).state == "draft"


def test_change_request_does_not_request_the_current_address(
    demo_users: DemoUsers, account: Account
) -> None:
    request = submitted_request(change_request(account, demo_users, level="national"), demo_users)

    assert not AccountAddress.objects.filter(request_id=request.pk).exists()
    assert request.facts().taken_handles == ()


def test_change_request_notices_that_the_account_was_corrected(
    demo_users: DemoUsers, account: Account
) -> None:
    request = request_in_review(change_request(account, demo_users, level="national"), demo_users)
    assert request.facts().account_current

    Account.objects.filter(pk=account.pk).update(name_en="Corrected meanwhile")
    request = AccountRequest.objects.get(pk=request.pk)

    assert not request.facts().account_current


def test_change_request_keeps_later_corrections_of_the_account(
    demo_users: DemoUsers, account: Account
) -> None:
    request = advised_request(change_request(account, demo_users, level="national"), demo_users)
    Account.objects.filter(pk=account.pk).update(notice_en="https://www.canada.ca/en/new.html")

    request = submit(AccountRequest.objects.get(pk=request.pk), by=demo_users["practitioner"]).row

    assert request.notice_en == "https://www.canada.ca/en/new.html"
    assert request.level == "national"


def _transfer(account: Account, demo_users: DemoUsers) -> AccountRequest:
    return change_request(
        account,
        demo_users,
        "transfer",
        receiving_organization=find_organization("ca"),
        practitioners=[demo_users["outsider"]],
        responsible_person=demo_users["superior2"],
        backup_monitor=demo_users["outsider"],
    )


def test_transfer_can_be_accepted_once_by_the_receiving_superior(
    demo_users: DemoUsers, account: Account
) -> None:
    request = _transfer(account, demo_users)
    assert not request.facts().transfer_accepted

    request = accept_transfer(request, by=demo_users["superior2"]).row

    assert request.facts().transfer_accepted
    with pytest.raises(GuardFailed, match="already accepted"):
        accept_transfer(request, by=demo_users["superior2"])


def test_change_of_the_receiving_organization_voids_the_acceptance(
    demo_users: DemoUsers, account: Account
) -> None:
    request = accept_transfer(_transfer(account, demo_users), by=demo_users["superior2"]).row
    other = find_organization("rcaf")

    request = edit(request, by=demo_users["practitioner"], receiving_organization=other).row

    assert request.accepted_by is None
    assert not request.facts().transfer_accepted


def test_superior_of_the_giving_organization_cannot_accept_a_transfer(
    demo_users: DemoUsers, account: Account
) -> None:
    with pytest.raises(StepNotPermitted):
        accept_transfer(_transfer(account, demo_users), by=demo_users["superior"])


def test_only_a_transfer_can_be_accepted(demo_users: DemoUsers, account: Account) -> None:
    request = change_request(account, demo_users)
    rows = AccountRequest.objects.filter(pk=request.pk)

    with pytest.raises(NotVisible):
        accept_transfer(request, by=demo_users["superior2"])
    with pytest.raises(IntegrityError, match="request_received"):
        rows.update(receiving_organization=find_organization("ca"))


def test_transfer_requires_practitioners_of_the_receiving_organization(
    demo_users: DemoUsers, account: Account
) -> None:
    request = _transfer(account, demo_users)

    assert request.facts().live_practitioners == 1
    request = edit(
        request, by=demo_users["practitioner"], practitioners=[demo_users["practitioner"]]
    ).row
    assert request.facts().live_practitioners == 0


def test_regularization_accepts_a_barred_platform(demo_users: DemoUsers) -> None:
    handles = [proposal("https://www.tiktok.com/@exemple_osma")]

    found = filled_request(demo_users, "regularization", handles=handles)
    new = filled_request(demo_users, handles=handles)

    assert not found.facts().handle_problem
    assert new.facts().handle_problem


def _carried(demo_users: DemoUsers, **fields: object) -> AccountRequest:
    request = carry_over(find_organization(), by=demo_users["ecomms"], declared_official=True).row
    return edit(
        request,
        by=demo_users["ecomms"],
        handles=[proposal()],
        name_en="Example",
        name_fr="Exemple",
        **fields,
    ).row


def test_carry_over_is_presented_and_approved(demo_users: DemoUsers) -> None:
    request = _carried(
        demo_users, earlier_approval_on=date(2019, 5, 1), earlier_approval_text="Memo of May 2019."
    )
    request = present(request, by=demo_users["ecomms"]).row
    assert request.state == "recommended"

    request = services.approve(request, by=demo_users["admpa"]).row

    assert account_of(request).state == "active"


def test_carry_over_requires_its_earlier_approval(demo_users: DemoUsers) -> None:
    with pytest.raises(GuardFailed, match="earlier approval"):
        present(_carried(demo_users), by=demo_users["ecomms"])


def test_carry_over_of_a_requested_address_is_refused(demo_users: DemoUsers) -> None:
    submitted_request(filled_request(demo_users), demo_users)
    request = _carried(
        demo_users, earlier_approval_on=date(2019, 5, 1), earlier_approval_text="Memo of May 2019."
    )

    with pytest.raises(GuardFailed, match="already uses"):
        present(request, by=demo_users["ecomms"])


def test_only_e_communications_can_start_a_carry_over(demo_users: DemoUsers) -> None:
    with pytest.raises(StepNotPermitted):
        carry_over(find_organization(), by=demo_users["practitioner"], declared_official=True)


def test_carry_over_cannot_be_submitted_for_review(demo_users: DemoUsers) -> None:
    request = _carried(demo_users)

    with pytest.raises((StepNotPermitted, InvalidTransition)):
        submit(request, by=demo_users["ecomms"])


def test_change_of_an_account_of_another_organization_cannot_be_started(
    demo_users: DemoUsers, account: Account
) -> None:
    with pytest.raises(StepNotPermitted):
        start(
            find_organization("ca"),
            by=demo_users["outsider"],
            kind="change",
            account=account,
            declared_official=True,
        )
