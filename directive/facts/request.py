"""Facts that the guards of a request read; `requests_app` gathers them."""

from dataclasses import dataclass


# No slots: the class that gathers the facts replaces each field by a cached property.
@dataclass(frozen=True, kw_only=True)
class RequestFacts:
    kind: str = "new"
    declared_official: bool = False  # not a personal or professional account
    purpose_written: bool = False
    live_practitioners: int = 0  # named on the request, with an authorization in force
    missing: tuple[str, ...] = ()  # names of form fields still empty
    handle_problem: str = ""  # a message id of the address parser, for an unusable handle
    advice_given: bool = False
    advice_covers: bool = False  # no field that the advice covers has changed since
    advice_written: bool = False
    l1_step: bool = False  # the organization's L1 has its own step switched on
    endorsement_covers: bool = False  # the same for the endorsement of the L1
    reviewer_active: bool = False  # the assigned officer, if any, still has the role
    open_reasons: int = 0  # reasons of the last return without an answer
    reasons: int = 0
    reason_given: bool = False
    paragraph_given: bool = False
    recommendation: str = ""
    uncovered_platforms: tuple[str, ...] = ()  # no assessment in force for platform and use
    closed_platforms: tuple[str, ...] = ()  # closed, renamed or barred from devices
    taken_handles: tuple[str, ...] = ()  # of another account or open request
    languages_consistent: bool = True
    other_change_open: bool = False
    account_current: bool = True  # the change was written against the present account
    transfer_accepted: bool = True
    earlier_approval_recorded: bool = True
    found_account_settled: bool = True  # a refused regularization says what becomes of the account
    named_now: int = 0  # practitioners named with this very step who have a live authorization
