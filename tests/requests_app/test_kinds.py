"""New, change, transfer, regularization, carry-over; one account or a pair."""

from datetime import date

import pytest

from approvals import decision
from registry.models import Account, Claim
from requests_app.comparison import against_account
from requests_app.content import snapshot_values
from requests_app.drafts import carry_over, edit, start
from requests_app.models import Request
from requests_app.submission import present, submit, withdraw
from requests_app.transfer import accept_transfer
from tests.requests_app import stories
from tests.requests_app.stories import Cast
from workflow.problems import NotYours, OutOfTurn, Refused


@pytest.fixture
def account(cast: Cast) -> Account:
    return stories.account_of(stories.approved(stories.filled(cast), cast))


def test_the_two_of_a_pair_are_submitted_and_claimed_together(cast: Cast) -> None:
    request = stories.submitted(stories.pair(cast), cast)

    assert request.facts().languages_consistent
    assert Claim.objects.filter(owner=request.pk, kind="requested").count() == 2


def test_half_a_pair_is_not_complete(cast: Cast) -> None:
    request = stories.pair(cast)
    request = edit(request, by=cast["outsider"], handles=[stories.wanted(language="en")])

    assert "handles" in request.facts().missing
    assert not request.facts().languages_consistent


def test_a_pair_stands_on_one_platform(cast: Cast) -> None:
    handles = [
        stories.wanted("https://x.com/exemple_en", "en"),
        stories.wanted("https://www.instagram.com/exemple_fr", "fr"),
    ]
    request = edit(stories.pair(cast), by=cast["outsider"], handles=handles)

    assert not request.facts().languages_consistent


def test_a_pair_that_becomes_one_account_gives_the_other_handle_up(cast: Cast) -> None:
    request = edit(
        stories.pair(cast),
        by=cast["outsider"],
        language_mode="bilingual",
        handles=[stories.wanted()],
    )

    assert [one.handle for one in request.proposals.all()] == ["exemple_osma"]


def test_a_change_begins_as_the_account_is(cast: Cast, account: Account) -> None:
    request = stories.changed(account, cast)

    assert request.purpose == account.purpose
    assert request.proposals.get().handle == account.handle
    assert request.account_version == account.version
    assert request.organization == account.organization


def test_a_change_shows_what_it_would_change(cast: Cast, account: Account) -> None:
    request = stories.changed(account, cast, level="national")

    found = against_account(request, snapshot_values(request))

    assert [(one.field, one.before, one.after) for one in found] == [("level", "Local", "National")]


def test_an_account_has_one_open_change(cast: Cast, account: Account) -> None:
    stories.changed(account, cast)

    with pytest.raises(Refused, match="already has an open request"):
        stories.changed(account, cast)


def test_a_second_change_may_follow_the_first(cast: Cast, account: Account) -> None:
    withdraw(stories.changed(account, cast), by=cast["practitioner"])

    assert stories.changed(account, cast).state == "draft"


def test_a_change_does_not_claim_the_handle_the_account_has(cast: Cast, account: Account) -> None:
    request = stories.submitted(stories.changed(account, cast, level="national"), cast)

    assert not Claim.objects.filter(owner=request.pk).exists()
    assert request.facts().taken_handles == ()


def test_a_change_needs_the_account_as_it_is(cast: Cast, account: Account) -> None:
    request = stories.in_review(stories.changed(account, cast, level="national"), cast)
    assert request.facts().account_current

    Account.objects.filter(pk=account.pk).update(name_en="Corrected meanwhile")
    request = Request.objects.get(pk=request.pk)

    assert not request.facts().account_current


def test_what_was_corrected_meanwhile_is_not_undone(cast: Cast, account: Account) -> None:
    request = stories.advised(stories.changed(account, cast, level="national"), cast)
    Account.objects.filter(pk=account.pk).update(notice_en="https://www.canada.ca/en/new.html")

    request = submit(Request.objects.get(pk=request.pk), by=cast["practitioner"])

    assert request.notice_en == "https://www.canada.ca/en/new.html"
    assert request.level == "national"


