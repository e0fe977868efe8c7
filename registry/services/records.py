"""Corrections of an account and the proofs of its readiness (§ 4.4-4.7, 4.12)."""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from access.models import Person
from directive.facts.request import RequestFacts
from directive.guards.refusal import Refusal
from directive.guards.request import assessment_in_force
from registry.models import Account, ConfigurationReview, is_covered
from registry.services.findings import with_findings
from workflow.exceptions import GuardFailed
from workflow.steps import StepResult, take_step


def correct(
    account: Account,
    *,
    by: Person,
    reason: str,
    practitioners: Sequence[Person],
    version: int | None = None,
    **terms: object,
) -> StepResult[Account]:
    """Change the terms that need no change request. Raises GuardFailed for a use not assessed."""

    def write(account: Account) -> None:
        # § 4.9 is about a new use: with the same use, an expired assessment blocks no correction.
        if terms.get("use", account.use) != account.use:
            _require_assessment(account, str(terms["use"]))
        for name, value in terms.items():
            setattr(account, name, value)
        account.practitioners.set(practitioners)

    return with_findings(
        take_step(account, "correct", by=by, version=version, reason=reason, write=write)
    )


def record_custody(
    account: Account, *, by: Person, version: int | None = None, **custody: object
) -> StepResult[Account]:
    """`custody`: role, place, multi_factor and administrators. Never a credential."""
    values = {f"custody_{name}": value for name, value in custody.items()}
    values["custody_on"] = timezone.localdate()
    return with_findings(
        take_step(account, "record_custody", by=by, version=version, values=values)
    )


def confirm_control(
    account: Account, *, by: Person, evidence: str, version: int | None = None
) -> StepResult[Account]:
    values = {"controlled_on": timezone.localdate(), "controlled_evidence": evidence}
    return with_findings(
        take_step(
            account, "confirm_control", by=by, version=version, reason=evidence, values=values
        )
    )


def confirm_conditions(
    account: Account, *, by: Person, evidence: str, version: int | None = None
) -> StepResult[Account]:
    values = {"conditions_met_on": timezone.localdate(), "conditions_evidence": evidence}
    return with_findings(
        take_step(
            account, "confirm_conditions", by=by, version=version, reason=evidence, values=values
        )
    )


def review_configuration(
    account: Account,
    *,
    by: Person,
    answers: Mapping[str, Mapping[str, str]],
    version: int | None = None,
) -> StepResult[Account]:
    """`answers`: rule code -> answer, note, and the identifier of the rule as it was that day."""
    failed = ConfigurationReview.Answer.FAIL
    # `all` of nothing is true: a review without a rule proves nothing.
    passed = bool(answers) and all(answer["answer"] != failed for answer in answers.values())

    def write(account: Account) -> None:
        ConfigurationReview.objects.create(account=account, by=by, answers=answers, passed=passed)
        account.configured_on = timezone.localdate() if passed else None

    return with_findings(
        take_step(account, "review_configuration", by=by, version=version, write=write)
    )


def give_instructions(
    account: Account, *, by: Person, instructions: str, version: int | None = None
) -> StepResult[Account]:
    """`instructions`: title and version of the text that was given (§ 4.12)."""
    values = {"instructed_on": timezone.localdate(), "instructions_version": instructions}
    return with_findings(
        take_step(account, "give_instructions", by=by, version=version, values=values)
    )


def confirm_listing(
    account: Account, *, by: Person, evidence: str, version: int | None = None
) -> StepResult[Account]:
    values = {"listed_on": timezone.localdate(), "listing_proof": evidence}
    return take_step(
        account, "confirm_listing", by=by, version=version, reason=evidence, values=values
    )


def _require_assessment(account: Account, use: str) -> None:
    if not is_covered(account.platform, use):
        # The guard of a recommendation has the sentence and its paragraph.
        platforms = (account.platform.name,)
        refusal: Refusal | None = assessment_in_force(RequestFacts(uncovered_platforms=platforms))
        if refusal:
            raise GuardFailed(refusal)


def suspend(
    account: Account, *, by: Person, code: str, reason: str, version: int | None = None
) -> StepResult[Account]:
    values = {"suspended_for": code, "suspended_on": timezone.localdate()}
    return take_step(account, "suspend", by=by, version=version, reason=reason, values=values)


def resume(
    account: Account, *, by: Person, reason: str, version: int | None = None
) -> StepResult[Account]:
    values = {"suspended_for": "", "suspended_on": None}
    return take_step(account, "resume", by=by, version=version, reason=reason, values=values)
