import uuid
from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.models import Organization, Person
from directive.lifecycles.grammar import Relation
from directive.lifecycles.request import REQUEST
from registry.models import Account, AccountTerms, Language, Platform
from requests_app.enums import AdviceFinding, FoundOutcome, Kind, LanguageMode, Recommendation
from web.constraints import all_or_none, are_absent, implies, none_empty
from web.random_codes import draw_code, draw_unused
from web.text.names import NameField
from web.text.search import SearchField
from web.uploads import private_storage
from workflow.models import WorkflowModel

# For constraints: what the step table and the kinds say.
(_APPROVED,) = REQUEST.step("approve").to_states
(_REFUSED,) = REQUEST.step("refuse").to_states
_DECIDED = [_APPROVED, _REFUSED]
_ABOUT_ACCOUNT = [Kind.CHANGE, Kind.TRANSFER]
REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # read aloud: nothing that looks like another


def new_reference() -> str:
    return draw_unused(
        lambda: f"R-{draw_code(REFERENCE_ALPHABET)}",
        lambda reference: AccountRequest.objects.filter(reference=reference).exists(),
    )


class AccountRequest(WorkflowModel, AccountTerms):
    """A request for an account or a change: form, advice, endorsement, review, decision (§ 4.1-4.3)."""

    lifecycle = REQUEST
    unaudited_fields = ("search_text",)
    account_column = "account_id"
    relations = {
        Relation.OWN: ("requester", "submitted_by", "practitioners"),
        Relation.ASSIGNED: ("reviewer",),
        Relation.NOT_RECOMMENDER: ("recommended_by",),
    }
    related = (
        "organization",
        "receiving_organization",
        "requester",
        "submitted_by",
        "reviewer",
        "responsible_person",
        "backup_monitor",
        "account__platform",
        "account__organization",
        "account__partner",
    )
    prefetched = ("practitioners", "proposals", "attachments", "reasons")

    reference = models.CharField(_("reference"), max_length=20, unique=True)  # shown to people
    search_text = SearchField(of=("reference", "name_en", "name_fr"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.NEW)
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organization"),
        on_delete=models.PROTECT,
        related_name="requests",
    )
    requester = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    practitioners = models.ManyToManyField(
        Person, verbose_name=_("practitioners"), related_name="requests", blank=True
    )
    declared_official = models.BooleanField(default=False)  # § 3.1 Note

    # The form, besides the terms
    need = models.TextField(_("need"), blank=True)
    why_not_existing = models.TextField(_("why no existing account serves"), blank=True)
    language_mode = models.CharField(
        _("language mode"), max_length=10, choices=LanguageMode, default=LanguageMode.BILINGUAL
    )

    # A change or a transfer, written against one version of the account
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    account_version = models.PositiveIntegerField(null=True)
    # SHA-256 of the account's terms then: an approval must not undo what was corrected meanwhile.
    account_content_hash = models.CharField(max_length=64, blank=True)
    receiving_organization = models.ForeignKey(
        Organization,
        verbose_name=_("receiving organization"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="incoming",
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted_on = models.DateField(null=True)

    # A carry-over: the earlier approval
    earlier_approval_on = models.DateField(_("approved on"), null=True, blank=True)
    earlier_approval_text = models.TextField(_("evidence of the approval"), blank=True)

    # PA advice (§ 3.11, 4.1)
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    advice_finding = models.CharField(max_length=20, blank=True, choices=AdviceFinding)
    advice = models.TextField(blank=True)
    advised_on = models.DateField(null=True)
    # SHA-256 of the fields of `Digest.ADVICE` as they were: another digest today voids the advice.
    advice_content_hash = models.CharField(max_length=64, blank=True)

    # L1 endorsement (§ 4.2 Note)
    endorsed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    endorsed_on = models.DateField(null=True)
    # The same of `Digest.ENDORSEMENT`: while it matches, a resubmission skips the L1.
    endorsement_content_hash = models.CharField(max_length=64, blank=True)

    # review and decision (§ 4.3)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recommended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recommendation = models.CharField(max_length=10, blank=True, choices=Recommendation)
    recommendation_text = models.TextField(blank=True)
    question = models.TextField(blank=True)  # asked by ADM(PA)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True)
    conditions = models.TextField(blank=True)
    decision_reason = models.TextField(blank=True)
    decision_paragraph = models.CharField(max_length=40, blank=True)
    found_outcome = models.CharField(max_length=20, blank=True, choices=FoundOutcome)
    found_reason = models.TextField(blank=True)
    found_due = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        indexes = [
            models.Index("updated_at", "id", name="request_by_change"),
            models.Index("organization", "state", name="request_by_organization"),
            models.Index("state", "due_on", name="request_by_state"),
        ]
        constraints = [
            # Two open changes would each be written against terms that the other replaces.
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(state__in=REQUEST.open_states, account__isnull=False),
                name="one_open_change",
            ),
            # The guards say so already; the database has the last word on who may decide (§ 4.3).
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | (
                    ~Q(decided_by=F("requester"))
                    & (Q(submitted_by__isnull=True) | ~Q(decided_by=F("submitted_by")))
                ),
                name="request_not_decided_by_own",
            ),
            models.CheckConstraint(
                condition=~Q(state=_APPROVED)
                | Q(decided_by__isnull=False)
                & Q(recommended_by__isnull=False)
                & ~Q(decided_by=F("recommended_by")),
                name="request_approved_by_another",
            ),
            none_empty("reference", name="request_referenced"),
            all_or_none("submitted_by", "submitted_at", name="request_submitted_by"),
            all_or_none("accepted_by", "accepted_on", name="request_accepted_by"),
            all_or_none(
                "adviser",
                "advised_on",
                texts=["advice", "advice_finding", "advice_content_hash"],
                name="request_advised_by",
            ),
            all_or_none(
                "endorsed_by",
                "endorsed_on",
                texts=["endorsement_content_hash"],
                name="request_endorsed_by",
            ),
            all_or_none("recommended_by", texts=["recommendation"], name="request_recommended_by"),
            all_or_none("decided_by", "decided_on", name="request_decided_by"),
            models.CheckConstraint(
                condition=Q(state__in=_DECIDED, decided_by__isnull=False)
                | ~Q(state__in=_DECIDED) & Q(decided_by__isnull=True),
                name="request_decided_in_state",
            ),
            all_or_none(
                texts=["decision_reason", "decision_paragraph"],
                name="request_decision_on_paragraph",
            ),
            models.CheckConstraint(
                condition=implies(Q(state=_REFUSED), ~Q(decision_reason="")),
                name="request_refused_for_reason",
            ),
            models.CheckConstraint(
                condition=are_absent("found_due", texts=["found_outcome", "found_reason"])
                | Q(kind=Kind.REGULARIZATION, found_outcome__gt=""),
                name="request_found_account",
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(found_outcome=FoundOutcome.DIRECTED), Q(found_due__isnull=False)
                ),
                name="request_found_account_due",
            ),
            all_or_none(
                "account",
                "account_version",
                texts=["account_content_hash"],
                name="request_account_version",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=_ABOUT_ACCOUNT, account__isnull=False)
                | ~Q(kind__in=_ABOUT_ACCOUNT) & Q(account__isnull=True),
                name="request_about_account",
            ),
            models.CheckConstraint(
                condition=implies(Q(receiving_organization__isnull=False), Q(kind=Kind.TRANSFER))
                & implies(Q(accepted_by__isnull=False), Q(receiving_organization__isnull=False)),
                name="request_received",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.CARRY_OVER)
                | are_absent("earlier_approval_on", texts=["earlier_approval_text"]),
                name="request_approved_earlier",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.name}".strip()

    def get_absolute_url(self) -> str:
        return reverse("request", args=[self.pk])

    @property
    def labels(self) -> tuple[str, str]:
        return (
            f"{self.reference} {self.name_en or self.name_fr}".strip(),
            f"{self.reference} {self.name_fr or self.name_en}".strip(),
        )

    def audited(self) -> dict[str, Any]:
        if self._state.adding:  # related rows need the id
            return super().audited()
        people = sorted(str(person.pk) for person in self.practitioners.all())
        handles = [proposal.as_values() for proposal in self.proposals.all()]
        return super().audited() | {
            "practitioners": people,
            "handles": handles,
            "attachments": [file.name for file in self.kept_attachments()],
            "answers": [f"{reason}: {reason.answer}" for reason in self.reasons.all()],
        }

    def kept_attachments(self) -> list["Attachment"]:
        """Those not removed, from what `with_related` has read along."""
        return [file for file in self.attachments.all() if file.removed_at is None]


