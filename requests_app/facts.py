"""The facts that the guards of a request read, each gathered when it is first read."""

from functools import cached_property

from access.policy import effective_role_for
from access.resolver import access_for
from directive.facts.request import RequestFacts
from directive.lifecycles.request import REQUEST
from registry.models import Platform, is_covered
from registry.services.addresses import taken_addresses
from requests_app.enums import FoundOutcome, Kind
from requests_app.form_spec import Digest, missing_fields
from requests_app.models import AccountRequest, ProposedHandle
from requests_app.queries.practitioners import authorized_practitioners
from requests_app.queries.proposed_handles import languages_consistent
from requests_app.services.addresses import address_owners, handle_problem
from requests_app.snapshots import account_digest, content_digest
from workflow.models import StepInput


class GatheredRequestFacts(RequestFacts):
    def __init__(self, request: AccountRequest, given: StepInput) -> None:
        self._request = request
        self._given = given

    @cached_property
    def kind(self) -> str:
        return self._request.kind

    @cached_property
    def declared_official(self) -> bool:
        return self._request.declared_official

    @cached_property
    def purpose_written(self) -> bool:
        return bool(self._request.purpose.strip() and self._request.need.strip())

    @cached_property
    def live_practitioners(self) -> int:
        return authorized_practitioners(self._request).count()

    @cached_property
    def missing(self) -> tuple[str, ...]:
        return missing_fields(self._request)

    @cached_property
    def handle_problem(self) -> str:
        return handle_problem(self._request, self._proposals)

    @cached_property
    def advice_given(self) -> bool:
        return self._request.advised_on is not None

    @cached_property
    def advice_covers(self) -> bool:
        return self._request.advice_content_hash == content_digest(self._request, Digest.ADVICE)

    @cached_property
    def advice_written(self) -> bool:
        return bool(self._request.advice.strip() and self._request.advice_finding)

    @cached_property
    def l1_step(self) -> bool:
        level_one = self._request.organization.level_one
        return level_one is not None and level_one.l1_step

    @cached_property
    def endorsement_covers(self) -> bool:
        digest = content_digest(self._request, Digest.ENDORSEMENT)
        return self._request.endorsement_content_hash == digest

    @cached_property
    def reviewer_active(self) -> bool:
        stored = self._stored_request
        if stored is None or stored.reviewer is None:
            return False
        # Active is who could take the reviewer's step today: the role may have ended, or been delegated.
        actors = REQUEST.step("recommend").actors
        return effective_role_for(access_for(stored.reviewer), actors, stored) is not None

    @cached_property
    def open_reasons(self) -> int:
        return sum(reason.answered_at is None for reason in self._request.reasons.all())

    @cached_property
    def reasons(self) -> int:
        # A request is only returned once all reasons of the last return are answered.
        return self.open_reasons

    @cached_property
    def reason_given(self) -> bool:
        return self._given.has_reason

    @cached_property
    def paragraph_given(self) -> bool:
        return bool(self._request.decision_paragraph)

    @cached_property
    def recommendation(self) -> str:
        return self._request.recommendation

    @cached_property
    def uncovered_platforms(self) -> tuple[str, ...]:
        use = self._request.use
        return tuple(sorted(p.name for p in self._platforms if not is_covered(p, use)))

    @cached_property
    def closed_platforms(self) -> tuple[str, ...]:
        return tuple(sorted(p.name for p in self._platforms if not p.usable))

    @cached_property
    def taken_handles(self) -> tuple[str, ...]:
        given = {
            (proposal.platform_id, proposal.key): proposal.handle
            for proposal in self._proposals
            if proposal.platform_id and proposal.key
        }
        taken = taken_addresses(given, owners=address_owners(self._request))
        return tuple(handle for address, handle in given.items() if address in taken)

    @cached_property
    def languages_consistent(self) -> bool:
        return languages_consistent(self._request, self._proposals)

    @cached_property
    def other_change_open(self) -> bool:
        if self._request.account_id is None:
            return False
        others = AccountRequest.objects.filter(
            account=self._request.account_id, state__in=REQUEST.open_states
        )
        return others.exclude(pk=self._request.pk).exists()

    @cached_property
    def account_current(self) -> bool:
        # By the digest of its terms, not by the version: a step that changes no term must not void a request.
        account = self._request.account
        return account is None or self._request.account_content_hash == account_digest(account)

    @cached_property
    def transfer_accepted(self) -> bool:
        if self._request.kind != Kind.TRANSFER:
            return True
        return self._stored_request is not None and self._stored_request.accepted_on is not None

    @cached_property
    def earlier_approval_recorded(self) -> bool:
        request = self._request
        return bool(request.earlier_approval_on and request.earlier_approval_text.strip())

    @cached_property
    def found_account_settled(self) -> bool:
        if self._request.kind != Kind.REGULARIZATION:
            return True
        # § 5.4(1): ADM(PA) "may" direct it: either a day, or the reason why not.
        if self._request.found_outcome == FoundOutcome.DIRECTED:
            return self._request.found_due is not None
        return bool(self._request.found_outcome and self._request.found_reason.strip())

    @cached_property
    def named_now(self) -> int:
        people = self._given.people
        return authorized_practitioners(self._request, people).count() if people else 0

    @cached_property
    def _proposals(self) -> list[ProposedHandle]:
        return list(self._request.proposals.all())

    @cached_property
    def _platforms(self) -> set[Platform]:
        return {proposal.platform for proposal in self._proposals if proposal.platform}

    @cached_property
    def _stored_request(self) -> AccountRequest | None:
        # Facts are also gathered after the caller's changes, for input guards and targets: who reviews the
        # request and whether it was accepted is read as it was before them.
        return (
            AccountRequest.objects.filter(pk=self._request.pk)
            .select_related("reviewer", "organization")
            .first()
        )
