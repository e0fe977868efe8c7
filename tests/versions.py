"""The version and the digest that a form sends back of its record."""

from django.test import Client

from workflow.models import WorkflowModel


def version_of(row: WorkflowModel) -> int:
    """The version of today, whatever happened since the row was read."""
    return type(row)._base_manager.get(pk=row.pk).version


def digest_of(client: Client, url: str) -> dict[str, str]:
    """The hidden field of an optimistic-lock form, as the page gives it."""
    return {"base_digest": client.get(url).context["form"].initial["base_digest"]}
