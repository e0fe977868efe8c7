"""Requests in each state, reached through the workflow steps by the demo users."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from access.models import Organization, Person
from approvals import services
from registry.models import RISK_AREAS, Account, Assessment, Platform
from registry.services import assessments
from requests_app.enums import Kind
from requests_app.models import AccountRequest
from requests_app.services.addresses import ParsedProposal, parse_proposal_address
from requests_app.services.consultation import advise, consult
from requests_app.services.drafts import edit, start
from requests_app.services.submission import submit

DemoUsers = dict[str, Person]
ADDRESS = "https://x.com/exemple_osma"


def find_organization(code: str = "rcn") -> Organization:
    return Organization.objects.get(code=code)


def proposal(address: str = ADDRESS, language: str = "bilingual") -> ParsedProposal:
    found = parse_proposal_address(address, language)
    assert isinstance(found, ParsedProposal), found
    return found


def form_answers(demo_users: DemoUsers, army: bool = False) -> dict[str, Any]:
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
        "responsible_person": demo_users["superior2" if army else "superior"],
        "backup_monitor": demo_users["outsider" if army else "practitioner2"],
        "monitoring_days": [1, 2, 3, 4, 5],
        "monitoring_from": time(8),
        "monitoring_to": time(16),
    }


def draft_request(
    demo_users: DemoUsers, kind: str = Kind.NEW, *, army: bool = False
) -> AccountRequest:
    by = demo_users["outsider" if army else "practitioner"]
    where = find_organization("ca" if army else "rcn")
    return start(where, by=by, kind=kind, declared_official=True).row


def filled_request(
    demo_users: DemoUsers, kind: str = Kind.NEW, *, army: bool = False, **more: Any
) -> AccountRequest:
    request = draft_request(demo_users, kind, army=army)
    fields = form_answers(demo_users, army) | {"handles": [proposal()]} | more
    return edit(request, by=request.requester, **fields).row


def pair_request(demo_users: DemoUsers) -> AccountRequest:
    handles = [
        proposal("https://x.com/exemple_en", "en"),
        proposal("https://x.com/exemple_fr", "fr"),
    ]
    return filled_request(demo_users, army=True, language_mode="pair", handles=handles)


def consulted_request(request: AccountRequest) -> AccountRequest:
    return consult(request, by=request.requester).row


def advised_request(
    request: AccountRequest, demo_users: DemoUsers, finding: str = "supported"
) -> AccountRequest:
    army = request.organization.code == "ca"
    by = demo_users["pa2" if army else "pa"]
    return advise(consulted_request(request), by=by, finding=finding, advice="A clear need.").row


def submitted_request(request: AccountRequest, demo_users: DemoUsers) -> AccountRequest:
    return submit(advised_request(request, demo_users), by=request.requester).row


def request_in_review(request: AccountRequest, demo_users: DemoUsers) -> AccountRequest:
    request = submitted_request(request, demo_users)
    if request.organization.code == "rcn":
        request = services.endorse(request, by=demo_users["l1"]).row
    return services.assign(request, by=demo_users["ecomms"]).row


def returned_request(request: AccountRequest, demo_users: DemoUsers) -> AccountRequest:
    reasons = [
        {"paragraph": "3.16", "field": "why_not_existing", "text": "Say more."},
        {"paragraph": "4.16", "field": "backup_monitor", "text": "Who else?"},
    ]
    return services.return_for_changes(
        request_in_review(request, demo_users), by=demo_users["ecomms"], reasons=reasons
    ).row


def recommended_request(request: AccountRequest, demo_users: DemoUsers) -> AccountRequest:
    assessment_in_force(demo_users)
    return services.recommend(
        request_in_review(request, demo_users),
        by=demo_users["ecomms"],
        recommendation="approval",
        text="Sound.",
    ).row


def approved_request(request: AccountRequest, demo_users: DemoUsers) -> AccountRequest:
    return services.approve(recommended_request(request, demo_users), by=demo_users["admpa"]).row


def account_of(request: AccountRequest) -> Account:
    return Account.objects.get(request_id=request.pk)


def assessment_in_force(demo_users: DemoUsers) -> Assessment:
    platform = Platform.objects.get(slug="x")
    if found := Assessment.objects.filter(platform=platform, state="in_force").first():
        return found
    row = assessments.draft(
        platform, by=demo_users["ecomms"], use="publish", method="Core PIA 1.0"
    ).row
    row = assessments.edit(
        row,
        by=demo_users["ecomms"],
        method="Core PIA 1.0",
        risks=dict.fromkeys(RISK_AREAS, 1),
        summary_en="Low.",
        summary_fr="Faible.",
    ).row
    row = assessments.send(row, by=demo_users["ecomms"]).row
    review_on = timezone.localdate() + timedelta(days=365)
    return assessments.bring_into_force(row, by=demo_users["daip"], review_on=review_on).row


def change_request(
    account: Account, demo_users: DemoUsers, kind: str = Kind.CHANGE, **fields: Any
) -> AccountRequest:
    request = start(
        account.organization,
        by=demo_users["practitioner"],
        kind=kind,
        account=account,
        declared_official=True,
    ).row
    return edit(
        request, by=demo_users["practitioner"], need="It has outgrown its name.", **fields
    ).row
