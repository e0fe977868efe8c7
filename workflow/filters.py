"""Filters that the lists of all models with a lifecycle share."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directive.lifecycles.grammar import Lifecycle
from web.lists.filters import ChoiceFilter


def state_filter(lifecycle: Lifecycle) -> ChoiceFilter:
    states = [(state.name, _(state.label)) for state in lifecycle.states]
    return ChoiceFilter(_("State"), states, lambda state: Q(state=state))


def late_filter() -> ChoiceFilter:
    return ChoiceFilter(
        _("Target date"),
        [("1", _("Passed"))],
        lambda _passed: Q(due_on__lt=timezone.localdate()),
    )
