"""The seats a person acts from."""

from dataclasses import dataclass
from uuid import UUID

from access.models import Person
from directive.roles import Role


@dataclass(frozen=True, slots=True)
class Seat:
    """A role in an organization and below it (or for one account), for its holder or in their place."""

    role: Role
    path: str
    organization_id: UUID | None
    organization_code: str
    holder_id: UUID  # the person whose power it is: oneself, or whom one acts for
    holder_name: str
    account_id: UUID | None = None

    @property
    def label(self) -> str:
        return f"{self.role} {self.organization_code}".strip()

    def covers(self, path: str, account_id: UUID | None = None) -> bool:
        return path.startswith(self.path) and self.account_id in (None, account_id)


@dataclass(frozen=True)
class Standing:
    person: Person
    seats: tuple[Seat, ...]

    @property
    def identities(self) -> frozenset[UUID]:
        """The person and everyone they act for: separation judges them all."""
        return frozenset({self.person.pk, *(seat.holder_id for seat in self.seats)})

    def roles(self) -> frozenset[Role]:
        return frozenset(seat.role for seat in self.seats)
