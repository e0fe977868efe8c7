"""Is it official? Four answers, said once, as an answer about a handle and as the public list."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from access.policy import may_see
from access.seats import Standing
from audit.written import written_day
from directive.account import ACCOUNT, RECOVERY
from registry.accounts import Account
from registry.claims import Claim
from registry.platforms import Platform
from workflow.models import Followed


class Answer(StrEnum):
    OFFICIAL = "official"
    WAS_OFFICIAL = "was_official"
    PENDING = "pending"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    answer: Answer
    day: date | None = None  # official since, or ended on
    account: Account | None = None  # never one that the reader may not know of

    @property
    def title(self) -> str:
        day = written_day(self.day)
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
# Only what was once active has a first day; it stays official while it is changed or being closed.
OFFICIAL = Q(official_since__isnull=False, state__in=ACCOUNT.live_states) & ~Q(
    suspended_for=RECOVERY
)


def official() -> QuerySet[Account]:
    return Account.objects.filter(OFFICIAL)


def once_official() -> QuerySet[Account]:
    return Account.objects.filter(official_since__isnull=False)


def of_account(account: Account) -> Verdict:
    """What the public is told of an account."""
    if account.official_since is None:
        return UNKNOWN
    if account.state not in ACCOUNT.live_states:
        return Verdict(Answer.WAS_OFFICIAL, account.ended_on, account)
    if account.suspended_for == RECOVERY:
        return Verdict(Answer.WAS_OFFICIAL, account.suspended_on, account)
    return Verdict(Answer.OFFICIAL, account.official_since, account)


def of_handle(platform: Platform, key: str, *, standing: Standing | None = None) -> Verdict:
    """The same two queries whatever the answer: an unknown handle costs what a hidden one does."""
    claims = Claim.objects.filter(platform=platform, key=key).exclude(kind=Claim.Kind.DROPPED)
    accounts = _accounts_of(claims)
    found = sorted(claims, key=_newest_first)
    answers = (_of_claim(claim, accounts.get(claim.owner)) for claim in found)
    verdict = next((answer for answer in answers if answer is not UNKNOWN), UNKNOWN)
    if verdict is UNKNOWN and standing is not None:
        return _for_staff(standing, found, accounts)
    return verdict


def _accounts_of(claims: QuerySet[Claim]) -> dict[object, Account]:
    rows = Account.objects.filter(pk__in=claims.values("owner"))
    return {row.pk: row for row in rows.select_related("platform", "organization")}


def _newest_first(claim: Claim) -> tuple[bool, float]:
    """What stands now comes before what once stood."""
    return claim.kind == Claim.Kind.FORMER, -claim.since.timestamp()


def _of_claim(claim: Claim, account: Account | None) -> Verdict:
    if account is None:  # a request, not an account
        return UNKNOWN
    if claim.kind == Claim.Kind.LIVE:
        return of_account(account)
    return _of_former(claim, account)


def _of_former(claim: Claim, account: Account) -> Verdict:
    ended = timezone.localdate(claim.until)
    if account.official_since is None or account.official_since > ended:
        return UNKNOWN
    return Verdict(Answer.WAS_OFFICIAL, ended, account)


def _for_staff(standing: Standing, claims: list[Claim], accounts: dict[object, Account]) -> Verdict:
    for claim in claims:
        owner = accounts.get(claim.owner) or _request(claim)
        if claim.kind != Claim.Kind.FORMER and owner is not None and may_see(standing, owner):
            return Verdict(Answer.PENDING, account=accounts.get(claim.owner))
    return UNKNOWN


def _request(claim: Claim) -> Followed | None:
    """A request stands higher on the staircase: it is found by its lifecycle, not by an import."""
    model = next(kind for kind in Followed.__subclasses__() if kind.lifecycle.name == "request")
    return model._base_manager.select_related("organization").filter(pk=claim.owner).first()
