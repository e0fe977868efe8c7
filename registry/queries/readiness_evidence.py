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


def _control(account: Account) -> str:
    return _with_date(account.controlled_on, account.controlled_evidence)


def _conditions(account: Account) -> str:
    if not account.conditions.strip():
        return _("No condition was set.")
    return _with_date(account.conditions_met_on, account.conditions_evidence)


def _practitioner(account: Account) -> str:
    return ", ".join(person.name for person in account.practitioners.all())


def _configuration(account: Account) -> str:
    return _with_date(account.configured_on, _("Every check that applies was met."))


def _notice(account: Account) -> str:
    return f"{account.notice_en} · {account.notice_fr}"


def _assessment(account: Account) -> str:
    row = assessment_of(account)
    if row is None:
        return ""
    return _("To be reviewed by %(day)s.") % {"day": long_date(row.review_on)}


def _language(account: Account) -> str:
    if account.language == Language.BILINGUAL:
        return _("One bilingual account.")
    return str(account.partner)


def _monitoring(account: Account) -> str:
    return _("Back-up: %(person)s.") % {"person": account.backup_monitor}


def _instructions(account: Account) -> str:
    return _with_date(account.instructed_on, account.instructions_version)


def _responsible_person(account: Account) -> str:
    return str(account.responsible_person)


def _custody(account: Account) -> str:
    return _with_date(account.custody_on, account.custody_role)


def _index(account: Account) -> str:
    return _with_date(account.submitted_on, account.submission_reference)


# By code of the readiness row.
_EVIDENCE: dict[str, Callable[[Account], str]] = {
    "control": _control,
    "conditions": _conditions,
    "practitioner": _practitioner,
    "configuration": _configuration,
    "notice": _notice,
    "assessment": _assessment,
    "language": _language,
    "monitoring": _monitoring,
    "instructions": _instructions,
    "responsible_person": _responsible_person,
    "custody": _custody,
    "index": _index,
}


def _with_date(day: date | None, text: str) -> str:
    return ", ".join(part for part in (long_date(day), text) if part)
