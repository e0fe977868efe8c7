"""A paragraph of the directive: its number, a short title of our own, and its force."""

from dataclasses import dataclass
from enum import StrEnum


class Force(StrEnum):
    MUST = "must"  # also a prohibition
    SHOULD = "should"
    MAY = "may"
    CONTEXT = "context"  # describes, and founds no duty


@dataclass(frozen=True, slots=True, kw_only=True)
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
        """Its number and title in French for "fr", in English for any other language."""
        if language == "fr":
            return self.number_fr, self.title_fr
        return self.number, self.title_en

    @property
    def anchor(self) -> str:
        """Its fragment on our own page of the directive."""
        return "p-" + self.number.replace(" ", "")
