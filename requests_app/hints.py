"""What each field of the form asks for, in plain words, with its paragraph."""

from typing import Any

from django.utils.translation import gettext_lazy as _

HINTS: dict[str, Any] = {
    "receiving": _("Its superior must accept the account before it can be approved (§ 4.17)."),
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
    "answerable": _(
        "The commander, commanding officer or manager who answers for the content (§ 4.17). "
        "Type the e-mail address or the sign-in name."
    ),
    "backup": _(
        "The practitioner who watches when the others are away (§ 4.16). "
        "Type the e-mail address or the sign-in name."
    ),
    "monitoring_days": _("At least the business days (§ 4.16)."),
    "monitoring_from": _("In the time zone below."),
    "deployed": _(
        "Its practitioners must then have read the direction for deployed operations (§ 3.9)."
    ),
    "planned_end": _("Leave it empty if the account is to stay."),
}
