"""Stored codes with their English and French names (§ 4.6, 5.3(4))."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Code:
    code: str
    en: str
    fr: str


def english(row: Code) -> str:
    return row.en


class Codes(tuple[Code, ...]):
    __slots__ = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(row.code for row in self)

    # This package does not know the reader's language: Django callers pass a lazy `name`.
    def choices(self, name: Callable[[Code], Any] = english) -> list[tuple[str, Any]]:
        return [(row.code, name(row)) for row in self]


# § 4.6, 5.4: each row must be settled before the account is deactivated.
CLOSING_PLAN = Codes(
    (
        Code("records", "Records captured", "Documents conservés"),
        Code("handle", "Handle parked or released", "Identifiant réservé ou libéré"),
        Code("index", "Removal from the index sent", "Retrait de l’index demandé"),
        Code("links", "Links to the account removed", "Liens vers le compte retirés"),
        Code("partner", "Language partner settled", "Sort du compte jumelé réglé"),
    )
)

# § 4.6. While the reason is `recovery`, the account does not count as official.
SUSPENSION_REASONS = Codes(
    (
        Code("crisis", "Crisis hold", "Pause en situation de crise"),
        Code("recovery", "Recovery of the account", "Récupération du compte"),
        Code("review", "Review", "Examen"),
    )
)

# § 5.3(4). Nothing about conduct: measures against a person are no part of this registry.
REVOCATION_REASONS = Codes(
    (
        Code("left", "Left the organization", "Départ de l’organisation"),
        Code("duties", "Change of duties", "Changement de fonctions"),
        Code("training", "Training not completed", "Formation non terminée"),
        Code("withdrawn", "Authority withdrawn", "Autorisation retirée"),
        Code("other", "Other", "Autre"),
    )
)
