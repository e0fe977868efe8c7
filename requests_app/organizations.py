"""Organizations that can be chosen in a form, in the reader's alphabetical order."""

from django.db.models import QuerySet
from django.utils.translation import get_language

from access.models import Organization
from access.policy import organizations_for
from access.seats import Standing
from directive.lifecycle import Step


def choosable() -> QuerySet[Organization]:
    """Those that exist today."""
    order = "sort_fr" if get_language() == "fr" else "sort_en"
    return Organization.objects.on().order_by(order)


def open_to(standing: Standing, step: Step) -> QuerySet[Organization]:
    return choosable().filter(pk__in=organizations_for(standing, step).values("pk"))
