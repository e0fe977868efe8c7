"""The form of a request as a table: one row a field (§ 4.2).

Pages, hints, labels, completeness, summary, snapshots and digests read it. A function takes other `fields` only
in tests.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from registry.models import Coordinator
from requests_app.enums import Kind
from requests_app.formatting import (
    choice_label,
    format_date,
    format_handles,
    format_organization,
    format_time,
    join_names,
)
from requests_app.models import AccountRequest, column
from requests_app.queries.proposed_handles import are_handles_given
from web.time_zones import zone_name

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Digest(Enum):
    """What is given for the values of some fields, and void once one of them is changed."""

    ADVICE = "advice"  # of PA staff (§ 4.1)
    ENDORSEMENT = "endorsement"  # by the L1 (§ 4.2 Note)


ADVICE = frozenset({Digest.ADVICE})
ENDORSEMENT = frozenset({Digest.ENDORSEMENT})

CARRY_OVER = frozenset({Kind.CARRY_OVER})
CHANGE = frozenset({Kind.CHANGE})
TRANSFER = frozenset({Kind.TRANSFER})
NEW = frozenset({Kind.NEW, Kind.REGULARIZATION, Kind.CARRY_OVER})
ALL_KINDS = frozenset(Kind)
NO_KIND: frozenset[Kind] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A field of the form: a column of AccountRequest, or rows related to it."""

    name: str
    page: str  # the slug of its page; empty where no page asks for it
    # A change or a transfer asks only for what needs an approval (§ 4.6): all else stays as the account has it,
    # and is corrected there.
    kinds: frozenset[Kind]
    # The kinds that are not submitted without it. An account in use for years need not fill in everything:
    # what is missing becomes a finding.
    required: frozenset[Kind] = ALL_KINDS - CARRY_OVER
    title: "StrOrPromise" = ""  # by default the verbose name of the column
    hint: "StrOrPromise" = ""
    # Takes a value of a snapshot that is not blank; by default it is a choice of the column, or text.
    format: Callable[[Any], str] | None = None
    # By default, whether its column has a value.
    is_given: Callable[[AccountRequest], bool] | None = None
    digests: frozenset[Digest] = frozenset()

    @property
    def label(self) -> "StrOrPromise":
        return self.title or capfirst(column(self.name).verbose_name)

    def format_value(self, value: Any) -> str:
        """The text of a plain value, as `snapshots.snapshot_values` has it, in the active language."""
        if isinstance(value, bool):
            return gettext("Yes") if value else gettext("No")
        if value in (None, "", []):
            return ""
        return self.format(value) if self.format else choice_label(self.name, value)

    def has_answer(self, request: AccountRequest) -> bool:
        if self.is_given:
            return self.is_given(request)
        value = getattr(request, self.name)
        # 0 and False are answers; blanks, nothing and an empty list are not.
        return bool(value.strip() if isinstance(value, str) else value is not None and value != [])


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    slug: str
    title: "StrOrPromise"


FORM_PAGES = (
    FormPage(slug="transfer", title=_("Receiving organization")),
    FormPage(slug="earlier-approval", title=_("Earlier approval")),
    FormPage(slug="account", title=_("The account")),
    FormPage(slug="need", title=_("Purpose and need")),
    FormPage(slug="audience", title=_("Audience and objectives")),
    FormPage(slug="languages", title=_("Official languages")),
    FormPage(slug="content", title=_("Content")),
    FormPage(slug="people", title=_("People")),
    FormPage(slug="monitoring", title=_("Monitoring")),
    FormPage(slug="duration", title=_("Deployment and planned end")),
    FormPage(slug="attachments", title=_("Attachments")),
)

