"""Coming dates of an account, soonest first, each with its paragraph."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from practitioners.models import Authorization
from registry.models import Account
from registry.queries.readiness_evidence import assessment_of

Row = tuple[str, date, str]  # label, day, paragraph


def next_dates(account: Account) -> list[Row]:
    rows = [
        *_dates_of_account(account),
        *_dates_of_assessment(account),
        *_dates_of_practitioners(account),
    ]
    dated = [(label, day, paragraph) for label, day, paragraph in rows if day]
    return sorted(dated, key=lambda row: row[1])


def _dates_of_account(account: Account) -> Iterator[tuple[str, date | None, str]]:
    step = account.lifecycle.next_step(account.state)
    if step is not None:
        yield _(step.label), account.due_on, step.paragraph
    yield _("End of the closing plan"), account.closing_due, "4.6"
    yield _("Planned end"), account.planned_end, "4.6"


def _dates_of_assessment(account: Account) -> Iterator[tuple[str, date | None, str]]:
    row = assessment_of(account)
    if row is not None:
        yield _("Review of the privacy impact assessment"), row.review_on, "4.9"


def _dates_of_practitioners(account: Account) -> Iterator[tuple[str, date | None, str]]:
    named = Authorization.objects.covering(account.organization).in_force()
    for row in named.filter(person__accounts=account.pk).select_related("person"):
        label = _("Security duties to be acknowledged again by %(person)s")
        yield label % {"person": row.person.name}, row.acknowledged_until, "3.7"
