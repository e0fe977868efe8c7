"""The kinds of notification that a person may have sent as a daily digest, and those that may not wait."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DIGEST = "digest"  # the event type of the e-mail that contains other notifications
NEXT_STEP = "turn"
REMINDER = "reminder"


@dataclass(frozen=True, slots=True, kw_only=True)
class MandatoryEmails:
    """Notifications that are always sent at once, with the reason shown beside the preferences."""

    label: Promise
    why: Promise
    paragraph: str
    steps: tuple[str, ...] = ()


MANDATORY = (
    MandatoryEmails(
        label=_("What is due, what is overdue, and to whom it is escalated"),
        why=_("A duty with a date must not be missed."),
        paragraph="4.7",
    ),
    MandatoryEmails(
        label=_("Nobody can act on a step"),
        why=_("Work stops until a person is appointed."),
        paragraph="6.1",
    ),
    MandatoryEmails(
        label=_("A request that is returned, declined, questioned or not approved"),
        why=_("Nothing goes on until its requester has read the reasons."),
        paragraph="4.3",
        steps=("request.return_for_changes", "request.decline", "request.ask_again", "request.refuse"),
    ),
    MandatoryEmails(
        label=_("An account that is suspended or to be closed, and findings about it"),
        why=_("What is posted there must stop, or be put right, without delay."),
        paragraph="5.4",
        steps=("account.suspend", "account.direct_closure", "account.ask_closure", "account.note_findings"),
    ),
    MandatoryEmails(
        label=_("A nomination that is declined, an authorization that is revoked or has lapsed"),
        why=_("The person may no longer post."),
        paragraph="5.3(4)",
        steps=("practitioner.decline", "practitioner.revoke", "practitioner.lapse"),
    ),
    MandatoryEmails(
        label=_("A privacy assessment that is returned or has expired"),
        why=_("No account may be approved on a platform without one in force."),
        paragraph="4.8",
        steps=("assessment.return", "assessment.expire"),
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
