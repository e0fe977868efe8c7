"""The records with a lifecycle in the demo data."""

from collections.abc import Iterator

from practitioners.models import Authorization
from registry.models import Account, Assessment
from requests_app.models import AccountRequest
from workflow.models import WorkflowModel

MODELS: tuple[type[WorkflowModel], ...] = (Authorization, AccountRequest, Account, Assessment)


def demo_rows() -> Iterator[WorkflowModel]:
    for model in MODELS:
        yield from model._default_manager.select_related("organization").order_by("created_at")


def one_row_per_state() -> Iterator[WorkflowModel]:
    """One row for each lifecycle, state, kind and way of closing."""
    seen = set()
    for row in demo_rows():
        key = (
            row.lifecycle.name,
            row.state,
            getattr(row, "kind", ""),
            getattr(row, "closing_directed", ""),
        )
        if key not in seen:
            seen.add(key)
            yield row
