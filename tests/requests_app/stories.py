"""Requests brought to a state by the real steps, with the demo cast."""

from datetime import time
from typing import Any

from access.models import Organization, Person
from approvals import decision, l1, review
from registry import assessments
from registry.models import Account, Assessment, Platform
from registry.platforms import RISK_AREAS
from requests_app.consultation import advise, consult
from requests_app.drafts import edit, start
from requests_app.models import Kind, Request
from requests_app.proposals import Wanted, wanted_at
from requests_app.submission import submit

Cast = dict[str, Person]
ADDRESS = "https://x.com/exemple_osma"


def organization(code: str = "rcn") -> Organization:
    return Organization.objects.get(code=code)


def wanted(address: str = ADDRESS, language: str = "bilingual") -> Wanted:
    found = wanted_at(address, language)
    assert isinstance(found, Wanted), found
    return found


def answers(cast: Cast, army: bool = False) -> dict[str, Any]:
    return {
        "name_en": "Example of the Navy",
        "name_fr": "Exemple de la Marine",
        "purpose": "Tell families when ships come home.",
        "need": "Families call the base one by one.",
        "why_not_existing": "The national account does not answer questions of one base.",
        "audience": "external",
        "level": "local",
        "objectives": ["1"],
        "use": "publish",
        "translation_plan": "Both languages are written together.",
        "notice_en": "https://www.canada.ca/en/notice.html",
        "notice_fr": "https://www.canada.ca/fr/avis.html",
        "content_model": "A weekly plan, kept for two years.",
        "approval_chain": "PA staff, then the commanding officer.",
        "coordinator": "pa",
        "answerable": cast["superior2" if army else "superior"],
        "backup": cast["outsider" if army else "practitioner2"],
        "monitoring_days": [1, 2, 3, 4, 5],
        "monitoring_from": time(8),
        "monitoring_to": time(16),
    }


def draft(cast: Cast, kind: str = Kind.NEW, *, army: bool = False) -> Request:
    by = cast["outsider" if army else "practitioner"]
    where = organization("ca" if army else "rcn")
    return start(where, by=by, kind=kind, declared_official=True)


def filled(cast: Cast, kind: str = Kind.NEW, *, army: bool = False, **more: Any) -> Request:
    request = draft(cast, kind, army=army)
    fields = answers(cast, army) | {"handles": [wanted()]} | more
    return edit(request, by=request.requester, **fields)


def pair(cast: Cast) -> Request:
    handles = [
        wanted("https://x.com/exemple_en", "en"),
        wanted("https://x.com/exemple_fr", "fr"),
    ]
    return filled(cast, army=True, language_mode="pair", handles=handles)


def consulted(request: Request) -> Request:
    return consult(request, by=request.requester)


def advised(request: Request, cast: Cast, finding: str = "supported") -> Request:
    army = request.organization.code == "ca"
    by = cast["pa2" if army else "pa"]
    return advise(consulted(request), by=by, finding=finding, advice="A clear need.")


def submitted(request: Request, cast: Cast) -> Request:
    return submit(advised(request, cast), by=request.requester)


def in_review(request: Request, cast: Cast) -> Request:
    request = submitted(request, cast)
    if request.organization.code == "rcn":
        request = l1.endorse(request, by=cast["l1"])
    return review.take_up(request, by=cast["ecomms"])


def returned(request: Request, cast: Cast) -> Request:
    reasons = [
        {"clause": "3.16", "field": "why_not_existing", "text": "Say more."},
        {"clause": "4.16", "field": "backup", "text": "Who else?"},
    ]
    return review.send_back(in_review(request, cast), by=cast["ecomms"], reasons=reasons)


def recommended(request: Request, cast: Cast) -> Request:
    assessment_in_force(cast)
    return review.recommend(
        in_review(request, cast), by=cast["ecomms"], recommendation="approval", text="Sound."
    )


def approved(request: Request, cast: Cast) -> Request:
    return decision.approve(recommended(request, cast), by=cast["admpa"])


def account_of(request: Request) -> Account:
    return Account.objects.get(decision=request.pk)


def assessment_in_force(cast: Cast) -> Assessment:
    from datetime import timedelta

    from django.utils import timezone

    platform = Platform.objects.get(slug="x")
    if found := Assessment.objects.filter(platform=platform, state="in_force").first():
        return found
    row = assessments.draft(platform, by=cast["ecomms"], use="publish", method="Core PIA 1.0")
    row = assessments.edit(
        row,
        by=cast["ecomms"],
        method="Core PIA 1.0",
        risks=dict.fromkeys(RISK_AREAS, 1),
        summary_en="Low.",
        summary_fr="Faible.",
    )
    row = assessments.send(row, by=cast["ecomms"])
    review_on = timezone.localdate() + timedelta(days=365)
    return assessments.bring_into_force(row, by=cast["daip"], review_on=review_on)


def changed(account: Account, cast: Cast, kind: str = Kind.CHANGE, **fields: Any) -> Request:
    request = start(
        account.organization,
        by=cast["practitioner"],
        kind=kind,
        account=account,
        declared_official=True,
    )
    return edit(request, by=cast["practitioner"], need="It has outgrown its name.", **fields)