Row = TypeVar("Row", bound=models.Model)


class JoinedManager(models.Manager[Row]):
    """Its rows come with those that the foreign keys in `related` point to."""

    related: ClassVar[tuple[str, ...]]

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().select_related(*self.related)


class ProposedHandleManager(JoinedManager["ProposedHandle"]):
    related = ("platform",)


class AttachmentManager(JoinedManager["Attachment"]):
    related = ("by",)


class ReturnReasonManager(JoinedManager["ReturnReason"]):
    related = ("by", "answered_by")


class ProposedHandle(models.Model):
    """A handle that a request proposes: one, or the two of a language pair (§ 4.10(4))."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(AccountRequest, on_delete=models.PROTECT, related_name="proposals")
    position = models.PositiveSmallIntegerField(default=1)  # 1, and 2 for the French one of a pair
    language = models.CharField(max_length=10, choices=Language, default=Language.BILINGUAL)
    platform = models.ForeignKey(Platform, null=True, on_delete=models.PROTECT, related_name="+")
    handle = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=400, blank=True)  # canonical, rebuilt from the handle
    search_text = SearchField(of=("handle",))

    objects = ProposedHandleManager()

    class Meta:
        verbose_name = _("proposed account")
        verbose_name_plural = _("proposed accounts")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["request", "position"], name="proposal_position"),
            models.CheckConstraint(condition=Q(position__in=[1, 2]), name="proposal_one_or_two"),
            all_or_none(texts=["handle", "key", "address"], name="proposal_parsed"),
            models.CheckConstraint(
                condition=implies(~Q(handle=""), Q(platform__isnull=False)),
                name="proposal_on_platform",
            ),
        ]

    def __str__(self) -> str:
        return self.handle

    def as_values(self) -> dict[str, str]:
        return {
            "language": self.language,
            "platform": self.platform.slug if self.platform else "",
            "handle": self.handle,
            "address": self.address,
        }


class Attachment(models.Model):
    """A file of a request, in private storage. A removal sets `removed_at`; the file stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        AccountRequest, on_delete=models.PROTECT, related_name="attachments"
    )
    file = models.FileField(storage=private_storage, upload_to="attachments")
    name = NameField(_("name"), max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)

    objects = AttachmentManager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["added_at"]
        constraints = [
            none_empty("file", "name", "media_type", "sha256", name="attachment_of_file")
        ]

    def __str__(self) -> str:
        return self.name


