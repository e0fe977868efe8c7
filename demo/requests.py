"""Requests of the demo in every state, each reached by the real steps."""

from collections.abc import Callable
from itertools import count
from typing import TypedDict, Unpack

from access.models import Organization, Person
from approvals import services
from demo.forms import answers
from registry.models import Language, Platform
from requests_app.enums import AdviceFinding, Kind, LanguageMode, Recommendation
from requests_app.models import AccountRequest
from requests_app.services import consultation, drafts, submission
from requests_app.services import returns as reasons
from requests_app.services.addresses import ParsedProposal, parse_proposal_handle


class DraftOptions(TypedDict, total=False):
    kind: str
    pair: bool
    platform: str


class DemoRequests:
    """Each method makes a request in the state of its name; `how` goes to `draft`."""

    def __init__(self, demo_users: dict[str, Person], numbers: "count[int]") -> None:
        self.users = demo_users
        self.numbers = numbers

    def draft(
        self, *, kind: str = Kind.NEW, pair: bool = False, platform: str = "x"
    ) -> AccountRequest:
        by = self.users["practitioner"]
        navy = Organization.objects.get(code="rcn")
        request = drafts.start(navy, by=by, kind=kind, declared_official=True).row
        number = next(self.numbers)  # each request needs a handle of its own (§ 3.16)
        return drafts.edit(
            request,
            by=by,
            practitioners=[by, self.users["practitioner2"]],
            handles=_pair(platform, number)
            if pair
            else [_handle(platform, f"exemple_osma_{number}")],
            language_mode=LanguageMode.PAIR if pair else LanguageMode.BILINGUAL,
            **answers(self.users, number),
        ).row

    def in_consultation(self, **how: Unpack[DraftOptions]) -> AccountRequest:
        return consultation.consult(self.draft(**how), by=self.users["practitioner"]).row

    def advised(self, **how: Unpack[DraftOptions]) -> AccountRequest:
        return consultation.advise(
            self.in_consultation(**how),
            by=self.users["pa"],
            finding=AdviceFinding.SUPPORTED,
            advice="The need is real, and PA staff will coordinate the account.",
        ).row

    def in_l1_review(self, **how: Unpack[DraftOptions]) -> AccountRequest:
        return submission.submit(self.advised(**how), by=self.users["practitioner"]).row

    def submitted(self, **how: Unpack[DraftOptions]) -> AccountRequest:
        return services.endorse(self.in_l1_review(**how), by=self.users["l1"]).row

    def in_review(self, **how: Unpack[DraftOptions]) -> AccountRequest:
        return services.assign(self.submitted(**how), by=self.users["ecomms"]).row

    def returned(self, **how: Unpack[DraftOptions]) -> AccountRequest:
        return services.return_for_changes(
            self.in_review(**how),
            by=self.users["ecomms"],
            reasons=[
                {
                    "paragraph": "4.10(7)",
                    "field": "translation_plan",
                    "text": "Say who translates.",
                },
                {
                    "paragraph": "4.16",
                    "field": "monitoring_days",
                    "text": "Say who watches on weekends.",
                },
                {
                    "paragraph": "3.16",
                    "field": "why_not_existing",
                    "text": "Name the accounts you looked at.",
                },
            ],
        ).row

    def resubmitted(self, **how: Unpack[DraftOptions]) -> AccountRequest:
        request = self.returned(**how)
        by = self.users["practitioner"]
        request = drafts.edit(
            request, by=by, translation_plan="The translation bureau, two days before each post."
        ).row
        texts = {reason.pk: "Done: see the form." for reason in reasons.open_reasons(request)}
        request = reasons.answer_reasons(request, by=by, answers=texts).row
        return submission.resubmit(request, by=by).row

    def recommended(self, *, refusal: bool = False, **how: Unpack[DraftOptions]) -> AccountRequest:
        return services.recommend(
            self.in_review(**how),
            by=self.users["ecomms"],
            recommendation=Recommendation.REFUSAL if refusal else Recommendation.APPROVAL,
            text="Complete, and consistent with the directive.",
        ).row

    def approved(self, *, conditions: str = "", **how: Unpack[DraftOptions]) -> AccountRequest:
        return services.approve(
            self.recommended(**how), by=self.users["admpa"], conditions=conditions
        ).row

    def refused(self, **how: Unpack[DraftOptions]) -> AccountRequest:
        return services.refuse(
            self.recommended(refusal=True, **how),
            by=self.users["admpa"],
            reason="An existing account of the command serves the same audience.",
            paragraph="3.16",
        ).row

    def withdrawn(self, **how: Unpack[DraftOptions]) -> AccountRequest:
        return submission.withdraw(
            self.in_consultation(**how), by=self.users["practitioner"], reason="No longer needed."
        ).row


def one_in_every_state(demo_requests: DemoRequests) -> dict[str, AccountRequest]:
    # The methods are named for the states: a state without one fails here.
    makers: dict[str, Callable[[], AccountRequest]] = {
        name: getattr(demo_requests, name) for name in AccountRequest.lifecycle.by_state
    }
    return {name: make() for name, make in makers.items()}


def _handle(platform: str, handle: str, language: str = Language.BILINGUAL) -> ParsedProposal:
    proposal = parse_proposal_handle(Platform.objects.get(slug=platform), handle, language)
    if not isinstance(proposal, ParsedProposal):
        raise ValueError(proposal.message)
    return proposal


def _pair(platform: str, number: int) -> list[ParsedProposal]:
    return [
        _handle(platform, f"exemple_en_{number}", Language.ENGLISH),
        _handle(platform, f"exemple_fr_{number}", Language.FRENCH),
    ]
