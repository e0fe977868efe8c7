"""The roles that a person acts in, and the actor fields of an audit event."""

from dataclasses import dataclass
from uuid import UUID

from access.models import Person
from directive.roles import Role


@dataclass(frozen=True, slots=True)
class EffectiveRole:
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
class UserAccess:
    person: Person
    effective_roles: tuple[EffectiveRole, ...]

    @property
    def identities(self) -> frozenset[UUID]:
        """The person and everyone they act for: separation judges them all."""
        return frozenset(
            {self.person.pk, *(effective_role.holder_id for effective_role in self.effective_roles)}
        )

    def roles(self) -> frozenset[Role]:
        return frozenset(effective_role.role for effective_role in self.effective_roles)


def actor_fields(
    person: Person | None, effective_role: EffectiveRole | None = None
) -> dict[str, object]:
    """The actor fields of an audit event: the person, and for whom and in what office they act."""
    if person is None:
        return {}
    fields: dict[str, object] = {"actor": person.pk, "actor_name": person.name}
    if effective_role is not None:
        fields["acting_role"] = effective_role.label
        if effective_role.holder_id != person.pk:
            fields["acting_for"] = effective_role.holder_id
            fields["acting_for_name"] = effective_role.holder_name
    return fields
