"""The page on the account: pasted addresses or platforms and handles, language mode, names."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.policy import visible_to
from access.resolver import access_for
from registry.addresses.errors import AddressProblem
from registry.addresses.lookup import lookalikes
from registry.models import Account, Language, Platform
from registry.services.addresses import is_address_taken
from requests_app.enums import Kind, LanguageMode
from requests_app.form_spec import HINTS
from requests_app.forms.base import PageForm
from requests_app.queries.existing_accounts import existing_accounts_for, may_use_another
from requests_app.services.addresses import (
    ParsedProposal,
    address_owners,
    parse_proposal_address,
    parse_proposal_handle,
)
from web.fields import NamedChoiceField

_ONE_LANGUAGE = [(one.value, one.label) for one in (Language.ENGLISH, Language.FRENCH)]
_ADDRESS_HINT = _("Paste it from the browser. Or leave it empty, and give the two below.")
_MAX_SIMILAR = 3  # of the similar accounts: the page of the need shows more
_PLACE = ("address", "platform", "handle")
_GROUPS = (
    (1, _("Address of the account"), _("Platform"), _("Handle")),
    (
        2,
        _("For two accounts: address of the French one"),
        _("For two accounts: platform of the French one"),
        _("For two accounts: handle of the French one"),
    ),
)


@dataclass(frozen=True, slots=True)
class AddressReading:
    """What was made of an address, and whether something like it is there already."""

    wanted: ParsedProposal
    taken: bool
    alike: bool
    accounts: list[Account]  # of those like it, the ones this reader may see


class AccountForm(PageForm):
    names = ("language_mode", "name_en", "name_fr")
    terms = ("platform", "handle", "paired-account")
    template = "requests_app/page_account.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language_mode"] = forms.ChoiceField(
            label=_("Language mode"),
            choices=[(mode.value, mode.label) for mode in self._modes()],
            widget=forms.RadioSelect,
            help_text=HINTS["language_mode"],
        )
        if LanguageMode.SINGLE in self._modes():
            self.fields["single_language"] = forms.ChoiceField(
                label=_("Language, if only one"), choices=_ONE_LANGUAGE, required=False
            )
        for position, *labels in _GROUPS[: 1 if self._partner_stands else 2]:
            self._add_group(position, *labels)
        self.order_fields([name for name in self.fields if name not in {"name_en", "name_fr"}])

    def starting_values(self) -> dict[str, Any]:
        values = super().starting_values()
        for proposal in self.row.proposals.select_related("platform"):
            n = proposal.position
            values |= {f"address_{n}": proposal.address, f"platform_{n}": proposal.platform_id}
            values |= {f"handle_{n}": proposal.handle}
            if n == 1 and proposal.language != Language.BILINGUAL:
                values["single_language"] = proposal.language
        return values

    @property
    def covered_here(self) -> set[str]:
        return super().covered_here | {"handles"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        languages = self._languages(cleaned)
        self.wanted = [
            one
            for position, language in enumerate(languages, start=1)
            if (one := self._read(position, language)) is not None
        ]
        if len(languages) == 1 and self._second_given(cleaned):
            self.add_error(
                "language_mode",
                _("Two accounts are given: choose the two, or empty the second one."),
            )
        self._judge_platforms()
        return cleaned

    def values(self) -> dict[str, Any]:
        kept = {name: self.cleaned_data[name] for name in self.asked_here}
        return kept | {"handles": self.wanted}

    @cached_property
    def readings(self) -> list[AddressReading]:
        return [self._reading(one) for one in self._asked_for() if one.key]

    @property
    def unreadable(self) -> Iterator[tuple[Any, str]]:
        """The label and the problem of each field that tells where the account is."""
        for name, problems in self.errors.items():
            if name[:-2] in _PLACE:
                yield from ((self.fields[name].label, problem) for problem in problems)

    @cached_property
    def similar(self) -> list[Account]:
        """What the organization has already, besides what is told as a look-alike (§ 3.16)."""
        told = {account.pk for reading in self.readings for account in reading.accounts}
        platform = self.readings[0].wanted.platform if self.readings else None
        name = self["name_en"].value() if "name_en" in self.fields else ""
        found = existing_accounts_for(
            self.row, reader=self.reader, name=name or "", platform=platform
        )
        return [account for account in found if account.pk not in told][:_MAX_SIMILAR]

    @property
    def may_use_another(self) -> bool:
        return may_use_another(self.row, reader=self.reader)

    @property
    def _partner_stands(self) -> bool:
        return self.row.account is not None and self.row.account.partner_id is not None

    def _modes(self) -> list[LanguageMode]:
        modes = [LanguageMode.BILINGUAL, LanguageMode.PAIR]
        single = self.row.kind == Kind.CARRY_OVER or self.row.language_mode == LanguageMode.SINGLE
        return [*modes, LanguageMode.SINGLE] if single else modes

    def _add_group(self, n: int, address: Any, platform: Any, handle: Any) -> None:
        self.fields |= {
            f"address_{n}": forms.CharField(
                label=address, required=False, help_text=_ADDRESS_HINT, max_length=2000
            ),
            f"platform_{n}": NamedChoiceField(
                label=platform, required=False, queryset=Platform.objects.all()
            ),
            f"handle_{n}": forms.CharField(label=handle, required=False, max_length=200),
        }

    def _languages(self, cleaned: dict[str, Any]) -> list[str]:
        mode = cleaned.get("language_mode")
        if mode == LanguageMode.PAIR and self._partner_stands:
            partner = self.row.account.partner
            return [_other_language(partner.language)]
        if mode == LanguageMode.PAIR:
            return [Language.ENGLISH, Language.FRENCH]
        if mode == LanguageMode.SINGLE:
            return [cleaned.get("single_language") or Language.ENGLISH]
        return [Language.BILINGUAL]

    def _read(self, n: int, language: str) -> ParsedProposal | None:
        """The address, or the platform and handle: whichever was typed last."""
        address = self.cleaned_data.get(f"address_{n}", "")
        platform = self.cleaned_data.get(f"platform_{n}")
        handle = self.cleaned_data.get(f"handle_{n}", "")
        by_handle = {f"platform_{n}", f"handle_{n}"} & set(self.changed_data)
        by_address = f"address_{n}" in self.changed_data
        if handle and (by_handle or not address) and not (by_address and address):
            return self._read_handle(n, platform, handle, language)
        if not address:
            return ParsedProposal(platform, language=language)
        wanted = self._kept(f"address_{n}", parse_proposal_address(address, language))
        if wanted and by_handle and handle:
            self._agree(n, wanted, platform, handle)
        return wanted

    def _read_handle(
        self, n: int, platform: Platform | None, handle: str, language: str
    ) -> ParsedProposal | None:
        if platform is None:
            self.add_error(f"platform_{n}", _("Choose the platform of this handle."))
            return None
        return self._kept(f"handle_{n}", parse_proposal_handle(platform, handle, language))

    def _kept(self, field: str, wanted: ParsedProposal | AddressProblem) -> ParsedProposal | None:
        if isinstance(wanted, ParsedProposal):
            return wanted
        params = {name: str(value) for name, value in wanted.params.items()}
        self.add_error(field, gettext(wanted.message) % params)
        return None

    def _agree(
        self, n: int, wanted: ParsedProposal, platform: Platform | None, handle: str
    ) -> None:
        other = parse_proposal_handle(platform, handle, wanted.language)
        if not isinstance(other, ParsedProposal) or other.key != wanted.key:
            self.add_error(f"handle_{n}", _("The address and the handle do not agree: keep one."))

    def _second_given(self, cleaned: dict[str, Any]) -> bool:
        return any(cleaned.get(f"{part}_2") for part in _PLACE)

    def _judge_platforms(self) -> None:
        for position, one in enumerate(self.wanted, start=1):
            if problem := self._platform_problem(one):
                self.add_error(f"platform_{position}", problem)

    def _platform_problem(self, one: ParsedProposal) -> Any:
        platforms = {other.platform for other in self.wanted if other.platform}
        if len(platforms) > 1:
            return _("The two accounts of a pair are on the same platform.")
        if one.platform and self.row.kind == Kind.NEW and not one.platform.usable:
            return _("This platform is closed, or not allowed on government devices.")
        account = self.row.account
        if account and one.platform and one.platform != account.platform:
            return _("A change stays on the same platform: ask for a new account instead.")
        return None

    def _reading(self, one: ParsedProposal) -> AddressReading:
        """Never more of what is alike than this reader may see."""
        mine = address_owners(self.row)
        taken = is_address_taken(one.platform, one.key, owners=mine)
        alike = lookalikes(one.platform, one.handle, owners=mine)
        accounts = visible_to(access_for(self.reader), Account)
        seen = accounts.filter(pk__in=[claim.owner for claim in alike])
        return AddressReading(one, taken, bool(alike), list(seen.select_related("organization")))

    def _asked_for(self) -> list[ParsedProposal]:
        if not self.is_bound:
            return self._saved()
        self.is_valid()
        return self.wanted

    def _saved(self) -> list[ParsedProposal]:
        return [
            ParsedProposal(row.platform, row.handle, row.key, row.address, row.language)
            for row in self.row.proposals.select_related("platform")
        ]


def _other_language(language: str) -> str:
    return Language.FRENCH if language == Language.ENGLISH else Language.ENGLISH
