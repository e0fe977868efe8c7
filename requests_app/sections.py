"""The form as short pages: which fields each page asks for, by kind of request (§ 4.2)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.models import Kind


@dataclass(frozen=True, slots=True)
class Section:
    slug: str
    title: str | Promise
    fields: tuple[str, ...]


SECTIONS: tuple[Section, ...] = (
    Section("transfer", _("Receiving organization"), ("receiving",)),
    Section(
        "earlier-approval",
        _("Earlier approval"),
        ("earlier_approval_on", "earlier_approval_text"),
    ),
    Section("account", _("The account"), ("handles", "language_mode", "name_en", "name_fr")),
    Section("need", _("Purpose and need"), ("purpose", "need", "why_not_existing")),
    Section("audience", _("Audience and objectives"), ("audience", "level", "objectives", "use")),
    Section("languages", _("Official languages"), ("translation_plan", "notice_en", "notice_fr")),
    Section(
        "content",
        _("Content"),
        ("content_model", "approval_chain", "coordinator", "coordination_reason"),
    ),
    Section("people", _("People"), ("practitioners", "answerable", "backup")),
    Section(
        "monitoring",
        _("Monitoring"),
        ("monitoring_days", "monitoring_from", "monitoring_to", "time_zone"),
    ),
    Section("duration", _("Deployment and planned end"), ("deployed", "planned_end")),
    Section("attachments", _("Attachments"), ("attachments",)),
)
FIELDS = tuple(name for section in SECTIONS for name in section.fields)
OPTIONAL = frozenset({"deployed", "planned_end", "attachments"})

_NEW = tuple(
    name
    for name in FIELDS
    if name not in {"receiving", "earlier_approval_on", "earlier_approval_text"}
)
# A change or a transfer asks for what needs an approval; all else stays as the account has it.
_ASKED: dict[str, tuple[str, ...]] = {
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
        "receiving",
        "need",
        "content_model",
        "approval_chain",
        "coordinator",
        "coordination_reason",
        "practitioners",
        "answerable",
        "backup",
        "monitoring_days",
        "monitoring_from",
        "monitoring_to",
        "time_zone",
        "attachments",
    ),
}
# What an account of long ago cannot prove becomes a finding: no barrier here.
_NEEDED_TO_CARRY_OVER = (
    "earlier_approval_on",
    "earlier_approval_text",
    "handles",
    "name_en",
    "name_fr",
)


def asked(kind: str) -> tuple[str, ...]:
    return _ASKED[kind]


def needed(kind: str) -> tuple[str, ...]:
    """The fields that must be filled in before the request can go on."""
    if kind == Kind.CARRY_OVER:
        return _NEEDED_TO_CARRY_OVER
    return tuple(name for name in asked(kind) if name not in OPTIONAL)


def sections_of(kind: str) -> Iterator[Section]:
    for section in SECTIONS:
        fields = tuple(name for name in section.fields if name in asked(kind))
        if fields:
            yield Section(section.slug, section.title, fields)


def section_of(field: str) -> Section:
    return next(section for section in SECTIONS if field in section.fields)