def _transfer(account: Account, cast: Cast) -> Request:
    return stories.changed(
        account,
        cast,
        "transfer",
        receiving=stories.organization("ca"),
        practitioners=[cast["outsider"]],
        answerable=cast["superior2"],
        backup=cast["outsider"],
    )


def test_a_transfer_waits_for_the_receiving_superior(cast: Cast, account: Account) -> None:
    request = _transfer(account, cast)
    assert not request.facts().transfer_accepted

    request = accept_transfer(request, by=cast["superior2"])

    assert request.facts().transfer_accepted
    with pytest.raises(Refused, match="already accepted"):
        accept_transfer(request, by=cast["superior2"])


def test_another_receiver_must_accept_afresh(cast: Cast, account: Account) -> None:
    request = accept_transfer(_transfer(account, cast), by=cast["superior2"])
    other = stories.organization("rcaf")

    request = edit(request, by=cast["practitioner"], receiving=other)

    assert request.accepted_by is None
    assert not request.facts().transfer_accepted


def test_the_giving_superior_does_not_accept(cast: Cast, account: Account) -> None:
    with pytest.raises(NotYours):
        accept_transfer(_transfer(account, cast), by=cast["superior"])


def test_what_is_no_transfer_is_not_accepted(cast: Cast, account: Account) -> None:
    request = stories.changed(account, cast)
    Request.objects.filter(pk=request.pk).update(receiving=stories.organization("ca"))

    with pytest.raises(Refused, match="Only a transfer"):
        accept_transfer(Request.objects.get(pk=request.pk), by=cast["superior2"])


def test_a_transfer_is_run_by_practitioners_of_the_receiver(cast: Cast, account: Account) -> None:
    request = _transfer(account, cast)

    assert request.facts().live_practitioners == 1
    request = edit(request, by=cast["practitioner"], practitioners=[cast["practitioner"]])
    assert request.facts().live_practitioners == 0


def test_a_found_account_may_be_on_a_barred_platform(cast: Cast) -> None:
    handles = [stories.wanted("https://www.tiktok.com/@exemple_osma")]

    found = stories.filled(cast, "regularization", handles=handles)
    new = stories.filled(cast, handles=handles)

    assert not found.facts().handle_problem
    assert new.facts().handle_problem


def _carried(cast: Cast, **fields: object) -> Request:
    request = carry_over(stories.organization(), by=cast["ecomms"], declared_official=True)
    return edit(
        request,
        by=cast["ecomms"],
        handles=[stories.wanted()],
        name_en="Example",
        name_fr="Exemple",
        **fields,
    )


def test_a_carry_over_is_presented_and_approved(cast: Cast) -> None:
    request = _carried(
        cast, earlier_approval_on=date(2019, 5, 1), earlier_approval_text="Memo of May 2019."
    )
    request = present(request, by=cast["ecomms"])
    assert request.state == "recommended"

    request = decision.approve(request, by=cast["admpa"])

    assert stories.account_of(request).state == "active"


def test_a_carry_over_needs_its_earlier_approval(cast: Cast) -> None:
    with pytest.raises(Refused, match="earlier approval"):
        present(_carried(cast), by=cast["ecomms"])


def test_a_carry_over_of_a_claimed_handle_is_refused(cast: Cast) -> None:
    stories.submitted(stories.filled(cast), cast)
    request = _carried(
        cast, earlier_approval_on=date(2019, 5, 1), earlier_approval_text="Memo of May 2019."
    )

    with pytest.raises(Refused, match="claims"):
        present(request, by=cast["ecomms"])


def test_only_e_communications_carries_over(cast: Cast) -> None:
    with pytest.raises(NotYours):
        carry_over(stories.organization(), by=cast["practitioner"], declared_official=True)


def test_a_carry_over_does_not_go_to_pa_staff(cast: Cast) -> None:
    request = _carried(cast)

    with pytest.raises((NotYours, OutOfTurn)):
        submit(request, by=cast["ecomms"])


def test_a_change_of_somebody_elses_organization_is_not_started(
    cast: Cast, account: Account
) -> None:
    with pytest.raises(NotYours):
        start(
            stories.organization("ca"),
            by=cast["outsider"],
            kind="change",
            account=account,
            declared_official=True,
        )
