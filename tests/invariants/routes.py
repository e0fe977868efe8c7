"""The expected response statuses of every route for each demo user, in one table.

A rule derives from the tables of `directive/` who has access. A route that is missing here fails the test.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from access.effective_roles import UserAccess
from access.models import Organization, Person
from access.policy import can_take_step, can_view, effective_role_for, has_permission
from practitioners.models import Authorization
from registry.models import Account, AccountAddress, Assessment, Platform
from requests_app.models import AccountRequest
from tests.invariants.demo_rows import MODELS, demo_rows

SIGN_IN = 302
ALLOWED = frozenset({200, 302, 405, 409, 422, 503})  # 503: not ready, said without sign-in
Rule = Callable[[UserAccess, Any], frozenset[int]]


@dataclass(frozen=True)
class Route:
    rule: Rule
    target: Callable[[], Any] = lambda: None  # the object the address names
    args: Callable[[Any], tuple[Any, ...]] = lambda row: (row.pk,) if row is not None else ()
    public: bool = False


def anyone(access: UserAccess, row: Any) -> frozenset[int]:
    return ALLOWED


def permission(name: str) -> Rule:
    return lambda access, row: ALLOWED if has_permission(access, name) else frozenset({403})


def hidden(name: str) -> Rule:
    """Not found for a person without the permission."""
    return lambda access, row: ALLOWED if has_permission(access, name) else frozenset({404})


def viewable(access: UserAccess, row: Any) -> frozenset[int]:
    return ALLOWED if can_view(access, row) else frozenset({404})


def step(name: str) -> Rule:
    def rule(access: UserAccess, row: Any) -> frozenset[int]:
        if not can_view(access, row):
            return frozenset({404})
        taken = can_take_step(access, row.lifecycle.step(name), row)
        return ALLOWED if taken else frozenset({403 if _is_in_from_states(row, name) else 409})

    return rule


def starts(model: type, *names: str) -> Rule:
    """Open to a holder of the role in any organization."""

    def rule(access: UserAccess, row: Any) -> frozenset[int]:
        actors = [actor for name in names for actor in model.lifecycle.step(name).actors]
        held = access.roles() & {actor.role for actor in actors}
        return ALLOWED if held else frozenset({403})

    return rule


def _is_in_from_states(row: Any, name: str) -> bool:
    return row.state in row.lifecycle.step(name).from_states


def first(model: type, step_name: str = "") -> Callable[[], Any]:
    """A row in whose state the step can be taken, or just a row."""

    def find() -> Any:
        rows = [row for row in demo_rows() if type(row) is model]
        fitting = [row for row in rows if step_name and _is_in_from_states(row, step_name)]
        return (fitting or rows)[-1]

    return find


def _person() -> Person:
    return Person.objects.get(username="nobody")


def _organization() -> Organization:
    return Organization.objects.get(code="rcn")


def _steps() -> dict[str, Route]:
    """One page for each step with actors; steps that start a lifecycle have pages of their own."""
    return {
        f"{model.lifecycle.name}_{row.name}": Route(step(row.name), first(model, row.name))
        for model in MODELS
        for row in model.lifecycle.steps
        if row.actors and not row.is_initial
    }


def _drafts(access: UserAccess, row: Any) -> frozenset[int]:
    unsaved = Assessment(platform=row, organization=Organization.objects.get(depth=1))
    drafted = effective_role_for(access, Assessment.lifecycle.step("draft").actors, unsaved)
    return ALLOWED if drafted else frozenset({403})


def _slug(row: Platform) -> tuple[str, ...]:
    return (row.slug,)


def _platform() -> Platform:
    return Platform.objects.get(slug="x")


def _numbered() -> Account:
    return Account.objects.filter(number__isnull=False, state__in=["active"]).first()


def _released() -> AccountAddress:
    """The address of a deactivated demo account, released for this test."""
    former = AccountAddress.objects.filter(status=AccountAddress.Status.FORMER).first()
    AccountAddress.objects.filter(pk=former.pk).update(
        disposition=AccountAddress.Disposition.RELEASED
    )
    return former


def _public() -> Route:
    return Route(anyone, public=True)


ROUTES: dict[str, Route] = {
    name: _public()
    for name in (
        "live",
        "ready",
        "terms",
        "privacy",
        "accessibility",
        "help",
        "glossary",
        "directive",
        "account_login",
        "official",
        "verify",
    )
}
ROUTES |= _steps()
ROUTES |= {
    "account_logout": Route(anyone, public=True),
    "official_record": Route(anyone, _numbered, lambda row: (row.number,), public=True),
    "role_help": Route(anyone, args=lambda row: ("ecomms",), public=True),
    "official_certificate": Route(anyone, _numbered, lambda row: (row.number,), public=True),
    "session_keep": Route(anyone),
    "session_ended": Route(anyone, public=True),
    "dashboard": Route(anyone),
    "email_preferences": Route(anyone),
    "queue": Route(permission("see_queue")),
    "preferences": Route(anyone),
    "calendar": Route(anyone),
    "calendar_renew": Route(anyone),
    "calendar_switch_off": Route(anyone),
    "people": Route(permission("see_people")),
    "person": Route(hidden("see_people"), _person),
    "person_new": Route(permission("manage_people")),
    "person_edit": Route(permission("manage_people"), _person),
    "person_deactivate": Route(permission("manage_people"), _person),
    "person_reactivate": Route(permission("manage_people"), _person),
    "role_assign": Route(permission("manage_people"), _person),
    "role_revoke": Route(
        permission("manage_people"),
        lambda: Person.objects.get(username="dma").role_assignments.first(),
    ),
    "email_log": Route(viewable, first(Account), lambda row: (row.lifecycle.name, row.pk)),
    "organizations": Route(anyone),
    "organization": Route(anyone, _organization),
    "organization_new": Route(permission("manage_organizations"), _organization),
    "organization_edit": Route(permission("manage_organizations"), _organization),
    "organization_end": Route(permission("manage_organizations"), _organization),
    "organization_l1_step": Route(permission("manage_organizations"), _organization),
    "delegations": Route(anyone),
    "delegation_new": Route(permission("delegate")),
    "practitioners": Route(anyone),
    "practitioner": Route(viewable, first(Authorization)),
    "practitioner_new": Route(starts(Authorization, "nominate")),
    "practitioner_evidence": Route(viewable, first(Authorization)),
    "registry": Route(anyone),
    "registry_export": Route(permission("export_registry")),
    "registry_export_excel": Route(permission("export_registry")),
    "view_new": Route(anyone),
    "account": Route(viewable, first(Account)),
    "account_package": Route(viewable, first(Account)),
    "account_package_csv": Route(viewable, first(Account)),
    "account_package_pdf": Route(viewable, first(Account)),
    "account_certificate": Route(viewable, _numbered),
    "account_certificate_pdf": Route(viewable, _numbered),
    "released_addresses": Route(permission("watch_handles")),
    "released_address_check": Route(permission("watch_handles"), _released),
    "operations": Route(permission("see_operations")),
    "platforms": Route(anyone),
    "platform": Route(anyone, _platform, _slug),
    "platform_new": Route(permission("manage_platforms")),
    "platform_edit": Route(permission("manage_platforms"), _platform, _slug),
    "platform_advise": Route(permission("advise_on_security"), _platform, _slug),
    "assessment": Route(viewable, first(Assessment)),
    "assessment_new": Route(_drafts, _platform, _slug),
    "requests": Route(anyone),
    "request": Route(viewable, first(AccountRequest)),
    "request_new": Route(starts(AccountRequest, "start", "carry_over")),
    "request_form": Route(step("edit"), first(AccountRequest, "edit")),
    "request_page": Route(
        step("edit"), first(AccountRequest, "edit"), lambda row: (row.pk, "need")
    ),
    "request_similar": Route(step("edit"), first(AccountRequest, "edit")),
}
NO_PAGE = {  # data, files, and what is only ever sent
    "live",
    "ready",
    "registry_export",
    "registry_export_excel",
    "account_package_csv",
    "account_package_pdf",
    "account_certificate_pdf",
    "practitioner_evidence",
    "session_keep",
    "calendar_renew",
    "calendar_switch_off",
}
WRITES_WHEN_READ = {"registry_export", "registry_export_excel"}  # the log tells who took a copy
# Routes with two identifiers, for one person alone, or absent in production have tests of their own.
TESTED_ELSEWHERE = {
    "attachment": "tests/requests_app/test_attachments.py",
    "attachment_remove": "tests/requests_app/test_attachments.py",
    "submission_proof": "tests/registry/test_account_detail.py",
    "calendar_feed": "tests/calendars/test_feed.py",
    "email_retry": "tests/notifications/test_monitoring.py",
    "emails_retry": "tests/notifications/test_monitoring.py",
    "view_delete": "tests/registry/test_saved_views.py",
    "delegation_end": "tests/access/test_delegations.py",
    "gallery": "tests/osma_registry/test_gallery.py",
}
