"""Stored codes with their English and French names (§ 4.6, 5.3(4))."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
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
        Code(code="records", en="Records captured", fr="Documents conservés"),
        Code(code="handle", en="Handle parked or released", fr="Identifiant réservé ou libéré"),
        Code(code="index", en="Removal from the index sent", fr="Retrait de l’index demandé"),
        Code(code="links", en="Links to the account removed", fr="Liens vers le compte retirés"),
        Code(code="partner", en="Language partner settled", fr="Sort du compte jumelé réglé"),
    )
)

# § 4.6. While the reason is `recovery`, the account does not count as official.
SUSPENSION_REASONS = Codes(
    (
        Code(code="crisis", en="Crisis hold", fr="Pause en situation de crise"),
        Code(code="recovery", en="Recovery of the account", fr="Récupération du compte"),
        Code(code="review", en="Review", fr="Examen"),
    )
)

# § 5.3(4). Nothing about conduct: measures against a person are no part of this registry.
REVOCATION_REASONS = Codes(
    (
        Code(code="left", en="Left the organization", fr="Départ de l’organisation"),
        Code(code="duties", en="Change of duties", fr="Changement de fonctions"),
        Code(code="training", en="Training not completed", fr="Formation non terminée"),
        Code(code="withdrawn", en="Authority withdrawn", fr="Autorisation retirée"),
        Code(code="other", en="Other", fr="Autre"),
    )
)
