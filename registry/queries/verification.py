"""Whether an account or a handle is official: one of four answers, and the public list."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from access.effective_roles import UserAccess
from access.policy import can_view
from directive.lifecycles.account import ACCOUNT, RECOVERY
from registry.addresses.errors import AddressProblem
from registry.addresses.lookup import parse_address, parse_handle_on
from registry.addresses.parser import ParsedAddress
from registry.models import Account, AccountAddress, Platform
from web.resolvers import resolve
from web.templatetags.dates import long_date


class Answer(StrEnum):
    OFFICIAL = "official"
    WAS_OFFICIAL = "was_official"
    PENDING = "pending"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    answer: Answer
    day: date | None = None  # official since, or ended on
    account: Account | None = None  # only one that the reader may know of

    @property
    def title(self) -> str:
        day = long_date(self.day)
        return gettext(_TITLES[self.answer]) % {"day": day}

    @property
    def text(self) -> str:
        return gettext(_TEXTS[self.answer])

    @property
    def kind(self) -> str:
        return _KINDS[self.answer]


_TITLES = {
    Answer.OFFICIAL: _("Official since %(day)s"),
    Answer.WAS_OFFICIAL: _("Was official, ended %(day)s"),
    Answer.PENDING: _("Pending"),
    Answer.UNKNOWN: _("Not known to us"),
}
_TEXTS = {
    Answer.OFFICIAL: _("This is an official account of DND or the CAF."),
    Answer.WAS_OFFICIAL: _("Do not take what it says now for the word of DND or the CAF."),
    Answer.PENDING: _("It is on its way to an approval. The public is told that it is not known."),
    Answer.UNKNOWN: _(
        "This is not an official account of DND or the CAF that we know of. "
        "Do not give it personal information."
    ),
}
_KINDS = {
    Answer.OFFICIAL: "success",
    Answer.WAS_OFFICIAL: "danger",
    Answer.PENDING: "info",
    Answer.UNKNOWN: "warning",
}
UNKNOWN = Verdict(Answer.UNKNOWN)
# Only an account that was once active has a first day. It stays official while it is suspended or
# closing, unless it is suspended as compromised.
OFFICIAL = Q(official_since__isnull=False, state__in=ACCOUNT.live_states) & ~Q(
    suspended_for=RECOVERY
)


def official_accounts() -> QuerySet[Account]:
    return Account.objects.filter(OFFICIAL)


def once_official_accounts() -> QuerySet[Account]:
    return Account.objects.filter(official_since__isnull=False)


def verdict_for_account(account: Account) -> Verdict:
    """The answer for the public."""
    if account.official_since is None:
        return UNKNOWN
    if account.state not in ACCOUNT.live_states:
        return Verdict(Answer.WAS_OFFICIAL, account.ended_on, account)
    if account.suspended_for == RECOVERY:
        return Verdict(Answer.WAS_OFFICIAL, account.suspended_on, account)
    return Verdict(Answer.OFFICIAL, account.official_since, account)


def verdict_for_handle(
    platform: Platform, key: str, *, access: UserAccess | None = None
) -> Verdict:
    """The answer about a handle; with `access`, also "pending" where that person may see the request."""
    # For the public the same query runs whatever the answer, so that the time it takes does not tell an
    # unknown handle from one that is on its way.
    addresses = AccountAddress.objects.filter(platform=platform, key=key).exclude(
        status=AccountAddress.Status.DROPPED
    )
    related = ("account__platform", "account__organization")
    ordered = sorted(addresses.select_related(*related), key=_current_then_newest)
    verdicts = (_verdict_for_address(address) for address in ordered)
    verdict = next((verdict for verdict in verdicts if verdict is not UNKNOWN), UNKNOWN)
    if verdict is UNKNOWN and access is not None:
        return _verdict_for_staff(access, ordered)
    return verdict


def _current_then_newest(address: AccountAddress) -> tuple[bool, float]:
    return address.status == AccountAddress.Status.FORMER, -address.since.timestamp()


def _verdict_for_address(address: AccountAddress) -> Verdict:
    if address.account is None:  # it is of a request
        return UNKNOWN
    if address.status == AccountAddress.Status.LIVE:
        return verdict_for_account(address.account)
    return _verdict_for_former(address, address.account)


def _verdict_for_former(address: AccountAddress, account: Account) -> Verdict:
    ended = timezone.localdate(address.until)
    # A handle that was changed before the account became official never was official itself.
    if account.official_since is None or account.official_since > ended:
        return UNKNOWN
    return Verdict(Answer.WAS_OFFICIAL, ended, account)


def _verdict_for_staff(access: UserAccess, addresses: list[AccountAddress]) -> Verdict:
    for address in addresses:
        owner = address.account or resolve("request_of_address", address)
        if (
            address.status != AccountAddress.Status.FORMER
            and owner is not None
            and can_view(access, owner)
        ):
            return Verdict(Answer.PENDING, account=address.account)
    return UNKNOWN


@dataclass(frozen=True, slots=True)
class VerificationResult:
    verdict: Verdict
    parsed: ParsedAddress | None = None
    error: str = ""  # why the typed text cannot be parsed

    @property
    def record_url(self) -> str:
        """The public record; for a pending account, its page for staff. Empty without an account."""
        account = self.verdict.account
        if account is None:
            return ""
        if self.verdict.answer == Answer.PENDING:
            return account.get_absolute_url()
        return reverse("official_record", args=[account.number])


def verify_text(
    typed: str, platform: Platform | None, *, access: UserAccess | None
) -> VerificationResult:
    # A platform may be chosen and an address pasted all the same: the address then decides.
    is_handle = "/" not in typed
    parsed = parse_handle_on(platform, typed) if platform and is_handle else parse_address(typed)
    if isinstance(parsed, AddressProblem):
        return VerificationResult(UNKNOWN, error=error_sentence(parsed))
    if platform is None or platform.slug != parsed.platform:
        platform = Platform.objects.get(slug=parsed.platform)
    return VerificationResult(verdict_for_handle(platform, parsed.key, access=access), parsed)


def error_sentence(problem: AddressProblem) -> str:
    # Names of platforms follow the active language, and only str() settles which.
    params = {name: str(value) for name, value in problem.params.items()}
    return gettext(problem.message) % params
