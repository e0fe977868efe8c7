"""Records in states that the demo data lacks, so that every page has one; made through the workflow steps."""

from access.models import Organization, Person
from audit.events import audit_transaction
from registry.models import Account, Platform
from registry.services import assessments
from requests_app.enums import Kind
from requests_app.services import drafts
from tests.factories.authorizations import (
    advised_authorization,
    authorization,
    nominated_authorization,
)


def create_extra_records(demo_users: dict[str, Person]) -> None:
    with audit_transaction():
        nominated_authorization(demo_users, demo_users["nobody"])
        advised_authorization(demo_users, demo_users["daip"])
        authorization(demo_users, demo_users["dma"])
        tiktok = Platform.objects.get(slug="tiktok")
        assessments.draft(tiktok, by=demo_users["ecomms"], use="publish", method="2024")
        drafts.carry_over(_navy(), by=demo_users["ecomms"], declared_official=True)
        _transfer(demo_users)


def _navy() -> Organization:
    return Organization.objects.get(code="rcn")


def _transfer(demo_users: dict[str, Person]) -> None:
    """Ready to be accepted by the receiving superior."""
    active = Account.objects.filter(state="active", organization=_navy())
    account = active.order_by("created_at").first()
    by = demo_users["practitioner"]
    request = drafts.start(
        _navy(), by=by, kind=Kind.TRANSFER, account=account, declared_official=True
    ).row
    drafts.edit(
        request,
        by=by,
        receiving_organization=Organization.objects.get(code="ca"),
        practitioners=[demo_users["outsider"]],
        responsible_person=demo_users["superior2"],
        backup_monitor=demo_users["outsider"],
    )
