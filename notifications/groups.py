"""The kinds of notification that a person may have sent as a daily digest, and those that may not wait."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DIGEST = "digest"  # the event type of the e-mail that contains other notifications
NEXT_STEP = "turn"
REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class MandatoryEmails:
    """Notifications that are always sent at once, with the reason shown beside the preferences."""

    label: Promise
    why: Promise
    paragraph: str
    steps: tuple[str, ...] = ()


MANDATORY = (
    MandatoryEmails(
        _("What is due, what is overdue, and to whom it is escalated"),
        _("A duty with a date must not be missed."),
        "4.7",
    ),
    MandatoryEmails(
        _("Nobody can act on a step"),
        _("Work stops until a person is appointed."),
        "6.1",
    ),
    MandatoryEmails(
        _("A request that is returned, declined, questioned or not approved"),
        _("Nothing goes on until its requester has read the reasons."),
        "4.3",
        ("request.return_for_changes", "request.decline", "request.ask_again", "request.refuse"),
    ),
    MandatoryEmails(
        _("An account that is suspended or to be closed, and findings about it"),
        _("What is posted there must stop, or be put right, without delay."),
        "5.4",
        ("account.suspend", "account.direct_closure", "account.ask_closure", "account.note_findings"),
    ),
    MandatoryEmails(
        _("A nomination that is declined, an authorization that is revoked or has lapsed"),
        _("The person may no longer post."),
        "5.3(4)",
        ("practitioner.decline", "practitioner.revoke", "practitioner.lapse"),
    ),
    MandatoryEmails(
        _("A privacy assessment that is returned or has expired"),
        _("No account may be approved on a platform without one in force."),
        "4.8",
        ("assessment.return", "assessment.expire"),
    ),
)  # fmt: skip
GROUPS = {
    NEXT_STEP: _("A step that you may take"),
    REMINDER: _("Reminders of drafts and of delegations"),
    "request": _("News of requests"),
    "account": _("News of accounts"),
    "practitioner": _("News of practitioners"),
    "assessment": _("News of privacy assessments"),
}
