"""A readiness row that falls while the account is in use is a finding, never a silent state."""

from collections.abc import Iterable

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext

from directive.lifecycles.account import ACCOUNT
from directive.readiness import READINESS, ReadinessRow, unmet_rows
from practitioners.models import Authorization
from registry.models import Account, Assessment, Finding, Platform
from registry.queries.readiness import build_facts
from workflow.steps import take_step

_IN_USE = Q(official_since__isnull=False, state__in=ACCOUNT.live_states)


def review_findings(account: Account) -> Account:
    """Compare the findings with the readiness rows; each that fell is told to superior and L1."""
    if account.official_since is None or account.state not in ACCOUNT.live_states:
        return account
    down = {row.code: row for row in unmet_rows(build_facts(account))}
    known = set(_open(account).values_list("row", flat=True))
    if fallen := [row for code, row in down.items() if code not in known]:
        account = _note_findings(account, fallen)
    if risen := known - down.keys():
        account = _resolve_findings(account, risen)
    return account


def review_accounts_on(platform: Platform, use: str) -> None:
    """Its assessment no longer counts: a finding for each account that relied on it (§ 4.9)."""
    for account in Account.objects.filter(_IN_USE, platform=platform, use=use):
        review_findings(account)


def review_all() -> int:
    """By the clock: the rows that fall or rise without a step of the account itself."""
    suspects = list(_suspects().values_list("pk", flat=True))
    for pk in suspects:
        review_findings(Account.objects.get(pk=pk))
    return len(suspects)


def _note_findings(account: Account, rows: Iterable[ReadinessRow]) -> Account:
    rows = list(rows)
    with take_step(account, "note_findings", by=None, reason=_sentences(rows)) as account:
        Finding.objects.bulk_create(Finding(account=account, row=row.code) for row in rows)
    return account


def _resolve_findings(account: Account, codes: Iterable[str]) -> Account:
    rows = [row for row in READINESS if row.code in codes]
    with take_step(account, "resolve_findings", by=None, reason=_sentences(rows)) as account:
        _open(account).filter(row__in=codes).update(resolved_on=timezone.localdate())
    return account


def _sentences(rows: Iterable[ReadinessRow]) -> str:
    """In both languages: a letter goes to people of either."""
    said = []
    for language in ("en", "fr"):
        with translation.override(language):
            said += [gettext(row.title) for row in rows]
    return "\n".join(said)


def _open(account: Account) -> QuerySet[Finding]:
    return Finding.objects.filter(account=account, resolved_on__isnull=True)


def _suspects() -> QuerySet[Account]:
    """Where a row that others can bring down disagrees with the findings on record."""
    rows = Account.objects.filter(_IN_USE).annotate(
        practised=_has_trained_practitioner(deployed=False)
        & (Q(used_on_deployment=False) | _has_trained_practitioner(deployed=True)),
        assessed=_has_assessment(),
        noted_practitioner=_is_noted("practitioner"),
        noted_assessment=_is_noted("assessment"),
    )
    return rows.filter(
        Q(practised=F("noted_practitioner")) | Q(assessed=F("noted_assessment"))
    ).order_by("pk")


def _has_trained_practitioner(*, deployed: bool) -> Q:
    ready = Authorization.objects.ready(deployed=deployed).filter(person__accounts=OuterRef("pk"))
    path = ExpressionWrapper(OuterRef("organization__path"), output_field=CharField())
    covering = ready.annotate(path=path).filter(path__startswith=F("organization__path"))
    return Q(Exists(covering))


def _has_assessment() -> Exists:
    return Exists(
        Assessment.objects.filter(
            platform=OuterRef("platform"),
            use=OuterRef("use"),
            state__in=Assessment.lifecycle.live_states,
            review_on__gte=timezone.localdate(),
        )
    )


def _is_noted(code: str) -> Exists:
    return Exists(Finding.objects.filter(account=OuterRef("pk"), row=code, resolved_on=None))
