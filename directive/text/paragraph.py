"""What a numbered paragraph of the directive is."""

from dataclasses import dataclass
from enum import StrEnum


class Force(StrEnum):
    MUST = "must"  # also what is prohibited
    SHOULD = "should"
    MAY = "may"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Paragraph:
    number: str
    title_en: str
    title_fr: str
    force: Force
    cited_fr: str = ""  # where a French citation differs: "3.1 nota"

    @property
    def number_fr(self) -> str:
        return self.cited_fr or self.number

    def cited(self, language: str | None) -> tuple[str, str]:
        """Its number and its title, as this language cites it; English where it is none of ours."""
        if language == "fr":
            return self.number_fr, self.title_fr
        return self.number, self.title_en

    @property
    def anchor(self) -> str:
        """Its place on our own page of the directive."""
        return "p-" + self.number.replace(" ", "")
