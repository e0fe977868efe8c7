"""Approval, registration, submission to the index and activation of an account (§ 4.3-4.7)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from approvals import services
from audit.history import history
from demo.users import EVIDENCE
from registry.forms.steps import SubmitForm
from registry.models import Account, AccountAddress, Finding, IndexSubmission
from registry.numbers import is_number
from registry.queries.verification import Answer
from registry.services.addresses import released_addresses
from registry.services.onboarding import register, submit_to_index
from requests_app.enums import Kind
from requests_app.services import consultation, drafts, submission
from tests.factories import proposal
from tests.verdicts import verdict_for_handle
from workflow.exceptions import GuardFailed, InvalidTransition, StepError, StepNotPermitted
from workflow.steps import take_step

pytestmark = pytest.mark.template_database("assessed")


def change_recommended(demo_accounts, account: Account, **fields: object):
    """A request to change this account that awaits the decision of ADM(PA)."""
    demo_users = demo_accounts.users
    by = demo_users["practitioner"]
    request = drafts.start(
        account.organization, by=by, kind=Kind.CHANGE, declared_official=True, account=account
    ).row
    request = drafts.edit(request, by=by, need="A better name.", **fields).row
    request = consultation.consult(request, by=by).row
    request = consultation.advise(
        request, by=demo_users["pa"], finding="supported", advice="Clear."
    ).row
    request = submission.submit(request, by=by).row
    request = services.assign(
        services.endorse(request, by=demo_users["l1"]).row, by=demo_users["ecomms"]
    ).row
    return services.recommend(
        request, by=demo_users["ecomms"], recommendation="approval", text="Sound."
    ).row


def test_account_takes_the_values_of_the_approved_request(demo_accounts):
    request = demo_accounts.requests.recommended()
    services.approve(request, by=demo_accounts.users["admpa"], conditions="Two practitioners.")
    account = Account.objects.get(request_id=request.pk)
    proposal = request.proposals.get()
    assert (account.state, account.handle) == ("approved", proposal.handle)
    assert account.purpose == request.purpose
    assert account.conditions == "Two practitioners."
    assert account.approved_by == demo_accounts.users["admpa"]
    assert set(account.practitioners.all()) == set(request.practitioners.all())
    assert account.number is None


def test_address_of_an_approved_account_is_live(demo_accounts):
    account = demo_accounts.approved()
    assert AccountAddress.objects.get(account=account).status == AccountAddress.Status.LIVE


def test_approved_accounts_of_a_pair_are_partners(demo_accounts):
    first = demo_accounts.approved(pair=True)
    second = Account.objects.get(partner=first)
    assert first.partner == second
    verbs = [event.action for event in history("account", first.pk)]
    assert verbs == ["account.enter", "account.pair"]


def test_account_history_records_the_practitioners(demo_accounts):
    account = demo_accounts.approved()
    entered = history("account", account.pk).first()
    people = sorted(str(person.pk) for person in account.practitioners.all())
    assert entered.after["practitioners"] == people


def test_amend_step_is_refused_outside_an_approval(demo_accounts):
    account = demo_accounts.approved()
    with pytest.raises(StepNotPermitted):
        take_step(account, "amend", by=demo_accounts.users["admpa"])


def test_approval_is_refused_when_another_owner_has_the_address(demo_accounts):
    request = demo_accounts.requests.recommended()
    proposal = request.proposals.get()
    AccountAddress.objects.filter(request_id=request.pk).update(request_id=uuid4())
    with pytest.raises(GuardFailed, match="already uses"):
        services.approve(request, by=demo_accounts.users["admpa"])
    assert not Account.objects.filter(handle=proposal.handle).exists()


def test_open_change_request_leaves_the_account_official(demo_accounts):
    """D3: a request changes nothing until it is approved."""
    account = demo_accounts.active()
    before, key = account.handle, AccountAddress.objects.get(account=account).key
    change_recommended(demo_accounts, account, handles=[proposal("https://x.com/exemple_nouveau")])
    assert Account.objects.get(pk=account.pk).handle == before
    assert verdict_for_handle(account.platform, key).answer == Answer.OFFICIAL


def test_approved_change_keeps_the_former_address_verifiable(demo_accounts):
    account = demo_accounts.active()
    old = AccountAddress.objects.get(account=account)
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


def test_change_in_capitals_alone_keeps_the_address(demo_accounts):
    account = demo_accounts.active()
    old = AccountAddress.objects.get(account=account)
    url = account.address.replace(account.handle, account.handle.upper())
    request = change_recommended(demo_accounts, account, handles=[proposal(url)])
    services.approve(request, by=demo_accounts.users["admpa"])
    account = Account.objects.get(pk=account.pk)
    address = AccountAddress.objects.get(account=account)
    assert (account.address, account.handle) == (url, account.handle.upper())
    assert (address.pk, address.status, address.handle) == (old.pk, "live", account.handle)
    assert not AccountAddress.objects.filter(request_id=request.pk).exists()
    assert not released_addresses(by=demo_accounts.users["ecomms"]).exists()
    assert verdict_for_handle(account.platform, old.key).answer == Answer.OFFICIAL


class TestCarryOver:
    @pytest.fixture
    def carried_account(self, demo_data) -> Account:
        return Account.objects.filter(approval="carry_over", language="en").first()

    @pytest.mark.template_database("demo")
    def test_carried_over_account_is_official_since_its_earlier_approval(self, carried_account):
        assert carried_account.state == "active"
        assert carried_account.official_since == carried_account.approved_on
        assert carried_account.number

    @pytest.mark.template_database("demo")
    def test_carried_over_account_has_findings_for_unproven_rows(self, carried_account):
        rows = set(Finding.objects.filter(account=carried_account).values_list("row", flat=True))
        assert {"control", "practitioner", "custody", "index", "language"} <= rows

    @pytest.mark.template_database("demo")
    def test_carried_over_account_is_verified_by_its_handle(self, carried_account):
        key = AccountAddress.objects.get(account=carried_account).key
        assert verdict_for_handle(carried_account.platform, key).answer == Answer.OFFICIAL


class TestRegister:
    def test_registration_gives_the_account_a_number(self, demo_accounts):
        account = register(demo_accounts.approved(), by=demo_accounts.users["ecomms"]).row
        assert account.state == "registered"
        assert is_number(account.number)
        assert account.registered_on == timezone.localdate()

    def test_only_e_communications_can_register_an_account(self, demo_accounts):
        with pytest.raises(StepNotPermitted):
            register(demo_accounts.approved(), by=demo_accounts.users["superior"])

    def test_account_can_be_registered_only_once(self, demo_accounts):
        with pytest.raises(InvalidTransition):
            register(demo_accounts.registered(), by=demo_accounts.users["ecomms"])


class TestSubmitToIndex:
    def submit(self, demo_accounts, account, by="practitioner", **given):
        given = {"sent_on": timezone.localdate(), "reference": "SC-1"} | given
        return submit_to_index(account, by=demo_accounts.users[by], **given).row

    def test_index_submission_keeps_a_snapshot_of_the_fields(self, demo_accounts):
        account = self.submit(demo_accounts, demo_accounts.registered())
        sent = IndexSubmission.objects.get(account=account)
        values = {line["code"]: (line["en"], line["fr"]) for line in sent.snapshot}
        assert account.state == "with_service_canada"
        assert values["name_en"][0] == account.name_en
        assert values["language"] == ("Bilingual", values["language"][1])
        assert sent.reference == "SC-1"

    def test_submission_proof_is_stored_under_a_random_name(self, demo_accounts):
        proof = SimpleUploadedFile("from-the-navy.pdf", EVIDENCE)
        account = self.submit(demo_accounts, demo_accounts.registered(), proof=proof)
        sent = IndexSubmission.objects.get(account=account)
        assert sent.proof_name == "from-the-navy.pdf"
        assert "navy" not in sent.proof.name

    def test_index_submission_requires_a_reference(self, demo_accounts):
        with pytest.raises(GuardFailed):
            self.submit(demo_accounts, demo_accounts.registered(), reference="")

    def test_only_a_practitioner_of_the_account_can_submit_to_the_index(self, demo_accounts):
        with pytest.raises(StepError):
            self.submit(demo_accounts, demo_accounts.registered(), by="outsider")


def test_submission_form_refuses_a_future_date(demo_accounts):
    day = timezone.localdate() + timedelta(days=1)
    form = SubmitForm(
        {"sent_on": day.isoformat(), "reference": "SC-1"}, row=demo_accounts.registered()
    )
    assert "sent_on" in form.errors
