"""Findings: readiness rows that are no longer met while the account is in use (§ 4.7)."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext

from directive.lifecycles.account import ACCOUNT
from directive.readiness import READINESS, ReadinessRow, unmet_rows
from practitioners.models import Authorization
from registry.models import Account, Assessment, Finding
from registry.queries.readiness import GatheredAccountFacts
from workflow.steps import StepResult, take_step, take_step_on_each

_IN_USE = Q(official_since__isnull=False, state__in=ACCOUNT.live_states)


def review_findings(account: Account) -> Account:
    """Note the readiness rows that are no longer met, and resolve the findings that are met again."""
    # Before the account is active, an unmet row blocks `activate` and is no finding.
    if account.official_since is None or account.state not in ACCOUNT.live_states:
        return account
    unmet = {row.code: row for row in unmet_rows(GatheredAccountFacts(account))}
    noted = set(_open_findings(account).values_list("row", flat=True))
    if newly_unmet := [row for code, row in unmet.items() if code not in noted]:
        account = _note_findings(account, newly_unmet)
    if met_again := noted - unmet.keys():
        account = _resolve_findings(account, met_again)
    return account


def with_findings(result: StepResult[Account]) -> StepResult[Account]:
    """The result of a step, with the account as it is once its findings are reviewed."""
    return replace(result, row=review_findings(result.row))


def review_all() -> int:
    """Review the accounts whose rows changed without a step of their own; how many. Run daily."""
    ids = list(_outdated_accounts().values_list("pk", flat=True))
    # Each is read when its turn comes: another step may have come between.
    return take_step_on_each(ids, lambda pk: review_findings(Account.objects.get(pk=pk)))


def _note_findings(account: Account, rows: Iterable[ReadinessRow]) -> Account:
    rows = list(rows)

    def write(account: Account) -> None:
        Finding.objects.bulk_create(Finding(account=account, row=row.code) for row in rows)

    reason = _row_titles(rows)
    return take_step(account, "note_findings", by=None, reason=reason, write=write).row


def _resolve_findings(account: Account, codes: Iterable[str]) -> Account:
    rows = [row for row in READINESS if row.code in codes]

    def write(account: Account) -> None:
        _open_findings(account).filter(row__in=codes).update(resolved_on=timezone.localdate())

    reason = _row_titles(rows)
    return take_step(account, "resolve_findings", by=None, reason=reason, write=write).row


def _row_titles(rows: Iterable[ReadinessRow]) -> str:
    titles = []
    for language in ("en", "fr"):  # the reason is stored once, and e-mailed to readers of either
        with translation.override(language):
            titles += [gettext(row.title) for row in rows]
    return "\n".join(titles)


def _open_findings(account: Account) -> QuerySet[Finding]:
    return Finding.objects.filter(account=account, resolved_on__isnull=True)


def _outdated_accounts() -> QuerySet[Account]:
    """Accounts in use whose findings do not agree with the rows that others can change."""
    # Authorizations and assessments end without a step of the account: these two rows are compared
    # here in SQL. Equal flags disagree: met but noted as unmet, or unmet and not noted.
    rows = Account.objects.filter(_IN_USE).annotate(
        has_practitioner=_has_trained_practitioner(deployed=False)
        & (Q(used_on_deployment=False) | _has_trained_practitioner(deployed=True)),
        has_assessment=_has_assessment(),
        noted_practitioner=_is_noted("practitioner"),
        noted_assessment=_is_noted("assessment"),
    )
    return rows.filter(
        Q(has_practitioner=F("noted_practitioner")) | Q(has_assessment=F("noted_assessment"))
    ).order_by("pk")


def _has_trained_practitioner(*, deployed: bool) -> Q:
    ready = Authorization.objects.ready(deployed=deployed).filter(person__accounts=OuterRef("pk"))
    # An authorization covers the organizations below its own: the path of the account's organization
    # begins with the path of the authorization's. A lookup needs a column on its left, so annotate.
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
