"""What is due: every rule, one row each. Sweep, dry run, calendars and tests are driven by this table."""

from collections.abc import Iterator
from datetime import timedelta

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

from access.models import Delegation, Office
from directive.account import ACCOUNT
from directive.lifecycle import Actor, Tie, actor
from directive.practitioner import PRACTITIONER
from directive.request import REQUEST
from directive.roles import Role
from practitioners.models import ACKNOWLEDGED_FOR, Authorization
from registry.models import Account, Assessment, ClosingTask, Finding
from reminders.followed import followed
from reminders.models import Interval
from reminders.rule import Rule, Rungs
from requests_app.models import Request

# Days within which something is due, where no lifecycle has a target: an administrator may set others.
WITHIN = {
    "account.listing": 20,  # of the submission to Service Canada
    "account.finding": 14,  # of the finding
    "practitioner.security": 10,  # of the authorization, for the first time
    "practitioner.deployed": 10,
    "request.draft": 30,  # without a change
}
NOT_AFTER = Rungs(every=0)  # what ends is over by then

_UNTRAINED = PRACTITIONER.step("complete_training").sources
_CLOSING = ACCOUNT.step("deactivate").sources
_PERSON = actor(Role.ANYONE, Tie.OWN)
_ASKED_CLOSURE = tuple(
    actor for actor in ACCOUNT.step("work_plan").actors if actor.role != Role.ECOMMS
)


def _days_after(column: str, days: timedelta) -> Combinable:
    return ExpressionWrapper(F(column) + Value(days.days), output_field=DateField())


def _within(kind: str, since: Combinable) -> Combinable:
    days = Interval.objects.filter(kind=kind).values("within")
    allowed = Coalesce(Subquery(days), Value(WITHIN[kind]), output_field=IntegerField())
    return ExpressionWrapper(since + allowed, output_field=DateField())


def _awaited() -> Iterator[Rule]:
    """The step that each state awaits, by its target in working days (`workflow.due`)."""
    for name, model in followed().items():
        lifecycle = model.lifecycle
        for step in lifecycle.steps:
            if states := lifecycle.awaiting(step.name):
                yield Rule(
                    kind=f"{name}.{step.name}",
                    label=step.label,
                    model=model,
                    due=F("due_on"),
                    asked=step.actors,
                    paragraph=step.paragraph,
                    when=Q(state__in=states, due_on__isnull=False),
                    begun=TruncDate("state_since"),
                )


