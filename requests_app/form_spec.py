"""The form of a request as data: pages, fields by kind of request, hints, completeness (§ 4.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directive.lifecycles.account import ACCOUNT
from registry.models import Coordinator, Language
from requests_app.enums import Kind, LanguageMode
from requests_app.models import AccountRequest, ProposedHandle


@dataclass(frozen=True, slots=True)
class FormPage:
    slug: str
    title: str | Promise
    fields: tuple[str, ...]


FORM_PAGES: tuple[FormPage, ...] = (
    FormPage("transfer", _("Receiving organization"), ("receiving_organization",)),
    FormPage(
        "earlier-approval",
        _("Earlier approval"),
        ("earlier_approval_on", "earlier_approval_text"),
    ),
    FormPage("account", _("The account"), ("handles", "language_mode", "name_en", "name_fr")),
    FormPage("need", _("Purpose and need"), ("purpose", "need", "why_not_existing")),
    FormPage("audience", _("Audience and objectives"), ("audience", "level", "objectives", "use")),
    FormPage("languages", _("Official languages"), ("translation_plan", "notice_en", "notice_fr")),
    FormPage(
        "content",
        _("Content"),
        ("content_model", "approval_chain", "coordinator", "coordination_reason"),
    ),
    FormPage("people", _("People"), ("practitioners", "responsible_person", "backup_monitor")),
    FormPage(
        "monitoring",
        _("Monitoring"),
        ("monitoring_days", "monitoring_from", "monitoring_to", "time_zone"),
    ),
    FormPage("duration", _("Deployment and planned end"), ("used_on_deployment", "planned_end")),
    FormPage("attachments", _("Attachments"), ("attachments",)),
)
FIELDS = tuple(name for page in FORM_PAGES for name in page.fields)
OPTIONAL = frozenset({"used_on_deployment", "planned_end", "attachments"})
_NEW = tuple(
    name
    for name in FIELDS
    if name not in {"receiving_organization", "earlier_approval_on", "earlier_approval_text"}
)
# A change or a transfer asks only for what needs an approval (§ 4.6): all else stays as the account
# has it, and is corrected there.
_FIELDS_BY_KIND: dict[str, tuple[str, ...]] = {
    Kind.NEW: _NEW,
    Kind.REGULARIZATION: _NEW,
    Kind.CARRY_OVER: ("earlier_approval_on", "earlier_approval_text", *_NEW),
    Kind.CHANGE: (
        "handles",
        "language_mode",
        "purpose",
        "need",
        "audience",
        "level",
        "objectives",
        "use",
        "translation_plan",
        "practitioners",
        "attachments",
    ),
    Kind.TRANSFER: (
        "receiving_organization",
        "need",
        "content_model",
        "approval_chain",
        "coordinator",
        "coordination_reason",
        "practitioners",
        "responsible_person",
        "backup_monitor",
        "monitoring_days",
        "monitoring_from",
        "monitoring_to",
        "time_zone",
        "attachments",
    ),
}
# An account in use for years need not fill in the rest: what is missing becomes a finding.
_REQUIRED_TO_CARRY_OVER = (
    "earlier_approval_on",
    "earlier_approval_text",
    "handles",
    "name_en",
    "name_fr",
)


def asked_fields(kind: str) -> tuple[str, ...]:
    return _FIELDS_BY_KIND[kind]


def required_fields(kind: str) -> tuple[str, ...]:
    """The fields that must be filled in before the request can be submitted."""
    if kind == Kind.CARRY_OVER:
        return _REQUIRED_TO_CARRY_OVER
    return tuple(name for name in asked_fields(kind) if name not in OPTIONAL)


def pages_of(kind: str) -> Iterator[FormPage]:
    """The pages that this kind of request needs, each with only the fields it asks for."""
    for page in FORM_PAGES:
        fields = tuple(name for name in page.fields if name in asked_fields(kind))
        if fields:
            yield FormPage(page.slug, page.title, fields)


def page_of_field(field: str) -> FormPage:
    return next(page for page in FORM_PAGES if field in page.fields)


HINTS: dict[str, Any] = {
    "receiving_organization": _(
        "Its superior must accept the account before it can be approved (§ 4.17)."
    ),
    "earlier_approval_on": _("The day ADM(PA) approved the account, before this registry existed."),
    "earlier_approval_text": _(
        "Where the approval is written down. Attach the document on the last page."
    ),
    "language_mode": _(
        "The account, or the two accounts together, must offer the same in English and "
        "French (§ 4.10)."
    ),
    "name_en": _("As people will read it on the account."),
    "purpose": _("What the account is for, in two or three sentences (§ 4.1)."),
    "need": _("What happens now without it, and what will be better with it."),
    "why_not_existing": _(
        "No more accounts than needed: say why none of the present ones can do this (§ 3.16)."
    ),
    "level": _("How far the audience reaches (§ 3.1)."),
    "objectives": _("One or more of those in § 3.6."),
    "use": _("A privacy impact assessment must cover this use of the platform (§ 4.9)."),
    "translation_plan": _(
        "Who translates, and how both languages come out at the same time (§ 4.10(7))."
    ),
    "notice_en": _(
        "The page with the rules for comments and the disclaimer. The departmental one may serve "
        "(§ 4.10(3), 4.14)."
    ),
    "content_model": _("How content is planned, written, approved and kept (§ 3.15, 6.1)."),
    "approval_chain": _("Who agrees before something is posted or answered (§ 4.11)."),
    "coordinator": _("PA staff should coordinate the account (§ 3.13)."),
    "coordination_reason": _("Only if somebody else coordinates."),
    "practitioners": _("One at least; two are better (§ 4.1)."),
    "responsible_person": _(
        "The commander, commanding officer or manager who answers for the content (§ 4.17). "
        "Type the e-mail address or the sign-in name."
    ),
    "backup_monitor": _(
        "The practitioner who watches when the others are away (§ 4.16). "
        "Type the e-mail address or the sign-in name."
    ),
    "monitoring_days": _("At least the business days (§ 4.16)."),
    "monitoring_from": _("In the time zone below."),
    "used_on_deployment": _(
        "Its practitioners must then have read the direction for deployed operations (§ 3.9)."
    ),
    "planned_end": _("Leave it empty if the account is to stay."),
}
_PAIR = [Language.ENGLISH, Language.FRENCH]


def missing_fields(request: AccountRequest) -> tuple[str, ...]:
    return tuple(name for name in required_fields(request.kind) if not _is_given(request, name))


def languages_consistent(request: AccountRequest, proposals: list[ProposedHandle]) -> bool:
    """Whether the proposals fit the language mode: one bilingual account, or a pair on one platform.

    A pair is proposed in the order English, French (§ 4.10(4), (5)).
    """
    languages = [proposal.language for proposal in proposals]
    if request.language_mode == LanguageMode.BILINGUAL:
        return languages == [Language.BILINGUAL] and not _has_live_partner(request)
    if request.language_mode == LanguageMode.SINGLE or _has_live_partner(request):
        return len(languages) == 1 and languages[0] in _PAIR
    same_platform = len({proposal.platform_id for proposal in proposals}) == 1
    return languages == _PAIR and same_platform


def handles_expected(request: AccountRequest) -> int:
    both = request.language_mode == LanguageMode.PAIR and not _has_live_partner(request)
    return 2 if both else 1


def _has_live_partner(request: AccountRequest) -> bool:
    # A change of one account of a pair proposes that one alone: the other stays as it is.
    partner = request.account.partner if request.account else None
    return partner is not None and partner.state in ACCOUNT.live_states


def _is_given(request: AccountRequest, name: str) -> bool:
    if name == "handles":
        keys = [proposal.key for proposal in request.proposals.all()]
        # A proposal without a key has only its platform so far.
        return len(keys) == handles_expected(request) and all(keys)
    if name == "practitioners":
        return request.practitioners.exists()
    if name == "coordination_reason" and request.coordinator != Coordinator.OTHER:
        return True
    value = getattr(request, name)
    # 0 and False are answers; blanks, nothing and an empty list are not.
    return bool(value.strip() if isinstance(value, str) else value is not None and value != [])
