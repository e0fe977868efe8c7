"""The evidence for each readiness row that is met, in one line (§ 4.5-4.7)."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from directive.lifecycles.assessment import ASSESSMENT
from registry.models import Account, Assessment, Language
from web.templatetags.dates import long_date


def readiness_evidence(account: Account, code: str) -> str:
    return _EVIDENCE[code](account)


def assessment_of(account: Account) -> Assessment | None:
    """The one in force for the platform and the use of this account (§ 4.9)."""
    rows = Assessment.objects.filter(platform=account.platform, use=account.use)
    return rows.filter(state__in=ASSESSMENT.live_states).first()


def _conditions_evidence(account: Account) -> str:
    if not account.conditions.strip():
        return _("No condition was set.")
    return _with_date(account.conditions_met_on, account.conditions_evidence)


def _assessment_evidence(account: Account) -> str:
    row = assessment_of(account)
    if row is None:
        return ""
    return _("To be reviewed by %(day)s.") % {"day": long_date(row.review_on)}


def _language_evidence(account: Account) -> str:
    if account.language == Language.BILINGUAL:
        return _("One bilingual account.")
    return str(account.partner)


def _with_date(day: date | None, text: str) -> str:
    return ", ".join(part for part in (long_date(day), text) if part)


# By code of the readiness row.
_EVIDENCE: dict[str, Callable[[Account], str]] = {
    "control": lambda row: _with_date(row.controlled_on, row.controlled_evidence),
    "conditions": _conditions_evidence,
    "practitioner": lambda row: ", ".join(person.name for person in row.practitioners.all()),
    "configuration": lambda row: _with_date(
        row.configured_on, _("Every check that applies was met.")
    ),
    "notice": lambda row: f"{row.notice_en} · {row.notice_fr}",
    "assessment": _assessment_evidence,
    "language": _language_evidence,
    "monitoring": lambda row: _("Back-up: %(person)s.") % {"person": row.backup_monitor},
    "instructions": lambda row: _with_date(row.instructed_on, row.instructions_version),
    "responsible_person": lambda row: str(row.responsible_person),
    "custody": lambda row: _with_date(row.custody_on, row.custody_role),
    "index": lambda row: _with_date(row.submitted_on, row.submission_reference),
}
