import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from audit.models import AuditedModel
from directive.text.paragraphs import paragraph
from registry.addresses.patterns import PlatformRules
from web.constraints import none_empty
from web.language import localized
from web.text.names import NameField


def categories() -> list[tuple[int, str]]:
    """The ten rows of the list in § 3.3, in the active language."""
    language = get_language()
    return [(number, paragraph(f"3.3({number})").cited(language)[1]) for number in range(1, 11)]


class PlatformQuerySet(models.QuerySet["Platform"]):
    def offered(self) -> Self:
        """For a choice: open, and with addresses. One of § 3.3(7) has some once staff add their form."""
        return self.filter(status=Platform.Status.OPEN, rules__forms__0__isnull=False)


class Platform(AuditedModel):
    """A service of § 3.3 as data: its address rules, and whether it may be used."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        RENAMED = "renamed", _("Renamed")

    object_type = "platform"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("code"), max_length=40, unique=True)
    name_en = NameField(_("name in English"), max_length=80)
    name_fr = NameField(_("name in French"), max_length=80)
    category = models.PositiveSmallIntegerField(_("category of § 3.3"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default="open")
    renamed_to = models.ForeignKey(
        "self", verbose_name=_("renamed to"), null=True, blank=True, on_delete=models.PROTECT
    )
    allowed_on_devices = models.BooleanField(_("allowed on government devices"), default=True)
    # Data and not code: a new platform, or a change of its addresses, needs no release (§ 3.4).
    rules = models.JSONField(_("how its addresses are read"), default=dict)
    unconfirmed = models.BooleanField(_("not confirmed"), default=False)

    objects = PlatformQuerySet.as_manager()

    class Meta:
        verbose_name = _("platform")
        verbose_name_plural = _("platforms")
        ordering = ["name_en"]
        constraints = [
            none_empty("slug", "name_en", "name_fr", name="platform_in_both_languages"),
            models.CheckConstraint(
                condition=Q(category__range=(1, 10)), name="platform_of_category"
            ),
            models.CheckConstraint(
                condition=Q(status="renamed", renamed_to__isnull=False)
                | ~Q(status="renamed") & Q(renamed_to__isnull=True),
                name="platform_renamed_to",
                violation_error_message=_("Only a renamed platform leads to another one."),
            ),
            models.CheckConstraint(
                condition=~Q(renamed_to=F("id")),
                name="platform_renamed_to_another",
                violation_error_message=_("A platform is not renamed to itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("platform", args=[self.slug])

    @property
    def name(self) -> str:
        return localized(self.name_en, self.name_fr)

    @property
    def audit_label(self) -> str:
        return self.name_en

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
            status=rules.status,
            allowed_on_devices=rules.allowed_on_devices,
            unconfirmed=rules.unconfirmed,
            rules=rules.as_json(),
        )

    def address_rules(self) -> PlatformRules:
        """Raises AddressError where the stored rules cannot be used."""
        return PlatformRules.from_json(
            self.rules,
            slug=self.slug,
            name_en=self.name_en,
            name_fr=self.name_fr,
            category=self.category,
            status=self.status,
            renamed_to=self.renamed_to.slug if self.renamed_to else "",
            allowed_on_devices=self.allowed_on_devices,
            unconfirmed=self.unconfirmed,
        )

    @property
    def usable(self) -> bool:
        return self.status == self.Status.OPEN and self.allowed_on_devices


class SecurityAdvice(models.Model):
    """IT security advice on a platform (§ 6.1). Earlier advice is kept; the latest one counts."""

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
        constraints = [none_empty("text", name="security_advice_written")]

    def __str__(self) -> str:
        return f"{self.platform_id} {self.given_on}"
