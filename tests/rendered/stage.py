"""What the demo tells no story of, and yet has pages: each is reached by the real steps."""

from access.models import Organization, Person
from audit.ledger import ledger
from registry import assessments
from registry.models import Account, Platform
from requests_app import drafts
from requests_app.models import Kind
from tests.practitioners.nominees import advised, authorized, nominated


def set_out(cast: dict[str, Person]) -> None:
    with ledger():
        nominated(cast, cast["nobody"])
        advised(cast, cast["daip"])
        authorized(cast, cast["dma"])
        tiktok = Platform.objects.get(slug="tiktok")
        assessments.draft(tiktok, by=cast["ecomms"], use="publish", method="2024")
        drafts.carry_over(_navy(), by=cast["ecomms"], declared_official=True)
        _transfer(cast)


def _navy() -> Organization:
    return Organization.objects.get(code="rcn")


def _transfer(cast: dict[str, Person]) -> None:
    """Ready to be accepted by whoever receives the account."""
    account = Account.objects.filter(state="active", organization=_navy()).first()
    by = cast["practitioner"]
    request = drafts.start(
        _navy(), by=by, kind=Kind.TRANSFER, account=account, declared_official=True
    )
    drafts.edit(
        request,
        by=by,
        receiving=Organization.objects.get(code="ca"),
        practitioners=[cast["outsider"]],
        answerable=cast["superior2"],
        backup=cast["outsider"],
    )
