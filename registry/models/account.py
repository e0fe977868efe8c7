from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.models import Organization, Person
from directive.codes import SUSPENSION_REASONS
from directive.lifecycles.account import ACCOUNT
from directive.lifecycles.grammar import Relation
from registry.models.address import AccountAddress
from registry.models.platform import Platform
from registry.models.terms import AccountTerms, Language
from web.constraints import all_or_none, are_absent, are_given, implies, none_empty
from web.text.search import SearchField
from workflow.forms import code_label
from workflow.models import WorkflowModel

# The states between which an official account is suspended and resumed.
_OFFICIAL = [*ACCOUNT.step("suspend").from_states, *ACCOUNT.step("suspend").to_states]
# An account can be closed before it is registered, and then never gets a number.
_UNNUMBERED = [
    *ACCOUNT.step("register").from_states,
    *ACCOUNT.step("deactivate").from_states,
    *ACCOUNT.step("deactivate").to_states,
]

_DIRECTED = Q(closing_directed=True) & are_given("closing_due", texts=["closing_ground"])
_NOT_DIRECTED = Q(closing_directed=False) & are_absent("closing_due", texts=["closing_ground"])


class ApprovalOrigin(models.TextChoices):
    """How the account came to be approved."""

    NEW = "new", _("New account")
    REGULARIZATION = "regularization", _("Account found in use, made regular")
    CARRY_OVER = "carry_over", _("Approved before this registry existed")