def _practitioners() -> Iterator[Rule]:
    live = Q(state__in=PRACTITIONER.live_states)
    acknowledge = PRACTITIONER.step("acknowledge")
    deployed = Account.objects.filter(
        practitioners=OuterRef("person"), deployed=True, state__in=ACCOUNT.live_states
    )
    yield Rule(
        kind="practitioner.training",
        label=_("Complete the Social Media Primer and provide the evidence"),
        model=Authorization,
        due=F("due_on"),
        asked=PRACTITIONER.step("provide_evidence").actors,
        paragraph="3.12",
        when=Q(state__in=_UNTRAINED, evidence="", due_on__isnull=False),
        begun=TruncDate("state_since"),
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
        yield Rule(
            kind=f"practitioner.{name}",
            label=label,
            model=Authorization,
            due=Coalesce(
                _days_after(column, ACKNOWLEDGED_FOR),
                _within(f"practitioner.{name}", F("authorized_on")),
            ),
            asked=acknowledge.actors,
            paragraph=paragraph,
            when=when,
            begun=Coalesce(column, "authorized_on"),
        )
    yield Rule(
        kind="practitioner.ending",
        label=_("Replace a practitioner whose authorization ends"),
        model=Authorization,
        due=F("last_day"),
        asked=(actor(Role.SUPERIOR), actor(Role.PRACTITIONER, Tie.OWN)),
        paragraph="4.7(4)",
        when=live & Q(last_day__isnull=False),
        rungs=NOT_AFTER,
    )


def _accounts() -> Iterator[Rule]:
    in_use = Q(state__in=ACCOUNT.live_states)
    unfinished = ClosingTask.objects.filter(
        account=OuterRef("pk"), outcome=ClosingTask.Outcome.OPEN
    )
    yield Rule(
        kind="account.listing",
        label=_("Confirm the listing in the master index"),
        model=Account,
        due=_within("account.listing", F("submitted_on")),
        asked=ACCOUNT.step("confirm_listing").actors,
        paragraph="4.4",
        when=in_use
        & ~Q(state__in=_CLOSING)
        & Q(submitted_on__isnull=False, listed_on__isnull=True),
        begun=F("submitted_on"),
    )
    yield Rule(
        kind="account.asked_closure",
        label=_("Work through the closing plan"),
        model=Account,
        due=F("due_on"),
        asked=_ASKED_CLOSURE,
        paragraph="4.6",
        when=Q(
            Exists(unfinished), state__in=_CLOSING, closing_directed=False, due_on__isnull=False
        ),
        begun=TruncDate("state_since"),
    )
    yield Rule(
        kind="account.directed_closure",
        label=_("Carry out the deactivation that ADM(PA) directed"),
        model=Account,
        due=F("closing_due"),
        asked=ACCOUNT.step("work_plan").actors,
        paragraph="5.4",
        when=Q(state__in=_CLOSING, closing_directed=True, closing_due__isnull=False),
        begun=TruncDate("state_since"),
    )
    yield Rule(
        kind="account.finding",
        label=_("Mend a readiness row that no longer holds"),
        model=Finding,
        due=_within("account.finding", F("since")),
        asked=(actor(Role.SUPERIOR), actor(Role.L1)),
        paragraph="4.7",
        when=Q(resolved_on__isnull=True),
        of_subject=Q(account__state__in=ACCOUNT.live_states),
        begun=F("since"),
        through="account",
        detail="row",
    )


def _others() -> Iterator[Rule]:
    yield Rule(
        kind="request.draft",
        label=_("Go on with the request, or withdraw it"),
        model=Request,
        due=_within("request.draft", TruncDate("changed_at")),
        asked=_held(),
        paragraph="4.2",
        when=Q(state__in=REQUEST.stopped),
        begun=TruncDate("changed_at"),
        compulsory=False,
    )
    yield Rule(
        kind="assessment.review",
        label=_("Review the privacy impact assessment"),
        model=Assessment,
        due=F("review_on"),
        asked=(actor(Role.ECOMMS), actor(Role.DAIP)),
        paragraph="4.9",
        when=Q(state__in=Assessment.lifecycle.live_states, review_on__isnull=False),
        begun=F("in_force_on"),
        rungs=NOT_AFTER,
    )
    yield Rule(
        kind="office.ending",
        label=_("Appoint a successor to an office that ends"),
        model=Office,
        due=F("last_day"),
        asked=(_PERSON, actor(Role.ADMINISTRATOR)),
        paragraph="6.1",
        # The office of a practitioner ends with the authorization, which has a rule of its own.
        when=Q(ended_at__isnull=True, last_day__isnull=False) & ~Q(role=Role.PRACTITIONER),
        begun=F("first_day"),
        rungs=NOT_AFTER,
    )
    yield Rule(
        kind="delegation.ending",
        label=_("Lend your powers again, or take up your work"),
        model=Delegation,
        due=F("last_day"),
        asked=(_PERSON,),
        paragraph="6.1",
        when=Q(ended_at__isnull=True),
        begun=F("first_day"),
        compulsory=False,
        rungs=NOT_AFTER,
    )


def _held() -> tuple[Actor, ...]:
    """Who holds a request while its clock stands still: for a carry-over, the officer who began it."""
    steps = [REQUEST.awaited(state) for state in sorted(REQUEST.stopped)] + [
        REQUEST.step("present")
    ]
    return tuple(dict.fromkeys(actor for step in steps if step for actor in step.actors))


RULES: tuple[Rule, ...] = (*_awaited(), *_practitioners(), *_accounts(), *_others())
BY_KIND = {rule.kind: rule for rule in RULES}
