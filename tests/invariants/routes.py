"""Every route, with the record that its address names and who can open it as a page.

`can_open` chooses pages to look at. What each person is answered stands in `access_matrix.txt`.
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

CanOpen = Callable[[UserAccess, Any], bool]


@dataclass(frozen=True)
class Route:
    can_open: CanOpen
    target: Callable[[], Any] = lambda: None  # the object the address names
    args: Callable[[Any], tuple[Any, ...]] = lambda row: (row.pk,) if row is not None else ()
    public: bool = False


def anyone(access: UserAccess, row: Any) -> bool:
    return True


def permission(name: str) -> CanOpen:
    return lambda access, row: has_permission(access, name)


def viewable(access: UserAccess, row: Any) -> bool:
    return can_view(access, row)


def step(name: str) -> CanOpen:
    return lambda access, row: (
        can_view(access, row) and can_take_step(access, row.lifecycle.step(name), row) is not None
    )


def starts(model: type, *names: str) -> CanOpen:
    """Open to a holder of the role in any organization."""

    def can_open(access: UserAccess, row: Any) -> bool:
        actors = [actor for name in names for actor in model.lifecycle.step(name).actors]
        return bool(access.roles() & {actor.role for actor in actors})

    return can_open


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


def _drafts(access: UserAccess, row: Any) -> bool:
    unsaved = Assessment(platform=row, organization=Organization.objects.get(depth=1))
    return (
        effective_role_for(access, Assessment.lifecycle.step("draft").actors, unsaved) is not None
    )


def _returned() -> AccountRequest:
    return AccountRequest.objects.get(state="returned")


def _carried_over_draft() -> AccountRequest:
    return AccountRequest.objects.get(state="draft", kind="carry_over")


def _with_evidence() -> Authorization:
    return Authorization.objects.exclude(evidence="").order_by("created_at").last()


def _slug(row: Platform) -> tuple[str, ...]:
    return (row.slug,)


def _platform() -> Platform:
    return Platform.objects.get(slug="x")


def _numbered() -> Account:
    return Account.objects.filter(state="active", approval="new").order_by("created_at").first()


def _released() -> AccountAddress:
    """The address of a deactivated demo account, released for this test."""
    former = (
        AccountAddress.objects.filter(status=AccountAddress.Status.FORMER).order_by("pk").first()
    )
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
        "password_forgotten",
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
    "password_change": Route(anyone),
    "calendar": Route(anyone),
    "calendar_renew": Route(anyone),
    "calendar_switch_off": Route(anyone),
    "people": Route(permission("see_people")),
    "person": Route(permission("see_people"), _person),
    "person_new": Route(permission("manage_people")),
    "person_edit": Route(permission("manage_people"), _person),
    "person_deactivate": Route(permission("manage_people"), _person),
    "person_reactivate": Route(permission("manage_people"), _person),
    "person_invite": Route(permission("manage_people"), _person),
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
    "practitioner_evidence": Route(viewable, _with_evidence),
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
    "request_present": Route(step("present"), _carried_over_draft),
    "request_edit": Route(step("edit"), _returned),
    "request_form": Route(step("edit"), _returned),
    "request_page": Route(step("edit"), _returned, lambda row: (row.pk, "need")),
    "request_similar": Route(step("edit"), _returned),
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
    "invitation": "tests/access/test_passwords.py",
    "password_reset": "tests/access/test_passwords.py",
    "calendar_feed": "tests/calendars/test_feed.py",
    "email_retry": "tests/notifications/test_monitoring.py",
    "emails_retry": "tests/notifications/test_monitoring.py",
    "view_delete": "tests/registry/test_saved_views.py",
    "delegation_end": "tests/access/test_delegations.py",
    "gallery": "tests/osma_registry/test_gallery.py",
}
