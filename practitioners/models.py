from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.models import Organization, Person, RoleAssignment
from directive.codes import REVOCATION_REASONS
from directive.facts.practitioner import PractitionerFacts
from directive.lifecycles.grammar import Relation
from directive.lifecycles.practitioner import PRACTITIONER
from web.constraints import all_or_none, implies
from web.text.names import NameField
from web.uploads import private_storage
from workflow.forms import code_label
from workflow.models import NO_INPUT, StepInput, WorkflowModel

# § 3.7 asks for continued vigilance; a year is the choice of this registry.
ACKNOWLEDGED_FOR = timedelta(days=365)


class AuthorizationQuerySet(models.QuerySet["Authorization"]):
    def in_force(self) -> "AuthorizationQuerySet":
        # By the last day and not by the state alone: the daily run may not have taken `lapse` yet.
        today = timezone.localdate()
        return self.filter(
            Q(last_day__isnull=True) | Q(last_day__gte=today),
            state__in=PRACTITIONER.live_states,
            person__is_active=True,
        )

    def covering(self, organization: Organization) -> "AuthorizationQuerySet":
        """Those for this organization or one above it."""
        return self.filter(organization__path__in=organization.paths_above())

    def ready(self, *, deployed: bool = False) -> "AuthorizationQuerySet":
        """Those trained and with current acknowledgements (§ 3.7, 3.12).

        `deployed`: also of the direction for deployed operations (§ 3.9).
        """
        since = timezone.localdate() - ACKNOWLEDGED_FOR
        ready = self.in_force().filter(trained_on__isnull=False, acknowledged_on__gt=since)
        # `trained_on` is also set by `provide_evidence`, before anybody has confirmed it.
        ready = ready.exclude(state=PRACTITIONER.step("authorize").to_states[0])
        return ready.filter(deployed_acknowledged_on__gt=since) if deployed else ready


class Authorization(WorkflowModel):
    """The nomination and authorization of one practitioner in one organization (§ 3.10-3.12)."""

    lifecycle = PRACTITIONER
    relations = {Relation.OWN: ("person",)}
    related = ("organization", "person", "role_assignment")

    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="authorizations"
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organization"),
        on_delete=models.PROTECT,
        related_name="authorizations",
    )
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    need = models.TextField(_("why this person"), blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    advice = models.TextField(_("advice of PA staff"), blank=True)
    advised_on = models.DateField(_("advised on"), null=True)
    authorized_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    authorized_on = models.DateField(_("authorized on"), null=True)
    trained_on = models.DateField(_("Social Media Primer completed on"), null=True, blank=True)
    evidence = models.FileField(
        _("evidence of training"), storage=private_storage, upload_to="evidence", blank=True
    )
    evidence_name = NameField(max_length=200, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    acknowledged_on = models.DateField(_("security duties acknowledged on"), null=True)
    deployed_acknowledged_on = models.DateField(
        _("direction for deployed operations acknowledged on"), null=True
    )
    end_code = models.CharField(
        _("ground"), max_length=40, blank=True, choices=REVOCATION_REASONS.choices(code_label)
    )
    end_reason = models.TextField(_("reason"), blank=True)
    # Opened by `authorize` and closed with the authorization: access never outlives it.
    role_assignment = models.OneToOneField(
        RoleAssignment,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="authorization",
    )

    objects = AuthorizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("authorization")
        verbose_name_plural = _("authorizations")
        indexes = [
            models.Index("organization", "state", name="authorization_by_state"),
            models.Index("updated_at", "id", name="authorization_by_change"),
        ]
        constraints = [
            # Ended ones stay as history, and the person can be nominated again.
            models.UniqueConstraint(
                fields=["person", "organization"],
                condition=Q(state__in=PRACTITIONER.open_states),
                name="one_live_authorization",
            ),
            all_or_none("adviser", "advised_on", texts=["advice"], name="authorization_advised_by"),
            all_or_none(
                "authorized_by",
                "authorized_on",
                "role_assignment",
                name="authorization_authorized_by",
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(state__in=PRACTITIONER.live_states), Q(authorized_by__isnull=False)
                ),
                name="authorization_live_authorized",
            ),
            all_or_none(texts=["evidence", "evidence_name"], name="authorization_evidence_named"),
            models.CheckConstraint(
                condition=implies(~Q(evidence=""), Q(trained_on__isnull=False))
                & implies(
                    Q(confirmed_by__isnull=False), Q(trained_on__isnull=False) & ~Q(evidence="")
                ),
                name="authorization_training_proven",
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(deployed_acknowledged_on__isnull=False), Q(acknowledged_on__isnull=False)
                ),
                name="authorization_deployed_too",
            ),
            models.CheckConstraint(
                condition=Q(state="revoked", end_code__gt="")
                | ~Q(state="revoked") & Q(end_code=""),
                name="authorization_revoked_on_ground",
            ),
            models.CheckConstraint(
                condition=implies(Q(state__in=["declined", "revoked"]), ~Q(end_reason="")),
                name="authorization_ended_for_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person.name}, {self.organization.abbr}"

    def get_absolute_url(self) -> str:
        return reverse("practitioner", args=[self.pk])

    @property
    def labels(self) -> tuple[str, str]:
        organization = self.organization
        name = self.person.name
        return (
            f"{name}, {organization.abbr_en or organization.name_en}",
            f"{name}, {organization.abbr_fr or organization.name_fr}",
        )

    @property
    def public_labels(self) -> tuple[str, str]:
        # Without the person: this is the subject of an e-mail, which others may read on a screen.
        organization = self.organization
        return (
            organization.abbr_en or organization.name_en,
            organization.abbr_fr or organization.name_fr,
        )

    @property
    def acknowledged_until(self) -> date | None:
        return self.acknowledged_on + ACKNOWLEDGED_FOR if self.acknowledged_on else None

    def facts(self, given: StepInput = NO_INPUT) -> PractitionerFacts:
        return PractitionerFacts(
            today=timezone.localdate(),
            contractor=self.person.engagement == Person.Engagement.CONTRACTOR,
            already_live=self._has_other_open(),
            advised_on=self.advised_on,
            advice_written=bool(self.advice.strip()),
            reason_given=given.has_reason,
            trained_on=self.trained_on,
            evidence_kept=bool(self.evidence),
            last_day=self.last_day,
        )

    def _has_other_open(self) -> bool:
        return (
            type(self)
            .objects.filter(
                person=self.person,
                organization=self.organization,
                state__in=PRACTITIONER.open_states,
            )
            .exclude(pk=self.pk)
            .exists()
        )
