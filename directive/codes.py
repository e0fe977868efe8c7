"""Short codes that are stored, and the names that people read in either language."""

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
    """Rows for a list to choose from; `name` puts a row into the reader's language."""

    __slots__ = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(row.code for row in self)

    def choices(self, name: Callable[[Code], Any] = english) -> list[tuple[str, Any]]:
        return [(row.code, name(row)) for row in self]


# § 4.6, 5.4: what is settled before an account may be deactivated
CLOSING_PLAN = Codes(
    (
        Code("records", "Records captured", "Documents conservés"),
        Code("handle", "Handle parked or released", "Identifiant réservé ou libéré"),
        Code("index", "Removal from the index sent", "Retrait de l’index demandé"),
        Code("links", "Links to the account removed", "Liens vers le compte retirés"),
        Code("partner", "Language partner settled", "Sort du compte jumelé réglé"),
    )
)

# § 4.6
SUSPENSION_REASONS = Codes(
    (
        Code("crisis", "Crisis hold", "Pause en situation de crise"),
        Code("recovery", "Recovery of the account", "Récupération du compte"),
        Code("review", "Review", "Examen"),
    )
)

# § 5.3(4): why an authorization ends, and nothing about a person's conduct
REVOCATION_REASONS = Codes(
    (
        Code("left", "Left the organization", "Départ de l’organisation"),
        Code("duties", "Change of duties", "Changement de fonctions"),
        Code("training", "Training not completed", "Formation non terminée"),
        Code("withdrawn", "Authority withdrawn", "Autorisation retirée"),
        Code("other", "Other", "Autre"),
    )
)
