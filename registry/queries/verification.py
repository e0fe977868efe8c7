"""Whether an account or a handle is official: one of four answers, and the public list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from access.effective_roles import UserAccess
from access.policy import any_of, can_view
from directive.lifecycles.account import ACCOUNT, RECOVERY
from registry.addresses import errors as problems
from registry.addresses.errors import AddressProblem
from registry.addresses.lookup import parse_question, parse_question_on
from registry.addresses.parser import ParsedAddress
from registry.models import Account, AccountAddress, Platform
from web.language import collation_key
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
_ORDER = list(Answer)  # the most certain first
Handle = tuple[UUID, str]  # the id of the platform, and the key of the address
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


def verdicts_for_handles(
    handles: Iterable[Handle], *, access: UserAccess | None = None
) -> dict[Handle, Verdict]:
    """The answer about each; with `access`, also "pending" where that person may see the request."""
    # For the public the same query runs whatever the answer, so that the time it takes does not tell an
    # unknown handle from one that is on its way.
    asked = {handle: list[AccountAddress]() for handle in handles}
    condition = any_of(Q(platform=platform, key=key) for platform, key in asked)
    addresses = AccountAddress.objects.filter(condition).exclude(
        status=AccountAddress.Status.DROPPED
    )
    for address in addresses.select_related("account__platform", "account__organization"):
        asked[address.platform_id, address.key].append(address)
    return {handle: _verdict_for_addresses(found, access) for handle, found in asked.items()}


def _verdict_for_addresses(addresses: list[AccountAddress], access: UserAccess | None) -> Verdict:
    ordered = sorted(addresses, key=_current_then_newest)
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
class HandleAnswer:
    platform: Platform
    parsed: ParsedAddress
    verdict: Verdict

    @property
    def record_url(self) -> str:
        """The public record; for a pending account, its page for staff. Empty without an account."""
        account = self.verdict.account
        if account is None:
            return ""
        if self.verdict.answer == Answer.PENDING:
            return account.get_absolute_url()
        return reverse("official_record", args=[account.number])


@dataclass(frozen=True, slots=True)
class VerificationResult:
    """With an `error` nothing was looked up, or nothing can be said: it tells what to do."""

    answers: Sequence[HandleAnswer] = ()
    unknown_on: Sequence[str] = ()  # names of the platforms where a handle alone is not known
    error: str = ""


def verify_text(
    typed: str, platform: Platform | None, *, access: UserAccess | None
) -> VerificationResult:
    # A platform may be chosen and an address pasted all the same: the address then decides.
    if platform is not None and "/" not in typed:
        asked = parse_question_on(platform, typed)
    else:
        asked = parse_question(typed)
    if isinstance(asked, AddressProblem):
        return VerificationResult(error=error_sentence(asked))
    return _look_up(asked, access)


def _look_up(asked: Sequence[ParsedAddress], access: UserAccess | None) -> VerificationResult:
    platforms = Platform.objects.in_bulk({parsed.platform for parsed in asked}, field_name="slug")
    handles = [(platforms[parsed.platform].pk, parsed.key) for parsed in asked]
    verdicts = verdicts_for_handles(handles, access=access)
    answers = [
        HandleAnswer(platforms[parsed.platform], parsed, verdicts[handle])
        for parsed, handle in zip(asked, handles, strict=True)
    ]
    known = [answer for answer in answers if answer.verdict is not UNKNOWN]
    if len(answers) == 1 and not known:
        return _unknown_address(answers[0])
    known.sort(key=lambda answer: _ORDER.index(answer.verdict.answer))
    names = {answer.platform.name for answer in answers} - {
        answer.platform.name for answer in known
    }
    # Where an address was asked for, or a platform chosen, there is no other platform to name.
    return VerificationResult(known, sorted(names, key=collation_key))


def _unknown_address(answer: HandleAnswer) -> VerificationResult:
    # The number of an account may be missing on its record: then it is not known whose this one is.
    if answer.parsed.leads_on and _has_account_without(answer):
        problem = AddressProblem(
            message=problems.LEADS_ON, params={"platform": answer.platform.name}
        )
        return VerificationResult(error=error_sentence(problem))
    return VerificationResult([answer])


def _has_account_without(answer: HandleAnswer) -> bool:
    """Whether some account of the platform has no address of the same kind as this one on record."""
    kind, separator, _ = answer.parsed.key.rpartition("/")
    same_kind = f"^{kind}/" if separator else r"^([0-9]+|did:.+)$"
    of_kind = AccountAddress.objects.filter(
        platform=answer.platform, key__regex=same_kind, account__isnull=False
    )
    accounts = once_official_accounts().filter(platform=answer.platform)
    return accounts.exclude(pk__in=of_kind.values("account")).exists()


def error_sentence(problem: AddressProblem) -> str:
    # Names of platforms follow the active language, and only str() settles which.
    params = {name: str(value) for name, value in problem.params.items()}
    return gettext(problem.message) % params