# In the order of the pages.
FORM_FIELDS = (
    FormField(
        name="organization",
        page="",  # chosen when the request is started
        kinds=NO_KIND,
        format=format_organization,
        digests=ADVICE | ENDORSEMENT,
    ),
    FormField(
        name="receiving_organization",
        page="transfer",
        kinds=TRANSFER,
        hint=_("Its superior must accept the account before it can be approved (§ 4.17)."),
        format=format_organization,
        digests=ADVICE | ENDORSEMENT,
    ),
    FormField(
        name="earlier_approval_on",
        page="earlier-approval",
        kinds=CARRY_OVER,
        required=CARRY_OVER,
        hint=_("The day ADM(PA) approved the account, before this registry existed."),
        format=format_date,
    ),
    FormField(
        name="earlier_approval_text",
        page="earlier-approval",
        kinds=CARRY_OVER,
        required=CARRY_OVER,
        hint=_("Where the approval is written down. Attach the document on the last page."),
    ),
    FormField(
        name="handles",
        page="account",
        kinds=NEW | CHANGE,
        required=ALL_KINDS,
        title=_("Platform and handle"),
        format=format_handles,
        is_given=are_handles_given,
        digests=ADVICE | ENDORSEMENT,
    ),
    FormField(
        name="language_mode",
        page="account",
        kinds=NEW | CHANGE,
        hint=_(
            "The account, or the two accounts together, must offer the same in English and "
            "French (§ 4.10)."
        ),
        digests=ENDORSEMENT,
    ),
    FormField(
        name="name_en",
        page="account",
        kinds=NEW,
        required=ALL_KINDS,
        hint=_("As people will read it on the account."),
    ),
    FormField(name="name_fr", page="account", kinds=NEW, required=ALL_KINDS),
    FormField(
        name="purpose",
        page="need",
        kinds=NEW | CHANGE,
        hint=_("What the account is for, in two or three sentences (§ 4.1)."),
        digests=ADVICE | ENDORSEMENT,
    ),
    FormField(
        name="need",
        page="need",
        kinds=NEW | CHANGE | TRANSFER,
        hint=_("What happens now without it, and what will be better with it."),
        digests=ENDORSEMENT,
    ),
    FormField(
        name="why_not_existing",
        page="need",
        kinds=NEW,
        hint=_(
            "No more accounts than needed: say why none of the present ones can do this (§ 3.16)."
        ),
    ),
    FormField(name="audience", page="audience", kinds=NEW | CHANGE, digests=ENDORSEMENT),
    FormField(
        name="level",
        page="audience",
        kinds=NEW | CHANGE,
        hint=_("How far the audience reaches (§ 3.1)."),
        digests=ENDORSEMENT,
    ),
    FormField(
        name="objectives",
        page="audience",
        kinds=NEW | CHANGE,
        hint=_("One or more of those in § 3.6."),
    ),
    FormField(
        name="use",
        page="audience",
        kinds=NEW | CHANGE,
        hint=_("A privacy impact assessment must cover this use of the platform (§ 4.9)."),
        digests=ENDORSEMENT,
    ),
    FormField(
        name="translation_plan",
        page="languages",
        kinds=NEW | CHANGE,
        hint=_("Who translates, and how both languages come out at the same time (§ 4.10(7))."),
    ),
    FormField(
        name="notice_en",
        page="languages",
        kinds=NEW,
        hint=_(
            "The page with the rules for comments and the disclaimer. The departmental one may serve "
            "(§ 4.10(3), 4.14)."
        ),
    ),
    FormField(name="notice_fr", page="languages", kinds=NEW),
    FormField(
        name="content_model",
        page="content",
        kinds=NEW | TRANSFER,
        hint=_("How content is planned, written, approved and kept (§ 3.15, 6.1)."),
    ),
    FormField(
        name="approval_chain",
        page="content",
        kinds=NEW | TRANSFER,
        hint=_("Who agrees before something is posted or answered (§ 4.11)."),
    ),
    FormField(
        name="coordinator",
        page="content",
        kinds=NEW | TRANSFER,
        hint=_("PA staff should coordinate the account (§ 3.13)."),
    ),
    FormField(
        name="coordination_reason",
        page="content",
        kinds=NEW | TRANSFER,
        hint=_("Only if somebody else coordinates."),
        is_given=lambda request: (
            request.coordinator != Coordinator.OTHER or bool(request.coordination_reason.strip())
        ),
    ),
    FormField(
        name="practitioners",
        page="people",
        kinds=ALL_KINDS,
        hint=_("One at least; two are better (§ 4.1)."),
        format=join_names,
        is_given=lambda request: bool(request.practitioners.all()),
        digests=ADVICE,
    ),
    FormField(
        name="responsible_person",
        page="people",
        kinds=NEW | TRANSFER,
        hint=_(
            "The commander, commanding officer or manager who answers for the content (§ 4.17). "
            "Type the e-mail address or the sign-in name."
        ),
    ),
    FormField(
        name="backup_monitor",
        page="people",
        kinds=NEW | TRANSFER,
        hint=_(
            "The practitioner who watches when the others are away (§ 4.16). "
            "Type the e-mail address or the sign-in name."
        ),
    ),
    FormField(
        name="monitoring_days",
        page="monitoring",
        kinds=NEW | TRANSFER,
        hint=_("At least the business days (§ 4.16)."),
    ),
    FormField(
        name="monitoring_from",
        page="monitoring",
        kinds=NEW | TRANSFER,
        hint=_("In the time zone below."),
        format=format_time,
    ),
    FormField(name="monitoring_to", page="monitoring", kinds=NEW | TRANSFER, format=format_time),
    FormField(name="time_zone", page="monitoring", kinds=NEW | TRANSFER, format=zone_name),
    FormField(
        name="used_on_deployment",
        page="duration",
        kinds=NEW,
        required=NO_KIND,
        hint=_(
            "Its practitioners must then have read the direction for deployed operations (§ 3.9)."
        ),
    ),
    FormField(
        name="planned_end",
        page="duration",
        kinds=NEW,
        required=NO_KIND,
        hint=_("Leave it empty if the account is to stay."),
        format=format_date,
    ),
    FormField(
        name="attachments",
        page="attachments",
        kinds=ALL_KINDS,
        required=NO_KIND,
        title=_("Attachments"),
        format=join_names,
    ),
)
FIELDS_BY_NAME = {field.name: field for field in FORM_FIELDS}
# Of the fields that a page asks for.
FIELD_LABELS = {field.name: field.label for field in FORM_FIELDS if field.page}


def asked_fields(kind: str) -> tuple[str, ...]:
    return tuple(field.name for field in FORM_FIELDS if kind in field.kinds)


def required_fields(kind: str, fields: Sequence[FormField] = FORM_FIELDS) -> tuple[str, ...]:
    """The fields that must be filled in before the request can be submitted."""
    return tuple(field.name for field in fields if kind in field.kinds and kind in field.required)


def missing_fields(
    request: AccountRequest, fields: Sequence[FormField] = FORM_FIELDS
) -> tuple[str, ...]:
    required = required_fields(request.kind, fields)
    return tuple(
        field.name for field in fields if field.name in required and not field.has_answer(request)
    )


def pages_of(kind: str) -> list[FormPage]:
    """The pages that this kind of request needs."""
    return [page for page in FORM_PAGES if fields_on(page.slug, kind)]


def fields_on(slug: str, kind: str, fields: Sequence[FormField] = FORM_FIELDS) -> list[FormField]:
    """The fields of a page that this kind of request asks for."""
    return [field for field in fields if field.page == slug and kind in field.kinds]


def covered_fields(digest: Digest, fields: Sequence[FormField] = FORM_FIELDS) -> frozenset[str]:
    return frozenset(field.name for field in fields if digest in field.digests)
