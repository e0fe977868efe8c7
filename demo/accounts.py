"""Accounts of the demo in every state, each reached by the real steps."""

from collections.abc import Callable
from datetime import timedelta
from typing import Unpack

from django.utils import timezone

from access.models import Person
from demo.requests import DemoRequests, DraftOptions
from directive.codes import CLOSING_PLAN
from registry.models import (
    Account,
    AccountAddress,
    ClosingTask,
    ConfigurationReview,
    ConfigurationRule,
)
from registry.services import closure, onboarding, records


class DemoAccounts:
    """Each method makes an account in the state of its name; `how` goes to `DemoRequests.approved`."""

    def __init__(self, demo_users: dict[str, Person], requests: DemoRequests) -> None:
        self.users = demo_users
        self.requests = requests

    def approved(self, **how: Unpack[DraftOptions]) -> Account:
        request = self.requests.approved(**how)
        # Of a pair the English one, which has the other as its partner.
        return Account.objects.filter(request_id=request.pk).order_by("language", "created_at")[0]

    def registered(self, **how: Unpack[DraftOptions]) -> Account:
        account = onboarding.register(self.approved(**how), by=self.users["ecomms"]).row
        if account.partner:
            onboarding.register(account.partner, by=self.users["ecomms"])
        return account

    def with_service_canada(self, **how: Unpack[DraftOptions]) -> Account:
        account = self._submit(self.registered(**how))
        if account.partner:
            self._submit(account.partner)
        return account

    def active(self, **how: Unpack[DraftOptions]) -> Account:
        account = self.ready(self.with_service_canada(**how))
        if account.partner:
            self.ready(account.partner)
        return onboarding.activate(account, by=self.users["ecomms"]).row

    def suspended(self, **how: Unpack[DraftOptions]) -> Account:
        return records.suspend(
            self.active(**how),
            by=self.users["ecomms"],
            code="crisis",
            reason="Nothing is posted during the exercise.",
        ).row

    def closing(self, **how: Unpack[DraftOptions]) -> Account:
        return closure.ask_closure(
            self.active(**how),
            by=self.users["practitioner"],
            reason="The unit moves to the account of its formation.",
            plan={code: "By the end of the month." for code, _ in CLOSING_PLAN.choices()},
            disposition=AccountAddress.Disposition.PARKED,
        ).row

    def directed(self, **how: Unpack[DraftOptions]) -> Account:
        return closure.direct_closure(
            self.active(**how),
            by=self.users["admpa"],
            ground="5.4(2)",
            reason="Posts appear in one language only, after two reminders.",
            due_on=timezone.localdate() + timedelta(days=30),
        ).row

    def deactivated(self, **how: Unpack[DraftOptions]) -> Account:
        account = self.closing(**how)
        done = (ClosingTask.Outcome.DONE, "Done, and seen by PA staff.")
        account = closure.work_plan(
            account,
            by=self.users["ecomms"],
            rows={code: done for code, _ in CLOSING_PLAN.choices()},
            disposition=AccountAddress.Disposition.PARKED,
        ).row
        return closure.deactivate(account, by=self.users["ecomms"]).row

    def ready(self, account: Account) -> Account:
        """Take the steps that meet every row of the readiness list (§ 4.5-4.7)."""
        ecomms, practitioner = self.users["ecomms"], self.users["practitioner"]
        seen = "Signed in with the unit, today."
        account = records.confirm_control(account, by=ecomms, evidence=seen).row
        if account.conditions:
            met = "Seen in the plan of the unit."
            account = records.confirm_conditions(account, by=ecomms, evidence=met).row
        answers = _passing_answers()
        account = records.review_configuration(account, by=ecomms, answers=answers).row
        guide = "Moderation guide, version 1"
        account = records.give_instructions(account, by=ecomms, instructions=guide).row
        return records.record_custody(
            account,
            by=practitioner,
            role="PA duty officer of the unit",
            place="Password manager of the command",
            multi_factor=True,
            administrators=2,
        ).row

    def _submit(self, account: Account) -> Account:
        return onboarding.submit_to_index(
            account,
            by=self.users["practitioner"],
            sent_on=timezone.localdate(),
            reference=f"DEMO-{str(account.pk)[:8]}",
        ).row


def one_in_every_state(demo_accounts: DemoAccounts) -> dict[str, Account]:
    # The methods are named for the states: a state without one fails here.
    makers: dict[str, Callable[[], Account]] = {
        name: getattr(demo_accounts, name) for name in Account.lifecycle.by_state
    }
    accounts = {name: make() for name, make in makers.items()}
    accounts["directed"] = demo_accounts.directed()
    accounts["pair"] = demo_accounts.active(pair=True)
    return accounts


def _passing_answers() -> dict[str, dict[str, str]]:
    passed = ConfigurationReview.Answer.PASS
    return {
        rule.code: {"answer": passed, "note": "", "rule": str(rule.pk)}
        for rule in ConfigurationRule.objects.filter(valid_to=None)
    }