class Account(WorkflowModel, AccountTerms):
    """An official account (§ 4.3). Never deleted: its number and former handles are never reused."""

    lifecycle = ACCOUNT
    unaudited_fields = ("search_text",)
    account_column = "pk"  # of the account that a delegation for one account names
    relations = {
        Relation.OWN: ("requested_by", "practitioners"),
        Relation.ASKED: ("closing_asked_by",),
        Relation.DIRECTED: ("closing_directed",),
    }
    related = ("organization", "platform", "partner", "responsible_person")
    prefetched = ("practitioners", "closing_tasks")

    number = models.CharField(  # noqa: DJ001 - unique once given, and not given at first
        _("registry number"), max_length=20, unique=True, null=True
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organization"),
        on_delete=models.PROTECT,
        related_name="accounts",
    )
    platform = models.ForeignKey(
        Platform, verbose_name=_("platform"), on_delete=models.PROTECT, related_name="accounts"
    )
    handle = models.CharField(_("handle"), max_length=200)
    search_text = SearchField(of=("name_en", "name_fr", "handle", "number"))
    address = models.URLField(_("address"), max_length=400)  # canonical, rebuilt from the handle
    language = models.CharField(_("language"), max_length=10, choices=Language)
    partner = models.OneToOneField(
        "self",
        verbose_name=_("account in the other language"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    practitioners = models.ManyToManyField(
        Person, verbose_name=_("practitioners"), related_name="accounts", blank=True
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    # The approval (§ 4.3). A carry-over keeps the day of the earlier approval.
    approval = models.CharField(_("kind of approval"), max_length=20, choices=ApprovalOrigin)
    approved_on = models.DateField(_("approved on"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    approval_paragraph = models.CharField(_("paragraph"), max_length=20, default="4.3")
    # Of the approved request. No foreign key: a higher package has the requests.
    request_id = models.UUIDField(_("request"), db_index=True)
    conditions = models.TextField(_("conditions of the approval"), blank=True)
    conditions_met_on = models.DateField(null=True)
    conditions_evidence = models.TextField(blank=True)

    # The readiness list (§ 4.4-4.7): each row has the day on which it was proven.
    registered_on = models.DateField(_("registered on"), null=True)
    controlled_on = models.DateField(null=True)
    controlled_evidence = models.TextField(blank=True)
    configured_on = models.DateField(null=True)
    instructed_on = models.DateField(null=True)
    instructions_version = models.CharField(max_length=100, blank=True)
    # Where the credentials are, never what they are (§ 3.7).
    custody_role = models.CharField(
        _("role that holds the credentials"), max_length=200, blank=True
    )
    custody_place = models.CharField(_("where they are kept"), max_length=200, blank=True)
    custody_multi_factor = models.BooleanField(_("multi-factor sign-in"), null=True)
    custody_administrators = models.PositiveSmallIntegerField(
        _("number of administrators"), null=True
    )
    custody_on = models.DateField(null=True)
    submitted_on = models.DateField(_("submitted to Service Canada on"), null=True)
    submission_reference = models.CharField(_("reference"), max_length=100, blank=True)
    listed_on = models.DateField(_("seen in the master index on"), null=True)
    listing_proof = models.TextField(blank=True)
    official_since = models.DateField(_("official since"), null=True)

    # Suspension and closure (§ 4.6, 5.4)
    suspended_for = models.CharField(
        max_length=20, blank=True, choices=SUSPENSION_REASONS.choices(code_label)
    )
    suspended_on = models.DateField(_("suspended on"), null=True)
    closing_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closing_directed = models.BooleanField(default=False)
    closing_ground = models.CharField(max_length=40, blank=True)
    closing_reason = models.TextField(blank=True)
    closing_due = models.DateField(null=True)
    closing_disposition = models.CharField(
        _("what becomes of the handle"),
        max_length=10,
        blank=True,
        choices=AccountAddress.Disposition,
    )
    state_before_closing = models.CharField(max_length=40, blank=True)
    ended_on = models.DateField(_("ended on"), null=True)
    demo = models.BooleanField(default=False, editable=False)  # invented, and marked so in public

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        # Lists continue after the last row seen, so each order ends with the id.
        indexes = [
            models.Index("updated_at", "id", name="account_by_change"),
            models.Index("organization", "updated_at", "id", name="account_by_organization"),
            models.Index("state", "updated_at", "id", name="account_by_state"),
            models.Index("platform", "updated_at", "id", name="account_by_platform"),
            models.Index("due_on", name="account_due", condition=Q(due_on__isnull=False)),
            models.Index(
                "submitted_on",
                name="account_unlisted",
                condition=Q(submitted_on__isnull=False, listed_on__isnull=True),
            ),
            models.Index("state", name="account_deployed", condition=Q(used_on_deployment=True)),
        ]
        constraints = [
            none_empty(
                "approval", "approval_paragraph", "handle", "address", name="account_approved"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=False) | Q(state__in=_UNNUMBERED),
                name="account_numbered",
            ),
            all_or_none("number", "registered_on", name="account_registered_on"),
            models.CheckConstraint(
                condition=implies(Q(official_since__isnull=False), Q(number__isnull=False))
                & implies(Q(state__in=_OFFICIAL), Q(official_since__isnull=False)),
                name="account_official_once_registered",
            ),
            # With the foreign key of migration 0003: the partner of my partner is me.
            models.UniqueConstraint(fields=["id", "partner"], name="account_and_partner"),
            models.CheckConstraint(
                condition=~Q(partner=F("id")), name="account_not_its_own_partner"
            ),
            all_or_none(
                "conditions_met_on", texts=["conditions_evidence"], name="account_conditions_proven"
            ),
            models.CheckConstraint(
                condition=implies(Q(conditions_met_on__isnull=False), ~Q(conditions="")),
                name="account_conditions_given",
            ),
            all_or_none(
                "controlled_on", texts=["controlled_evidence"], name="account_control_proven"
            ),
            all_or_none(
                "instructed_on", texts=["instructions_version"], name="account_instructed_on"
            ),
            all_or_none(
                "custody_on",
                "custody_multi_factor",
                "custody_administrators",
                texts=["custody_role", "custody_place"],
                name="account_custody_recorded",
            ),
            all_or_none(
                "submitted_on", texts=["submission_reference"], name="account_submission_recorded"
            ),
            all_or_none("listed_on", texts=["listing_proof"], name="account_listing_proven"),
            all_or_none("suspended_on", texts=["suspended_for"], name="account_suspended_for"),
            models.CheckConstraint(
                condition=implies(Q(state="suspended"), Q(suspended_on__isnull=False)),
                name="account_suspended_on",
            ),
            models.CheckConstraint(
                condition=_DIRECTED | _NOT_DIRECTED, name="account_closing_directed"
            ),
            models.CheckConstraint(
                condition=Q(closing_asked_by__isnull=False)
                | Q(closing_directed=True)
                | are_absent(texts=["closing_reason", "closing_disposition"]),
                name="account_closing_asked_or_directed",
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(closing_asked_by__isnull=False) | Q(closing_directed=True),
                    are_given(texts=["closing_reason", "state_before_closing"]),
                ),
                name="account_closing_for_reason",
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(state__in=["closing", "deactivated"]),
                    Q(closing_asked_by__isnull=False) | Q(closing_directed=True),
                ),
                name="account_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="deactivated", ended_on__isnull=False)
                | ~Q(state="deactivated") & Q(ended_on__isnull=True),
                name="account_ended_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.platform.name})"

    def get_absolute_url(self) -> str:
        return reverse("account", args=[self.pk])

    @property
    def labels(self) -> tuple[str, str]:
        platform, handle = self.platform, self.handle
        return (
            f"{self.name_en or self.name_fr} ({platform.name_en}, {handle})",
            f"{self.name_fr or self.name_en} ({platform.name_fr}, {handle})",
        )

    def audited(self) -> dict[str, Any]:
        # Related rows join the snapshot: their changes must be in the audit event of the step.
        people = [] if self._state.adding else sorted(str(p.pk) for p in self.practitioners.all())
        tasks = self.closing_tasks.all()
        plan = {task.code: f"{task.outcome} {task.note}".strip() for task in tasks}
        return super().audited() | {"practitioners": people, "closing_plan": plan}
