"""The demo users: one person or more for each role, named for it."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.utils import timezone

from access.models import Organization, Person, RoleAssignment
from audit.events import audit_transaction
from directive.roles import Role
from practitioners import services as practitioners

PASSWORD = "osma-demo"  # noqa: S105 - shown on the sign-in page, in demo mode only


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoUser:
    username: str
    name: str
    role: Role | None
    organization: str = ""
    language: str = "en"


CENTRAL = "dndcaf"
# A second one where a step needs another person: whoever recommends does not approve, say.
DEMO_USERS: tuple[DemoUser, ...] = (
    DemoUser(
        username="practitioner",
        name="Practitioner (RCN, demo)",
        role=Role.PRACTITIONER,
        organization="rcn",
    ),
    DemoUser(
        username="practitioner2",
        name="Praticien 2 (MRC, démo)",
        role=Role.PRACTITIONER,
        organization="rcn",
        language="fr",
    ),
    DemoUser(username="pa", name="PA staff (RCN, demo)", role=Role.PA, organization="rcn"),
    DemoUser(
        username="superior", name="Superior (RCN, demo)", role=Role.SUPERIOR, organization="rcn"
    ),
    DemoUser(username="l1", name="Level one advisor (RCN, demo)", role=Role.L1, organization="rcn"),
    DemoUser(
        username="ecomms",
        name="E-Communications officer (demo)",
        role=Role.ECOMMS,
        organization=CENTRAL,
    ),
    DemoUser(
        username="ecomms2",
        name="Agent 2 des Communications électroniques (démo)",
        role=Role.ECOMMS,
        organization=CENTRAL,
        language="fr",
    ),
    DemoUser(username="admpa", name="ADM(PA) (demo)", role=Role.ADMPA, organization=CENTRAL),
    DemoUser(
        username="admpa2",
        name="Délégué du SMA(AP) (démo)",
        role=Role.ADMPA,
        organization=CENTRAL,
        language="fr",
    ),
    DemoUser(
        username="digital", name="ADM(DS) adviser (demo)", role=Role.DIGITAL, organization=CENTRAL
    ),
    DemoUser(username="daip", name="DAIP (demo)", role=Role.DAIP, organization=CENTRAL),
    DemoUser(username="dma", name="DMA (demo)", role=Role.DMA, organization=CENTRAL),
    DemoUser(username="auditor", name="Auditor (demo)", role=Role.AUDITOR, organization=CENTRAL),
    DemoUser(
        username="administrator",
        name="Administrator (demo)",
        role=Role.ADMINISTRATOR,
        organization=CENTRAL,
    ),
    DemoUser(
        username="outsider",
        name="Practitioner (Army, demo)",
        role=Role.PRACTITIONER,
        organization="ca",
    ),
    DemoUser(username="pa2", name="PA staff (Army, demo)", role=Role.PA, organization="ca"),
    DemoUser(
        username="superior2", name="Superior (Army, demo)", role=Role.SUPERIOR, organization="ca"
    ),
    DemoUser(username="nobody", name="Person without a role (demo)", role=None),
)


def create_demo_users() -> dict[str, Person]:
    """Create the demo users, by sign-in name. The reference data must be loaded."""
    with audit_transaction():
        return _create_all()


def find_demo_users() -> dict[str, Person]:
    names = [user.username for user in DEMO_USERS]
    return {person.username: person for person in Person.objects.filter(username__in=names)}


def _create_all() -> dict[str, Person]:
    hashed = make_password(PASSWORD)  # slow on purpose: once is enough
    demo_users = {user.username: _person(user, hashed) for user in DEMO_USERS}
    # One L1 with a step of its own (§ 4.2 Note), so that the demo shows both ways.
    Organization.objects.filter(code="rcn").update(l1_step=True)
    for user in DEMO_USERS:
        if user.role is not None and user.role != Role.PRACTITIONER:
            RoleAssignment.objects.create(
                person=demo_users[user.username],
                role=user.role,
                organization=Organization.objects.get(code=user.organization),
            )
    for user in DEMO_USERS:
        if user.role == Role.PRACTITIONER:
            army = user.organization == "ca"
            # Practitioners get their role from an authorization, never by assignment (§ 3.10).
            _authorize(
                demo_users[user.username],
                Organization.objects.get(code=user.organization),
                superior=demo_users["superior2" if army else "superior"],
                pa=demo_users["pa2" if army else "pa"],
            )
    return demo_users


def _person(user: DemoUser, password: str) -> Person:
    return Person.objects.create(
        username=user.username,
        name=user.name,
        email=f"{user.username}@demo.invalid",
        language=user.language,
        password=password,
        is_demo=True,
    )


def _authorize(person: Person, organization: Organization, *, superior: Person, pa: Person) -> None:
    """Take the steps from the nomination to the acknowledged duties (§ 3.7-3.12)."""
    today = timezone.localdate()
    row = practitioners.nominate(
        person, organization, by=superior, need="Runs the accounts of the organization."
    ).row
    row = practitioners.advise(row, by=pa, advice="Supported.").row
    row = practitioners.authorize(row, by=superior).row
    evidence = ContentFile(EVIDENCE, name="certificate.pdf")
    row = practitioners.provide_evidence(row, by=person, trained_on=today, evidence=evidence).row
    row = practitioners.complete_training(row, by=pa, trained_on=today).row
    practitioners.acknowledge(row, by=person, deployed=True)


# The smallest file that a PDF reader opens: the demo has no real certificate.
EVIDENCE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
