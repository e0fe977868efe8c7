from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from access.models import Organization
from directive.facts.assessment import AssessmentFacts
from directive.lifecycles.assessment import ASSESSMENT
from directive.reference.platform_uses import PLATFORM_USES
from registry.models.platform import Platform
from web.constraints import all_or_none, are_given, implies, none_empty
from workflow.models import NO_INPUT, StepInput, WorkflowModel


class Assessment(WorkflowModel):
    """A privacy impact assessment of one platform and one use (§ 4.8, 4.9)."""

    lifecycle = ASSESSMENT
    related = ("organization", "platform")

    platform = models.ForeignKey(
        Platform,
        verbose_name=_("platform"),
        on_delete=models.PROTECT,
        related_name="assessments",
    )
    use = models.CharField(
        _("use"), max_length=20, choices=[(use.code, _(use.title)) for use in PLATFORM_USES]
    )
    # The root: policy needs an organization, and an assessment applies to all of them.
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(_("method and its version"), max_length=200)
    risks = models.JSONField(_("risk areas"), default=dict, blank=True)  # area code -> 1 to 4
    summary_en = models.TextField(_("summary in English"), blank=True)
    summary_fr = models.TextField(_("summary in French"), blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    returned_reason = models.TextField(blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    in_force_on = models.DateField(_("in force since"), null=True)
    review_on = models.DateField(_("review date"), null=True, blank=True)

    class Meta:
        verbose_name = _("privacy impact assessment")
        verbose_name_plural = _("privacy impact assessments")
        constraints = [
            models.UniqueConstraint(
                fields=["platform", "use"],
                condition=Q(state__in=ASSESSMENT.live_states),
                name="one_assessment_in_force",
            ),
            none_empty("method", name="assessment_by_method"),
            all_or_none("approved_by", "in_force_on", "review_on", name="assessment_approved_by"),
            models.CheckConstraint(
                condition=implies(
                    Q(state__in=ASSESSMENT.live_states),
                    are_given("approved_by", texts=["summary_en", "summary_fr"]),
                ),
                name="assessment_in_force_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.platform.name} – {self.get_use_display()}"

    def get_absolute_url(self) -> str:
        return reverse("assessment", args=[self.pk])

    @property
    def labels(self) -> tuple[str, str]:
        # The display of `use` follows the active language, so it is read once in each.
        with override("en"):
            english = str(self)
        with override("fr"):
            return english, str(self)

    def facts(self, given: StepInput = NO_INPUT) -> AssessmentFacts:
        return AssessmentFacts(
            today=timezone.localdate(),
            risks_rated=set(self.risks) >= set(RISK_AREAS) and all(self.risks.values()),
            summary_written=bool(self.summary_en.strip() and self.summary_fr.strip()),
            reason_given=given.has_reason,
            review_on=self.review_on,
        )


# The areas of the federal risk grid; each is rated from 1 (least) to 4 (most).
RISK_AREAS = {
    "programme": _("Type of program or activity"),
    "information": _("Type of personal information and context"),
    "partners": _("Partners and private-sector involvement"),
    "duration": _("Duration"),
    "population": _("Population concerned"),
    "technology": _("Technology and privacy"),
    "transmission": _("Transmission of personal information"),
    "impact": _("Impact on the person or the institution"),
}


def is_covered(platform: Platform, use: str, day: date | None = None) -> bool:
    """Whether an assessment in force covers this platform and use (§ 4.9)."""
    day = day or timezone.localdate()
    return Assessment.objects.filter(
        platform=platform,
        use=use,
        state__in=ASSESSMENT.live_states,
        review_on__gte=day,  # past its review it no longer counts, before the daily run expires it
    ).exists()
