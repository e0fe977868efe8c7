"""Platforms, the advice on their security, and the privacy assessments of their uses."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from access.models import Organization
from directive.assessment import ASSESSMENT, AssessmentFacts
from directive.paragraphs import paragraph
from directive.uses import USES
from registry.platform_rules import PlatformRules
from workflow.models import Followed


def categories() -> list[tuple[int, str]]:
    """The kinds of services that § 3.3 lists, by their number there."""
    language = get_language()
    return [(number, paragraph(f"3.3({number})").cited(language)[1]) for number in range(1, 11)]


class Platform(models.Model):
    """A service of § 3.3 as data: what its addresses look like, and whether it may be used."""

    class Standing(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        RENAMED = "renamed", _("Renamed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("code"), max_length=40, unique=True)
    name_en = models.CharField(_("name in English"), max_length=80)
    name_fr = models.CharField(_("name in French"), max_length=80)
    category = models.PositiveSmallIntegerField(_("category of § 3.3"))
    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default="open")
    renamed_to = models.ForeignKey(
        "self", verbose_name=_("renamed to"), null=True, blank=True, on_delete=models.PROTECT
    )
    allowed_on_devices = models.BooleanField(_("allowed on government devices"), default=True)
    rules = models.JSONField(_("how its addresses are read"), default=dict)
    assumed = models.BooleanField(_("not confirmed"), default=False)

    class Meta:
        verbose_name = _("platform")
        verbose_name_plural = _("platforms")
        ordering = ["name_en"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("platform", args=[self.slug])

    @property
    def name(self) -> str:
        return self.name_fr if get_language() == "fr" else self.name_en

    @property
    def category_name(self) -> str:
        return dict(categories())[self.category]

    @classmethod
    def from_rules(cls, rules: PlatformRules) -> "Platform":
        return cls(
            slug=rules.slug,
            name_en=rules.name_en,
            name_fr=rules.name_fr,
            category=rules.category,
            standing=rules.standing,
            allowed_on_devices=rules.allowed_on_devices,
            assumed=rules.assumed,
            rules=rules.as_json(),
        )

    def reading(self) -> PlatformRules:
        """How its addresses are read. Raises Unreadable when its rules cannot be."""
        return PlatformRules.from_json(
            self.rules,
            slug=self.slug,
            name_en=self.name_en,
            name_fr=self.name_fr,
            category=self.category,
            standing=self.standing,
            renamed_to=self.renamed_to.slug if self.renamed_to else "",
            allowed_on_devices=self.allowed_on_devices,
            assumed=self.assumed,
        )

    @property
    def usable(self) -> bool:
        return self.standing == self.Standing.OPEN and self.allowed_on_devices


class SecurityAdvice(models.Model):
    """IT security advice on a platform (§ 6.1); the newest one counts."""

    class Conclusion(models.TextChoices):
        ACCEPTABLE = "acceptable", _("Acceptable")
        CONDITIONS = "conditions", _("Acceptable under conditions")
        NOT = "not", _("Not acceptable")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="security_advice")
    conclusion = models.CharField(_("conclusion"), max_length=12, choices=Conclusion)
    text = models.TextField(_("advice"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField(_("given on"), default=timezone.localdate)

    class Meta:
        verbose_name = _("security advice")
        verbose_name_plural = _("security advice")
        ordering = ["-given_on", "-id"]

    def __str__(self) -> str:
        return f"{self.platform_id} {self.given_on}"


class Assessment(Followed):
    """A privacy impact assessment of one platform and one use (§ 4.8, 4.9)."""

    lifecycle = ASSESSMENT

    platform = models.ForeignKey(
        Platform,
        verbose_name=_("platform"),
        on_delete=models.PROTECT,
        related_name="assessments",
    )
    use = models.CharField(
        _("use"), max_length=20, choices=[(use.code, _(use.title)) for use in USES]
    )
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(_("method and its version"), max_length=200)
    risks = models.JSONField(_("risk areas"), default=dict, blank=True)  # area code -> 1 to 4
    summary_en = models.TextField(_("summary in English"), blank=True)
    summary_fr = models.TextField(_("summary in French"), blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
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
            )
        ]

    def __str__(self) -> str:
        return f"{self.platform.name} – {self.get_use_display()}"

    def get_absolute_url(self) -> str:
        return reverse("assessment", args=[self.pk])

    @property
    def titles(self) -> tuple[str, str]:
        with override("en"):
            english = str(self)
        with override("fr"):
            return english, str(self)

    def facts(self) -> AssessmentFacts:
        return AssessmentFacts(
            today=timezone.localdate(),
            risks_rated=set(self.risks) >= set(RISK_AREAS) and all(self.risks.values()),
            summary_written=bool(self.summary_en.strip() and self.summary_fr.strip()),
            reason_given=bool(self.stated_reason.strip()),
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


def covered(platform: Platform, use: str, day: date | None = None) -> bool:
    """Whether an assessment in force covers this platform and use (§ 4.9)."""
    day = day or timezone.localdate()
    return Assessment.objects.filter(
        platform=platform,
        use=use,
        state__in=ASSESSMENT.live_states,
        review_on__gte=day,
    ).exists()
