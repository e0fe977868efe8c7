"""Requests of the demo, each walked to its state by the people and the steps of the directive."""

from collections.abc import Callable
from itertools import count

from access.models import Organization, Person
from approvals import decision, l1, review
from demo.forms import answers
from registry.models import Platform
from registry.terms import Language
from requests_app import answers as reasons
from requests_app import consultation, drafts, submission
from requests_app.models import Finding, Kind, LanguageMode, Recommendation, Request
from requests_app.proposals import Wanted, wanted_on


class Walk:
    """Takes a request from state to state; each method takes one step with the right person."""

    def __init__(self, cast: dict[str, Person], numbers: "count[int]") -> None:
        self.cast = cast
        self.numbers = numbers

    def draft(self, *, kind: str = Kind.NEW, pair: bool = False, platform: str = "x") -> Request:
        by = self.cast["practitioner"]
        navy = Organization.objects.get(code="rcn")
        request = drafts.start(navy, by=by, kind=kind, declared_official=True)
        number = next(self.numbers)
        return drafts.edit(
            request,
            by=by,
            practitioners=[by, self.cast["practitioner2"]],
            handles=_pair(platform, number)
            if pair
            else [_handle(platform, f"exemple_osma_{number}")],
            language_mode=LanguageMode.PAIR if pair else LanguageMode.BILINGUAL,
            **answers(self.cast, number),
        )

    def in_consultation(self, **how: object) -> Request:
        return consultation.consult(self.draft(**how), by=self.cast["practitioner"])

    def advised(self, **how: object) -> Request:
        return consultation.advise(
            self.in_consultation(**how),
            by=self.cast["pa"],
            finding=Finding.SUPPORTED,
            advice="The need is real, and PA staff will coordinate the account.",
        )

    def in_l1_review(self, **how: object) -> Request:
        return submission.submit(self.advised(**how), by=self.cast["practitioner"])

    def submitted(self, **how: object) -> Request:
        return l1.endorse(self.in_l1_review(**how), by=self.cast["l1"])

    def in_review(self, **how: object) -> Request:
        return review.take_up(self.submitted(**how), by=self.cast["ecomms"])

    def returned(self, **how: object) -> Request:
        return review.send_back(
            self.in_review(**how),
            by=self.cast["ecomms"],
            reasons=[
                {"clause": "4.10(7)", "field": "translation_plan", "text": "Say who translates."},
                {
                    "clause": "4.16",
                    "field": "monitoring_days",
                    "text": "Say who watches on weekends.",
                },
                {
                    "clause": "3.16",
                    "field": "why_not_existing",
                    "text": "Name the accounts you looked at.",
                },
            ],
        )

    def resubmitted(self, **how: object) -> Request:
        request = self.returned(**how)
        by = self.cast["practitioner"]
        request = drafts.edit(
            request, by=by, translation_plan="The translation bureau, two days before each post."
        )
        given = {reason.pk: "Done: see the form." for reason in reasons.reasons_of_return(request)}
        request = reasons.answer(request, by=by, answers=given)
        return submission.resubmit(request, by=by)

    def recommended(self, *, refusal: bool = False, **how: object) -> Request:
        return review.recommend(
            self.in_review(**how),
            by=self.cast["ecomms"],
            recommendation=Recommendation.REFUSAL if refusal else Recommendation.APPROVAL,
            text="Complete, and consistent with the directive.",
        )

    def approved(self, *, conditions: str = "", **how: object) -> Request:
        return decision.approve(
            self.recommended(**how), by=self.cast["admpa"], conditions=conditions
        )

    def refused(self, **how: object) -> Request:
        return decision.refuse(
            self.recommended(refusal=True, **how),
            by=self.cast["admpa"],
            reason="An existing account of the command serves the same audience.",
            clause="3.16",
        )

    def withdrawn(self, **how: object) -> Request:
        return submission.withdraw(
            self.in_consultation(**how), by=self.cast["practitioner"], reason="No longer needed."
        )


def one_in_every_state(walk: Walk) -> dict[str, Request]:
    makers: dict[str, Callable[[], Request]] = {
        name: getattr(walk, name) for name in Request.lifecycle.by_state
    }
    return {name: make() for name, make in makers.items()}


def _handle(platform: str, handle: str, language: str = Language.BILINGUAL) -> Wanted:
    wanted = wanted_on(Platform.objects.get(slug=platform), handle, language)
    if not isinstance(wanted, Wanted):
        raise ValueError(wanted.message)
    return wanted


def _pair(platform: str, number: int) -> list[Wanted]:
    return [
        _handle(platform, f"exemple_en_{number}", Language.ENGLISH),
        _handle(platform, f"exemple_fr_{number}", Language.FRENCH),
    ]
