"""The page on the account: language mode, names, and an address or a platform and handle each."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.policy import visible_to
from access.resolver import access_for
from registry.addresses.errors import AddressProblem
from registry.addresses.lookup import lookalikes
from registry.models import Account, Language, Platform
from registry.services.addresses import is_address_taken
from requests_app.enums import Kind, LanguageMode
from requests_app.form_spec import FormField
from requests_app.forms.base import PageForm
from requests_app.queries.existing_accounts import existing_accounts_for, may_use_another
from requests_app.services.addresses import (
    ParsedProposal,
    address_owners,
    handle_warnings,
    parse_proposal_address,
    parse_proposal_handle,
)
from web.fields import NamedChoiceField

_ONE_LANGUAGE = [(item.value, item.label) for item in (Language.ENGLISH, Language.FRENCH)]
_ADDRESS_HINT = _("Paste it from the browser. Or leave it empty, and give the two below.")
_MAX_SIMILAR = 3  # the page of the need shows more
_HANDLE_FIELDS = ("address", "platform", "handle")
# Position of the proposal, and the labels of its three fields.
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
    """A parsed proposal, and whether its handle is taken or looks like another one."""

    wanted: ParsedProposal
    taken: bool
    alike: bool
    warnings: list[str]
    accounts: list[Account]  # of the look-alikes, those that the reader may see


class AccountForm(PageForm):
    slug = "account"
    apart = frozenset({"handles"})
    terms = ("platform", "handle", "paired-account")
    template = "requests_app/page_account.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if LanguageMode.SINGLE in self._modes():
            self.fields["single_language"] = forms.ChoiceField(
                label=_("Language, if only one"), choices=_ONE_LANGUAGE, required=False
            )
        for position, *labels in _GROUPS[: 1 if self._partner else 2]:
            self._add_group(position, *labels)
        self.order_fields([name for name in self.fields if name not in {"name_en", "name_fr"}])

    def build_field(self, field: FormField) -> forms.Field:
        if field.name != "language_mode":
            return super().build_field(field)
        modes = [(mode.value, mode.label) for mode in self._modes()]
        built = self.make_optional(
            field, forms.ChoiceField(choices=modes, widget=forms.RadioSelect)
        )
        built.required = True  # what the handles are depends on it
        return built

    def starting_values(self) -> dict[str, Any]:
        values = super().starting_values()
        for proposal in self.row.proposals.all():
            n = proposal.position  # ends the names of its fields
            values |= {f"address_{n}": proposal.address, f"platform_{n}": proposal.platform_id}
            values |= {f"handle_{n}": proposal.handle}
            if n == 1 and proposal.language != Language.BILINGUAL:
                values["single_language"] = proposal.language
        return values

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        languages = self._languages(cleaned)
        self.proposals = [
            proposal
            for position, language in enumerate(languages, start=1)
            if (proposal := self._parse_group(position, language)) is not None
        ]
        if len(languages) == 1 and any(cleaned.get(f"{part}_2") for part in _HANDLE_FIELDS):
            self.add_error(
                "language_mode",
                _("Two accounts are given: choose the two, or empty the second one."),
            )
        for position, proposal in enumerate(self.proposals, start=1):
            if problem := self._platform_problem(proposal):
                self.add_error(f"platform_{position}", problem)
        return cleaned

    def values(self) -> dict[str, Any]:
        values = {field.name: self.cleaned_data[field.name] for field in self.asked_here}
        return values | {"handles": self.proposals}

    @cached_property
    def readings(self) -> list[AddressReading]:
        return [
            self._look_up(proposal, proposal.platform)
            for proposal in self._current_proposals()
            if proposal.platform and proposal.key
        ]

    @property
    def unreadable(self) -> Iterator[tuple[str, str]]:
        """(label, error) of the address, platform and handle fields."""
        for name, problems in self.errors.items():
            # "handle_2" ends with its position.
            if name[:-2] in _HANDLE_FIELDS:
                label = str(self.fields[name].label)
                yield from ((label, str(problem)) for problem in problems)

    @cached_property
    def similar(self) -> list[Account]:
        """Existing accounts of the organization, without the look-alikes shown already (§ 3.16)."""
        shown = {account.pk for reading in self.readings for account in reading.accounts}
        platform = self.readings[0].wanted.platform if self.readings else None
        name = self["name_en"].value() if "name_en" in self.fields else ""
        accounts = existing_accounts_for(
            self.row, reader=self.reader, name=name or "", platform=platform
        )
        return [account for account in accounts if account.pk not in shown][:_MAX_SIMILAR]

    @property
    def may_use_another(self) -> bool:
        return may_use_another(self.row, reader=self.reader)

    @property
    def _partner(self) -> Account | None:
        return self.row.account.partner if self.row.account else None

    def _modes(self) -> list[LanguageMode]:
        modes = [LanguageMode.BILINGUAL, LanguageMode.PAIR]
        single = self.row.kind == Kind.CARRY_OVER or self.row.language_mode == LanguageMode.SINGLE
        return [*modes, LanguageMode.SINGLE] if single else modes

    def _platforms(self) -> QuerySet[Platform]:
        """Those offered, and those of the handles proposed so far, which may have closed since."""
        proposed = self.row.proposals.values("platform")
        return Platform.objects.filter(pk__in=proposed) | Platform.objects.offered()

    def _add_group(self, n: int, address: Any, platform: Any, handle: Any) -> None:
        self.fields |= {
            f"address_{n}": forms.CharField(
                label=address, required=False, help_text=_ADDRESS_HINT, max_length=2000
            ),
            f"platform_{n}": NamedChoiceField(
                label=platform, required=False, queryset=self._platforms()
            ),
            f"handle_{n}": forms.CharField(label=handle, required=False, max_length=200),
        }

    def _languages(self, cleaned: dict[str, Any]) -> list[str]:
        mode = cleaned.get("language_mode")
        if mode == LanguageMode.PAIR:
            pair: list[str] = [Language.ENGLISH, Language.FRENCH]
            # Of an account that has its partner, the other language.
            return [name for name in pair if not self._partner or name != self._partner.language]
        if mode == LanguageMode.SINGLE:
            return [cleaned.get("single_language") or Language.ENGLISH]
        return [Language.BILINGUAL]

    def _parse_group(self, n: int, language: str) -> ParsedProposal | None:
        """The proposal at position `n`, from its address or its platform and handle.

        None after an error. Both are filled in once saved, so the one that was changed counts.
        """
        address = self.cleaned_data.get(f"address_{n}", "")
        platform = self.cleaned_data.get(f"platform_{n}")
        handle = self.cleaned_data.get(f"handle_{n}", "")
        handle_changed = {f"platform_{n}", f"handle_{n}"} & set(self.changed_data)
        address_changed = f"address_{n}" in self.changed_data
        if handle and (handle_changed or not address) and not (address_changed and address):
            return self._parse_handle(n, platform, handle, language)
        if not address:
            return ParsedProposal(platform=platform, language=language)
        result = parse_proposal_address(address, language)
        proposal = self._proposal_or_error(f"address_{n}", result)
        if proposal and handle_changed and handle:  # both were typed: they must be the same account
            other = parse_proposal_handle(platform, handle, language)
            if not isinstance(other, ParsedProposal) or other.key != proposal.key:
                self.add_error(
                    f"handle_{n}", _("The address and the handle do not agree: keep one.")
                )
        return proposal

    def _parse_handle(
        self, n: int, platform: Platform | None, handle: str, language: str
    ) -> ParsedProposal | None:
        if platform is None:
            self.add_error(f"platform_{n}", _("Choose the platform of this handle."))
            return None
        result = parse_proposal_handle(platform, handle, language)
        return self._proposal_or_error(f"handle_{n}", result)

    def _proposal_or_error(
        self, field: str, result: ParsedProposal | AddressProblem
    ) -> ParsedProposal | None:
        if isinstance(result, ParsedProposal):
            return result
        params = {name: str(value) for name, value in result.params.items()}
        self.add_error(field, gettext(result.message) % params)
        return None

    def _platform_problem(self, proposal: ParsedProposal) -> Any:
        platforms = {other.platform for other in self.proposals if other.platform}
        if len(platforms) > 1:
            return _("The two accounts of a pair are on the same platform.")
        # Only a new account: one that exists may be on a platform that has closed since.
        if proposal.platform and self.row.kind == Kind.NEW and not proposal.platform.usable:
            return _("This platform is closed, or not allowed on government devices.")
        account = self.row.account
        if account and proposal.platform and proposal.platform != account.platform:
            return _("A change stays on the same platform: ask for a new account instead.")
        return None

    def _look_up(self, proposal: ParsedProposal, platform: Platform) -> AddressReading:
        own = address_owners(self.row)
        taken = is_address_taken(platform, proposal.key, owners=own)
        addresses = lookalikes(platform, proposal.handle, owners=own)
        # That there is a look-alike is said to anybody; whose it is, only to who may see the account.
        visible = visible_to(access_for(self.reader), Account)
        accounts = visible.filter(pk__in=[address.account_id for address in addresses])
        related = list(accounts.select_related("organization"))
        return AddressReading(
            wanted=proposal,
            taken=taken,
            alike=bool(addresses),
            warnings=handle_warnings(platform, proposal.handle),
            accounts=related,
        )

    def _current_proposals(self) -> list[ParsedProposal]:
        if self.is_bound:
            self.is_valid()
            return self.proposals
        return [
            ParsedProposal(
                platform=row.platform,
                handle=row.handle,
                key=row.key,
                address=row.address,
                language=row.language,
            )
            for row in self.row.proposals.all()
        ]
