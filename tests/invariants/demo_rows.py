"""Every row of every table that the told database holds, and the people of the cast."""

from collections.abc import Iterator

from practitioners.models import Authorization
from registry.models import Account, Assessment
from requests_app.models import AccountRequest
from workflow.models import WorkflowModel

MODELS: tuple[type[WorkflowModel], ...] = (Authorization, AccountRequest, Account, Assessment)


def followed() -> Iterator[WorkflowModel]:
    for model in MODELS:
        yield from model._default_manager.select_related("organization").order_by("created_at")


def one_of_each() -> Iterator[WorkflowModel]:
    """One row for each state and shape: the law is the same for the others."""
    seen = set()
    for row in followed():
        key = (
            row.lifecycle.name,
            row.state,
            getattr(row, "kind", ""),
            getattr(row, "closing_directed", ""),
        )
        if key not in seen:
            seen.add(key)
            yield row
