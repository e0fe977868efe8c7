"""The demo cast: one person for each role, named for their function, with offices reached by the real steps."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.utils import timezone

from access.models import Office, Organization, Person
from audit.ledger import ledger
from directive.roles import Role
from practitioners import services as practitioners

PASSWORD = "osma-demo"  # noqa: S105 - shown on the sign-in page, in demo mode only


@dataclass(frozen=True, slots=True)
class Part:
    username: str
    name: str
    role: Role | None
    organization: str = ""
    language: str = "en"


CENTRAL = "dndcaf"
PARTS: tuple[Part, ...] = (
    Part("practitioner", "Practitioner (RCN, demo)", Role.PRACTITIONER, "rcn"),
    Part("practitioner2", "Praticien 2 (MRC, démo)", Role.PRACTITIONER, "rcn", "fr"),
    Part("pa", "PA staff (RCN, demo)", Role.PA, "rcn"),
    Part("superior", "Superior (RCN, demo)", Role.SUPERIOR, "rcn"),
    Part("l1", "Level one advisor (RCN, demo)", Role.L1, "rcn"),
    Part("ecomms", "E-Communications officer (demo)", Role.ECOMMS, CENTRAL),
    Part("ecomms2", "Agent 2 des Communications électroniques (démo)", Role.ECOMMS, CENTRAL, "fr"),
    Part("admpa", "ADM(PA) (demo)", Role.ADMPA, CENTRAL),
    Part("admpa2", "Délégué du SMA(AP) (démo)", Role.ADMPA, CENTRAL, "fr"),
    Part("digital", "ADM(DS) adviser (demo)", Role.DIGITAL, CENTRAL),
    Part("daip", "DAIP (demo)", Role.DAIP, CENTRAL),
    Part("dma", "DMA (demo)", Role.DMA, CENTRAL),
    Part("auditor", "Auditor (demo)", Role.AUDITOR, CENTRAL),
    Part("administrator", "Administrator (demo)", Role.ADMINISTRATOR, CENTRAL),
    Part("outsider", "Practitioner (Army, demo)", Role.PRACTITIONER, "ca"),
    Part("pa2", "PA staff (Army, demo)", Role.PA, "ca"),
    Part("superior2", "Superior (Army, demo)", Role.SUPERIOR, "ca"),
    Part("nobody", "Nobody in office (demo)", None),
)


def make_cast() -> dict[str, Person]:
    """Everybody of the cast, by sign-in name. Needs the reference data."""
    with ledger():
        return _made()


def find_cast() -> dict[str, Person]:
    names = [part.username for part in PARTS]
    return {person.username: person for person in Person.objects.filter(username__in=names)}


def _made() -> dict[str, Person]:
    hashed = make_password(PASSWORD)  # slow on purpose: once is enough
    cast = {part.username: _person(part, hashed) for part in PARTS}
    Organization.objects.filter(code="rcn").update(l1_step=True)
    for part in PARTS:
        if part.role is not None and part.role != Role.PRACTITIONER:
            _office(cast[part.username], part)
    for part in PARTS:
        if part.role == Role.PRACTITIONER:
            army = part.organization == "ca"
            _authorize(
                cast[part.username],
                Organization.objects.get(code=part.organization),
                superior=cast["superior2" if army else "superior"],
                pa=cast["pa2" if army else "pa"],
            )
    return cast


def _person(part: Part, password: str) -> Person:
    return Person.objects.create(
        username=part.username,
        name=part.name,
        email=f"{part.username}@demo.invalid",
        language=part.language,
        password=password,
    )


def _office(person: Person, part: Part) -> None:
    Office.objects.create(
        person=person,
        role=part.role,
        organization=Organization.objects.get(code=part.organization),
    )


def _authorize(person: Person, organization: Organization, *, superior: Person, pa: Person) -> None:
    """Nominated, advised upon, authorized, trained, and with the duties acknowledged."""
    today = timezone.localdate()
    row = practitioners.nominate(
        person, organization, by=superior, need="Runs the accounts of the organization."
    )
    row = practitioners.advise(row, by=pa, advice="Supported.")
    row = practitioners.authorize(row, by=superior)
    evidence = ContentFile(EVIDENCE, name="certificate.pdf")
    row = practitioners.provide_evidence(row, by=person, trained_on=today, evidence=evidence)
    row = practitioners.complete_training(row, by=pa, trained_on=today)
    practitioners.acknowledge(row, by=person, deployed=True)


# The smallest file that a reader of PDF accepts: no real certificate stands behind the demo.
EVIDENCE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