class Submission(models.Model):
    """The form as it was submitted, for a reviewer to compare with the next one (§ 4.2)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        AccountRequest, on_delete=models.PROTECT, related_name="submissions"
    )
    number = models.PositiveSmallIntegerField()
    values = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["request", "number"], name="submission_number")
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.number}"


class ReturnReason(models.Model):
    """One reason of a return for changes, with its paragraph, its field, and the answer (§ 4.2)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(AccountRequest, on_delete=models.PROTECT, related_name="reasons")
    given_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    paragraph = models.CharField(_("paragraph"), max_length=40)
    field = models.CharField(_("field"), max_length=40)
    text = models.TextField(_("reason"))
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ReturnReasonManager()

    class Meta:
        verbose_name = _("reason of a return")
        verbose_name_plural = _("reasons of returns")
        ordering = ["given_at", "id"]
        constraints = [
            none_empty("paragraph", "field", "text", name="reason_on_paragraph"),
            all_or_none("answered_by", "answered_at", texts=["answer"], name="reason_answered_by"),
        ]

    def __str__(self) -> str:
        return f"§ {self.paragraph} {self.field}"


class AutosavedPage(models.Model):
    """A page of the form as somebody typed it and has not saved it; seen by them alone (ADR 8)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        AccountRequest, on_delete=models.PROTECT, related_name="typed_pages"
    )
    slug = models.SlugField(max_length=40)  # of the page
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="typed_pages"
    )
    version = models.PositiveIntegerField()  # of the request, when the page was opened
    values = models.JSONField()  # as typed, by field
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("typed page")
        verbose_name_plural = _("typed pages")
        constraints = [
            models.UniqueConstraint(fields=["request", "slug", "person"], name="typed_page_once")
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.slug}"

    @property
    def is_stale(self) -> bool:
        """Whether the request was saved by somebody after this page was opened."""
        return self.version != self.request.version


def column(name: str) -> "models.Field[Any, Any]":
    """The column of a request, or its field of many rows. FieldDoesNotExist or TypeError for any other name."""
    field = AccountRequest._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{name} is no column of a request")
    return field
