from datetime import timedelta
from itertools import count
from threading import Barrier, Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.utils import timezone

from demo.accounts import DemoAccounts
from demo.cast import EVIDENCE
from demo.requests import DemoRequests
from directive.readiness import READINESS
from registry.models import Account, IndexSubmission
from registry.numbers import is_number
from registry.queries.readiness import checklist
from registry.services.onboarding import activate, register, submit_to_index
from workflow.exceptions import GuardFailed, InvalidTransition, StepError, StepNotPermitted


@pytest.mark.django_db
class TestRegister:
    def test_a_number_is_given(self, demo_accounts):
        account = register(demo_accounts.approved(), by=demo_accounts.users["ecomms"])
        assert account.state == "registered"
        assert is_number(account.number)
        assert account.registered_on == timezone.localdate()

    def test_only_e_communications_may(self, demo_accounts):
        with pytest.raises(StepNotPermitted):
            register(demo_accounts.approved(), by=demo_accounts.users["superior"])

    def test_only_once(self, demo_accounts):
        with pytest.raises(InvalidTransition):
            register(demo_accounts.registered(), by=demo_accounts.users["ecomms"])


@pytest.mark.django_db
class TestSubmitToIndex:
    def submit(self, demo_accounts, account, by="practitioner", **given):
        given = {"sent_on": timezone.localdate(), "reference": "SC-1"} | given
        return submit_to_index(account, by=demo_accounts.users[by], **given)

    def test_the_fields_are_kept_as_they_were(self, demo_accounts):
        account = self.submit(demo_accounts, demo_accounts.registered())
        sent = IndexSubmission.objects.get(account=account)
        values = {line["code"]: (line["en"], line["fr"]) for line in sent.snapshot}
        assert account.state == "with_service_canada"
        assert values["name_en"][0] == account.name_en
        assert values["language"] == ("Bilingual", values["language"][1])
        assert sent.reference == "SC-1"

    def test_the_proof_gets_a_name_that_tells_nothing(self, demo_accounts):
        proof = SimpleUploadedFile("from-the-navy.pdf", EVIDENCE)
        account = self.submit(demo_accounts, demo_accounts.registered(), proof=proof)
        sent = IndexSubmission.objects.get(account=account)
        assert sent.proof_name == "from-the-navy.pdf"
        assert "navy" not in sent.proof.name

    def test_a_reference_is_needed(self, demo_accounts):
        with pytest.raises(GuardFailed):
            self.submit(demo_accounts, demo_accounts.registered(), reference="")

    def test_only_a_practitioner_on_the_account_may(self, demo_accounts):
        with pytest.raises(StepError):
            self.submit(demo_accounts, demo_accounts.registered(), by="outsider")


@pytest.mark.django_db
class TestActivate:
    def test_it_is_official_from_that_day(self, demo_accounts):
        account = demo_accounts.active()
        assert account.state == "active"
        assert account.official_since == timezone.localdate()

    def test_not_before_every_row_holds(self, demo_accounts):
        with pytest.raises(GuardFailed):
            activate(demo_accounts.with_service_canada(), by=demo_accounts.users["ecomms"])

    @pytest.mark.parametrize(
        ("code", "fields"),
        [
            ("control", {"controlled_on": None}),
            ("conditions", {"conditions": "Two of them.", "conditions_met_on": None}),
            ("configuration", {"configured_on": None}),
            ("notice", {"notice_fr": ""}),
            ("language", {"language": "en"}),
            ("monitoring", {"backup_monitor": None}),
            ("instructions", {"instructed_on": None}),
            ("responsible_person", {"responsible_person": None}),
            ("custody", {"custody_on": None}),
            ("index", {"submission_reference": ""}),
            ("assessment", {"use": "live"}),
            ("practitioner", {"used_on_deployment": True}),
        ],
    )
    def test_each_row_bars_the_way(self, demo_data, in_state, code, fields):
        demo_accounts = DemoAccounts(demo_data, DemoRequests(demo_data, count(1)))
        account = demo_accounts.ready(in_state("with_service_canada"))
        Account.objects.filter(pk=account.pk).update(**fields)
        account = Account.objects.get(pk=account.pk)
        if code == "practitioner":
            account.practitioners.clear()
        assert [line.row.code for line in checklist(account) if not line.holds] == [code]
        with pytest.raises(GuardFailed):
            activate(account, by=demo_accounts.users["ecomms"])

    def test_every_row_is_tried(self):
        marks = TestActivate.test_each_row_bars_the_way.pytestmark[0].args[1]
        assert {code for code, _fields in marks} == {row.code for row in READINESS}

    def test_both_of_a_pair_or_neither(self, demo_accounts):
        account = demo_accounts.with_service_canada(pair=True)
        demo_accounts.ready(account)
        with pytest.raises(GuardFailed):
            activate(account, by=demo_accounts.users["ecomms"])
        assert set(Account.objects.values_list("state", flat=True)) == {"with_service_canada"}

    def test_a_pair_becomes_active_together(self, demo_accounts):
        account = demo_accounts.active(pair=True)
        partner = Account.objects.get(partner=account)
        assert (account.state, partner.state) == ("active", "active")
        assert account.official_since == partner.official_since

    def test_a_pair_waits_for_the_slower_one(self, demo_accounts):
        account = demo_accounts.registered(pair=True)
        TestSubmitToIndex().submit(demo_accounts, account)
        demo_accounts.ready(account)
        with pytest.raises(GuardFailed):
            activate(account, by=demo_accounts.users["ecomms"])


def test_two_officers_at_once_from_either_side_of_a_pair(cloned_database, demo_accounts):
    first = demo_accounts.with_service_canada(pair=True)
    for account in (first, first.partner):
        demo_accounts.ready(account)
    barrier, answers = Barrier(2), []

    def run(account, by):
        barrier.wait()
        try:
            answers.append(activate(account, by=by).state)
        except InvalidTransition:
            answers.append("out of turn")
        connections.close_all()

    pairs = [
        (first, demo_accounts.users["ecomms"]),
        (first.partner, demo_accounts.users["ecomms2"]),
    ]
    threads = [Thread(target=run, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["active", "out of turn"]


@pytest.mark.django_db
def test_a_submission_of_tomorrow_is_refused_by_the_form(demo_accounts):
    from registry.forms.steps import SubmitForm

    day = timezone.localdate() + timedelta(days=1)
    form = SubmitForm(
        {"sent_on": day.isoformat(), "reference": "SC-1"}, row=demo_accounts.registered()
    )
    assert "sent_on" in form.errors
