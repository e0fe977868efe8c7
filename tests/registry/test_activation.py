"""Activation of an account, when every readiness row is met (§ 4.5-4.7)."""

from itertools import count
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.utils import timezone

from demo.accounts import DemoAccounts
from demo.requests import DemoRequests
from directive.readiness import READINESS
from registry.models import Account
from registry.queries.readiness import checklist
from registry.services.onboarding import activate, submit_to_index
from workflow.exceptions import GuardFailed, InvalidTransition

pytestmark = pytest.mark.template_database("assessed")
NO_CUSTODY = {
    "custody_on": None,
    "custody_role": "",
    "custody_place": "",
    "custody_multi_factor": None,
    "custody_administrators": None,
}
UNMET_ROWS = [
    ("control", {"controlled_on": None, "controlled_evidence": ""}),
    ("conditions", {"conditions": "Two of them."}),
    ("configuration", {"configured_on": None}),
    ("notice", {"notice_fr": ""}),
    ("language", {"language": "en"}),
    ("monitoring", {"backup_monitor": None}),
    ("instructions", {"instructed_on": None, "instructions_version": ""}),
    ("responsible_person", {"responsible_person": None}),
    ("custody", NO_CUSTODY),
    ("index", {"submitted_on": None, "submission_reference": ""}),
    ("assessment", {"use": "live"}),
    ("practitioner", {"used_on_deployment": True}),
]


class TestActivate:
    def test_activated_account_is_official_from_that_day(self, demo_accounts):
        account = demo_accounts.active()
        assert account.state == "active"
        assert account.official_since == timezone.localdate()

    def test_activation_requires_every_readiness_row(self, demo_accounts):
        with pytest.raises(GuardFailed):
            activate(demo_accounts.with_service_canada(), by=demo_accounts.users["ecomms"])

    @pytest.mark.template_database("demo")
    @pytest.mark.parametrize(("code", "fields"), UNMET_ROWS)
    def test_activation_is_refused_for_each_unmet_readiness_row(
        self, demo_data, in_state, code, fields
    ):
        demo_accounts = DemoAccounts(demo_data, DemoRequests(demo_data, count(1)))
        account = demo_accounts.ready(in_state("with_service_canada"))
        Account.objects.filter(pk=account.pk).update(**fields)
        account = Account.objects.get(pk=account.pk)
        if code == "practitioner":
            account.practitioners.clear()
        assert [line.row.code for line in checklist(account) if not line.is_met] == [code]
        with pytest.raises(GuardFailed):
            activate(account, by=demo_accounts.users["ecomms"])

    def test_every_readiness_row_has_a_case(self):
        assert {code for code, _fields in UNMET_ROWS} == {row.code for row in READINESS}

    def test_activation_of_a_pair_is_refused_while_one_account_is_not_ready(self, demo_accounts):
        account = demo_accounts.with_service_canada(pair=True)
        demo_accounts.ready(account)
        with pytest.raises(GuardFailed):
            activate(account, by=demo_accounts.users["ecomms"])
        assert set(Account.objects.values_list("state", flat=True)) == {"with_service_canada"}

    def test_accounts_of_a_pair_are_activated_together(self, demo_accounts):
        account = demo_accounts.active(pair=True)
        partner = Account.objects.get(partner=account)
        assert (account.state, partner.state) == ("active", "active")
        assert account.official_since == partner.official_since

    def test_activation_of_a_pair_is_refused_while_one_account_is_not_submitted(
        self, demo_accounts
    ):
        account = demo_accounts.registered(pair=True)
        submit_to_index(
            account,
            by=demo_accounts.users["practitioner"],
            sent_on=timezone.localdate(),
            reference="SC-1",
        )
        demo_accounts.ready(account)
        with pytest.raises(GuardFailed):
            activate(account, by=demo_accounts.users["ecomms"])


def test_concurrent_activation_of_both_accounts_of_a_pair_succeeds_once(
    cloned_database, demo_accounts
):
    first = demo_accounts.with_service_canada(pair=True)
    for account in (first, first.partner):
        demo_accounts.ready(account)
    barrier, answers = Barrier(2), []

    def run(account, by):
        barrier.wait()
        try:
            answers.append(activate(account, by=by).row.state)
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
