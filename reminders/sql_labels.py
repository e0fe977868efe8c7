"""The labels of subjects in e-mails, as SQL expressions in English and in French.

They are the `labels` of models in SQL, so that a reminder run needs no row in Python; a test compares the two.
"""

from collections.abc import Callable, Iterable

from django.db.models import Case, CharField, F, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from access.models import Delegation, RoleAssignment
from directive.reference.platform_uses import PLATFORM_USES
from directive.roles import ROLES
from practitioners.models import Authorization
from registry.models import Account, Assessment
from reminders.rule import ReminderRule
from requests_app.models import AccountRequest

ONE_ACCOUNT = _("One account")
Column = Callable[[str], str]  # `ReminderRule.column`


def sql_labels(rule: ReminderRule) -> list[Combinable]:
    """The English and the French label of the rule's subject, from its row."""
    label = _LABELS[rule.subject]
    expressions = []
    for language, other in (("en", "fr"), ("fr", "en")):
        # Names of roles and uses are translated here and bound as values.
        with translation.override(language):
            expressions.append(label(rule.column, language, other))
    return expressions


def _account(column: Column, language: str, other: str) -> Combinable:
    platform = F(column(f"platform__name_{language}"))
    name = _either(column, f"name_{language}", f"name_{other}")
    return _concat(name, " (", platform, ", ", F(column("handle")), ")")


def _request(column: Column, language: str, other: str) -> Combinable:
    name = _either(column, f"name_{language}", f"name_{other}")
    return Trim(_concat(F(column("reference")), " ", name))


def _authorization(column: Column, language: str, other: str) -> Combinable:
    return _concat(F(column("person__name")), ", ", _organization(column, language))


def _assessment(column: Column, language: str, other: str) -> Combinable:
    use = _choice_label(column("use"), ((use.code, use.title) for use in PLATFORM_USES))
    return _concat(F(column(f"platform__name_{language}")), " – ", use)


def _role_assignment(column: Column, language: str, other: str) -> Combinable:
    role = _choice_label(column("role"), ((row.role, row.title) for row in ROLES))
    return _concat(role, ", ", _organization(column, language))


def _delegation(column: Column, language: str, other: str) -> Combinable:
    return Coalesce(F(column(f"organization__name_{language}")), Value(gettext(ONE_ACCOUNT)))


_LABELS: dict[type, Callable[[Column, str, str], Combinable]] = {
    Account: _account,
    AccountRequest: _request,
    Authorization: _authorization,
    Assessment: _assessment,
    RoleAssignment: _role_assignment,
    Delegation: _delegation,
}


def _organization(column: Column, language: str) -> Combinable:
    return _either(column, f"organization__abbr_{language}", f"organization__name_{language}")


def _either(column: Column, first: str, second: str) -> Combinable:
    # Empty text, not NULL, is what Django stores for a missing name.
    return Coalesce(NullIf(F(column(first)), Value("")), F(column(second)))


def _choice_label(column: str, names: Iterable[tuple[str, str]]) -> Combinable:
    cases = [When(**{column: code}, then=Value(gettext(name))) for code, name in names]
    return Case(*cases, default=F(column), output_field=CharField())


def _concat(*parts: str | Combinable) -> Combinable:
    values = [Value(part) if isinstance(part, str) else part for part in parts]
    return Concat(*values, output_field=CharField())
