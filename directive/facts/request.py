"""What the guards of a request look at, gathered by the package that owns each fact."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RequestFacts:
    kind: str = "new"
    declared_official: bool = False  # not a personal or professional account
    purpose_written: bool = False
    live_practitioners: int = 0  # named on the request, with an authorization in force
    missing: tuple[str, ...] = ()  # names of form fields still empty
    handle_problem: str = ""  # a message id of the address parser, for an unusable handle
    advice_given: bool = False
    advice_covers: bool = False  # nothing that the advice looked at has changed since
    advice_written: bool = False
    l1_step: bool = False  # the organization's L1 has its own step switched on
    endorsement_covers: bool = False
    reviewer_in_office: bool = False  # the officer who took it up, if any, still holds office
    open_reasons: int = 0  # reasons of the last return without an answer
    reasons: int = 0
    reason_given: bool = False
    clause_given: bool = False
    recommendation: str = ""
    uncovered_platforms: tuple[str, ...] = ()  # no assessment in force for platform and use
    closed_platforms: tuple[str, ...] = ()  # closed, renamed or barred from devices
    taken_handles: tuple[str, ...] = ()  # claimed by another account or open request
    languages_consistent: bool = True
    other_change_open: bool = False
    account_current: bool = True  # a change was made against the account as it is now
    transfer_accepted: bool = True
    receiving_superior: bool = True
    earlier_approval_recorded: bool = True
    found_account_settled: bool = True  # a refused regularization says what becomes of the account
    named_now: int = 0  # practitioners named with this very step who have a live authorization
