"""From the approval to the public list: registered, submitted, activated (§ 4.3-4.7)."""

from datetime import date

from django.core.files.base import File
from django.utils import timezone

from access.models import Person
from practitioners.evidence import kept_as
from registry.accounts import Account
from registry.numbers import new_number
from registry.package import snapshot
from registry.pairs import take_step_together
from registry.proofs import IndexSubmission
from workflow.steps import take_step


def register(account: Account, *, by: Person, version: int | None = None) -> Account:
    with take_step(account, "register", by=by, version=version) as account:
        account.number = new_number()
        account.registered_on = timezone.localdate()
    return account


def submit_to_index(
    account: Account,
    *,
    by: Person,
    sent_on: date,
    reference: str,
    proof: File | None = None,
    version: int | None = None,
) -> Account:
    """The form itself goes to Service Canada outside; what was sent is kept as it was."""
    with take_step(account, "submit_to_index", by=by, version=version) as account:
        account.submitted_on, account.submission_reference = sent_on, reference
        IndexSubmission.objects.create(
            account=account,
            action=IndexSubmission.Action.ADD,
            snapshot=snapshot(account),
            sent_on=sent_on,
            reference=reference,
            by=by,
            **_kept(proof),
        )
    return account


def activate(account: Account, *, by: Person, version: int | None = None) -> Account:
    """Both accounts of a pair, or neither."""
    with take_step_together(account, "activate", by=by, version=version) as accounts:
        for account in accounts:
            account.official_since = timezone.localdate()
    return accounts[0]


def _kept(proof: File | None) -> dict[str, object]:
    """Under a name that cannot be guessed; its own name is only shown."""
    if not proof:
        return {}
    return {"proof": File(proof, name=kept_as(proof.name)), "proof_name": proof.name}
