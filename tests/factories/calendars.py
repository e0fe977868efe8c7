from datetime import date, timedelta

from django.utils import timezone

from access.models import Delegation, Person
from access.services.delegations import delegate
from practitioners.models import Authorization
from tests.factories.department import Department

DAY = timedelta(days=1)


def set_due_date(row: Authorization, day: date) -> None:
    Authorization.objects.filter(pk=row.pk).update(due_on=day)


def create_delegation(department: Department, to: Person, **days: date) -> Delegation:
    """By the superior, from tomorrow unless `days` say otherwise."""
    today = timezone.localdate()
    fields = {"first_day": today + DAY, "last_day": today + 9 * DAY, "reason": "Surgery."} | days
    return delegate(by=department.superior, to=to, organization=department.navy, **fields)
