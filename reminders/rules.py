"""The table of reminder rules. Reminder runs, calendars and the settings of administrators are driven by it."""

from collections.abc import Iterator

from django.db.models import (
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_noop as _

from access.models import Delegation, RoleAssignment
from directive.lifecycles.account import ACCOUNT
from directive.lifecycles.grammar import Actor, Relation, actor
from directive.lifecycles.practitioner import PRACTITIONER
from directive.lifecycles.request import REQUEST
from directive.roles import Role
from practitioners.models import ACKNOWLEDGED_FOR, Authorization
from registry.models import Account, Assessment, ClosingTask, Finding
from reminders.models import ReminderInterval
from reminders.rule import ReminderRule, ReminderSchedule
from requests_app.models import AccountRequest
from workflow.models import workflow_models

# The due day of rules without a target or a column: days after an event. `ReminderInterval.within` overrides.
DEFAULT_DAYS = {
    "account.listing": 20,  # of the submission to Service Canada
    "account.finding": 14,  # of the finding
    "practitioner.security": 10,  # of the authorization, for the first time
    "practitioner.deployed": 10,
    "request.draft": 30,  # without a change
}
BEFORE_ONLY = ReminderSchedule(
    every=0
)  # for what ends on the day: there is nothing left to do after it

_UNTRAINED = PRACTITIONER.step("complete_training").from_states
_CLOSING = ACCOUNT.step("deactivate").from_states
_PERSON = actor(Role.ANYONE, Relation.OWN)
# A closure that was asked for, not directed, is worked on without E-Communications.
_ASKED_CLOSURE = tuple(
    actor for actor in ACCOUNT.step("work_plan").actors if actor.role != Role.ECOMMS
)


def _days_allowed(rule: str, since: Combinable) -> Combinable:
    # A subquery: this table is made at import, before an administrator's number can be read.
    days = ReminderInterval.objects.filter(rule=rule).values("within")
    allowed = Coalesce(Subquery(days), Value(DEFAULT_DAYS[rule]), output_field=IntegerField())
    return ExpressionWrapper(since + allowed, output_field=DateField())


def _step_rules() -> Iterator[ReminderRule]:
    """A rule for each awaited step: due on the target date that `workflow.due_dates` has set."""
    for name, model in workflow_models().items():
        lifecycle = model.lifecycle
        for step in lifecycle.steps:
            if states := lifecycle.states_awaiting(step.name):
                yield ReminderRule(
                    name=f"{name}.{step.name}",
                    label=step.label,
                    model=model,
                    due=F("due_on"),
                    actors=step.actors,
                    paragraph=step.paragraph,
                    when=Q(state__in=states, due_on__isnull=False),
                    # Who must act was notified as the state was entered.
                    since=TruncDate("state_changed_at"),
                )


def _practitioner_rules() -> Iterator[ReminderRule]:
    live = Q(state__in=PRACTITIONER.live_states)
    acknowledge = PRACTITIONER.step("acknowledge")
    deployed = Account.objects.filter(
        practitioners=OuterRef("person"), used_on_deployment=True, state__in=ACCOUNT.live_states
    )
    yield ReminderRule(
        name="practitioner.training",
        label=_("Complete the Social Media Primer and provide the evidence"),
        model=Authorization,
        due=F("due_on"),
        actors=PRACTITIONER.step("provide_evidence").actors,
        paragraph="3.12",
        when=Q(state__in=_UNTRAINED, evidence="", due_on__isnull=False),
        since=TruncDate("state_changed_at"),
    )
    for name, label, column, paragraph, when in (
        ("security", _("Acknowledge the security duties"), "acknowledged_on", "3.7", live),
        (
            "deployed",
            _("Acknowledge the direction for deployed operations"),
            "deployed_acknowledged_on",
            "3.9",
            live & Q(Exists(deployed)),
        ),
    ):
        yield ReminderRule(
            name=f"practitioner.{name}",
            label=label,
            model=Authorization,
            # A year after the last acknowledgement, or some days after the authorization for the first.
            due=Coalesce(
                ExpressionWrapper(
                    F(column) + Value(ACKNOWLEDGED_FOR.days), output_field=DateField()
                ),
                _days_allowed(f"practitioner.{name}", F("authorized_on")),
            ),
            actors=acknowledge.actors,
            paragraph=paragraph,
            when=when,
            since=Coalesce(column, "authorized_on"),
        )
    yield ReminderRule(
        name="practitioner.ending",
        label=_("Replace a practitioner whose authorization ends"),
        model=Authorization,
        due=F("last_day"),
        actors=(actor(Role.SUPERIOR), actor(Role.PRACTITIONER, Relation.OWN)),
        paragraph="4.7(4)",
        when=live & Q(last_day__isnull=False),
        schedule=BEFORE_ONLY,
    )


def _account_rules() -> Iterator[ReminderRule]:
    in_use = Q(state__in=ACCOUNT.live_states)
    unfinished = ClosingTask.objects.filter(
        account=OuterRef("pk"), outcome=ClosingTask.Outcome.OPEN
    )
    yield ReminderRule(
        name="account.listing",
        label=_("Confirm the listing in the master index"),
        model=Account,
        due=_days_allowed("account.listing", F("submitted_on")),
        actors=ACCOUNT.step("confirm_listing").actors,
        paragraph="4.4",
        when=in_use
        & ~Q(state__in=_CLOSING)
        & Q(submitted_on__isnull=False, listed_on__isnull=True),
        since=F("submitted_on"),
    )
    yield ReminderRule(
        name="account.asked_closure",
        label=_("Work through the closing plan"),
        model=Account,
        due=F("due_on"),
        actors=_ASKED_CLOSURE,
        paragraph="4.6",
        when=Q(
            Exists(unfinished), state__in=_CLOSING, closing_directed=False, due_on__isnull=False
        ),
        since=TruncDate("state_changed_at"),
    )
    yield ReminderRule(
        name="account.directed_closure",
        label=_("Carry out the deactivation that ADM(PA) directed"),
        model=Account,
        due=F("closing_due"),
        actors=ACCOUNT.step("work_plan").actors,
        paragraph="5.4",
        when=Q(state__in=_CLOSING, closing_directed=True, closing_due__isnull=False),
        since=TruncDate("state_changed_at"),
    )
    yield ReminderRule(
        name="account.finding",
        label=_("Mend a readiness row that no longer holds"),
        model=Finding,
        due=_days_allowed("account.finding", F("since")),
        actors=(actor(Role.SUPERIOR), actor(Role.L1)),
        paragraph="4.7",
        when=Q(resolved_on__isnull=True),
        subject_filter=Q(account__state__in=ACCOUNT.live_states),
        since=F("since"),
        through="account",
        detail="row",
    )


def _other_rules() -> Iterator[ReminderRule]:
    yield ReminderRule(
        name="request.draft",
        label=_("Go on with the request, or withdraw it"),
        model=AccountRequest,
        due=_days_allowed("request.draft", TruncDate("updated_at")),
        actors=_requesters(),
        paragraph="4.2",
        when=Q(state__in=REQUEST.paused_states),
        since=TruncDate("updated_at"),
        mandatory=False,
    )
    yield ReminderRule(
        name="assessment.review",
        label=_("Review the privacy impact assessment"),
        model=Assessment,
        due=F("review_on"),
        actors=(actor(Role.ECOMMS), actor(Role.DAIP)),
        paragraph="4.9",
        when=Q(state__in=Assessment.lifecycle.live_states, review_on__isnull=False),
        since=F("in_force_on"),
        schedule=BEFORE_ONLY,
    )
    yield ReminderRule(
        name="role_assignment.ending",
        label=_("Appoint a successor to a role that ends"),
        model=RoleAssignment,
        due=F("last_day"),
        actors=(_PERSON, actor(Role.ADMINISTRATOR)),
        paragraph="6.1",
        # The role of a practitioner ends with the authorization, which has a rule of its own.
        when=Q(ended_at__isnull=True, last_day__isnull=False) & ~Q(role=Role.PRACTITIONER),
        since=F("first_day"),
        schedule=BEFORE_ONLY,
    )
    yield ReminderRule(
        name="delegation.ending",
        label=_("Delegate your role again, or resume your work"),
        model=Delegation,
        due=F("last_day"),
        actors=(_PERSON,),
        paragraph="6.1",
        when=Q(ended_at__isnull=True),
        since=F("first_day"),
        mandatory=False,
        schedule=BEFORE_ONLY,
    )


def _requesters() -> tuple[Actor, ...]:
    """Who works on a request while its target is paused; of an earlier approval, the officer who started it."""
    steps = [REQUEST.next_step(state) for state in sorted(REQUEST.paused_states)] + [
        REQUEST.step("present")
    ]
    return tuple(dict.fromkeys(actor for step in steps if step for actor in step.actors))


RULES: tuple[ReminderRule, ...] = (
    *_step_rules(),
    *_practitioner_rules(),
    *_account_rules(),
    *_other_rules(),
)
RULES_BY_NAME = {rule.name: rule for rule in RULES}
