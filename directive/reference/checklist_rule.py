"""A rule of the configuration checklist: dated and sourced, since instruments change."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from directive.reference.sources import Provenance, Source


class CheckKind(StrEnum):
    ATTESTED = "H"  # a person says so
    TESTED = "A"  # stored data show it
    LIVE = "L"  # the public profile shows it


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistRule:
    code: str
    kinds: tuple[CheckKind, ...]
    text_en: str
    text_fr: str
    source: Source
    provenance: Provenance
    paragraphs: tuple[str, ...]
    valid_to: date | None = None

    @property
    def kind(self) -> str:
        return "".join(self.kinds)

    @property
    def valid_from(self) -> date | None:
        return self.source.since

    @property
    def source_en(self) -> str:
        return self.source.name_en

    @property
    def source_fr(self) -> str:
        return self.source.name_fr

    @property
    def source_url(self) -> str:
        return self.source.url

    @property
    def unconfirmed(self) -> bool:
        """Whether the rule was read in no text, or in one that has been replaced since."""
        is_unsourced = self.provenance in (Provenance.GENERAL, Provenance.INFERRED)
        return is_unsourced or self.source.replaced_on is not None
