"""The roles that a person may act in, their own and delegated, and the actor fields of an audit event."""

from dataclasses import dataclass
from uuid import UUID

from access.models import Person
from directive.roles import Role


@dataclass(frozen=True, slots=True)
class EffectiveRole:
    """A role in an organization and everything below it, or for one account; one's own or delegated.

    `path` is the treebeard path of the organization, empty for `Role.ANYONE`.
    """

    role: Role
    path: str
    organization_id: UUID | None
    organization_code: str
    holder_id: UUID  # the person themselves, or the person they act for
    holder_name: str
    account_id: UUID | None = None

    @property
    def label(self) -> str:
        return f"{self.role} {self.organization_code}".strip()

    def covers(self, path: str, account_id: UUID | None = None) -> bool:
        # Paths are made of steps of one length, so a prefix is an ancestor (or the organization itself).
        return path.startswith(self.path) and self.account_id in (None, account_id)


@dataclass(frozen=True)
class UserAccess:
    person: Person
    effective_roles: tuple[EffectiveRole, ...]

    @property
    def identities(self) -> frozenset[UUID]:
        """The person and everyone they act for: separation of duties compares them all."""
        return frozenset(
            {self.person.pk, *(effective_role.holder_id for effective_role in self.effective_roles)}
        )

    def roles(self) -> frozenset[Role]:
        return frozenset(effective_role.role for effective_role in self.effective_roles)


def actor_fields(
    person: Person | None, effective_role: EffectiveRole | None = None
) -> dict[str, object]:
    """The actor fields of an audit event; empty where `person` is None, for automatic steps."""
    if person is None:
        return {}
    # Names are copied: an event must still say who acted after the person is renamed.
    fields: dict[str, object] = {"actor": person.pk, "actor_name": person.name}
    if effective_role is not None:
        fields["acting_role"] = effective_role.label
        if effective_role.holder_id != person.pk:
            fields["acting_for"] = effective_role.holder_id
            fields["acting_for_name"] = effective_role.holder_name
    return fields
