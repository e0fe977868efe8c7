"""Short codes that are stored, with the names that people read in either language."""

from collections.abc import Callable
from typing import Any, Self


class Code(str):
    """What the database holds; `en` and `fr` are what a page says."""

    en: str
    fr: str

    def __new__(cls, code: str, en: str, fr: str) -> Self:
        row = super().__new__(cls, code)
        row.en, row.fr = en, fr
        return row


def english(row: Code) -> str:
    return row.en


class Codes(tuple[Code, ...]):
    __slots__ = ()

    def choices(self, name: Callable[[Code], Any] = english) -> list[tuple[str, Any]]:
        return [(str(row), name(row)) for row in self]

    def named(self, code: str) -> Code:
        return self[self.index(code)]


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
