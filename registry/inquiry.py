"""What somebody asks of the verify page: an address, or a handle and its platform."""

from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.fields import NamedChoiceField
from access.seats import Standing
from registry.address_problems import Problem
from registry.addresses import Parsed
from registry.handles import parse_address, parse_handle_on
from registry.platforms import Platform
from registry.verdict import UNKNOWN, Answer, Verdict, of_handle


class InquiryForm(forms.Form):
    q = forms.CharField(
        label=_("Address or handle of the account"),
        help_text=_("Paste the address, or type the handle and choose its platform."),
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    platform = NamedChoiceField(
        label=_("Platform, for a handle alone"),
        queryset=Platform.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label=_("Not needed for an address"),
    )


@dataclass(frozen=True, slots=True)
class Reply:
    verdict: Verdict
    parsed: Parsed | None = None
    problem: str = ""  # why what was typed cannot be read

    @property
    def record_url(self) -> str:
        """The public record, or for staff the page of an account on its way."""
        account = self.verdict.account
        if account is None:
            return ""
        if self.verdict.answer == Answer.PENDING:
            return account.get_absolute_url()
        return reverse("official_record", args=[account.number])


def reply(typed: str, platform: Platform | None, *, standing: Standing | None) -> Reply:
    alone = platform is not None and "/" not in typed
    read = parse_handle_on(platform, typed) if alone else parse_address(typed)
    if isinstance(read, Problem):
        return Reply(UNKNOWN, problem=sentence(read))
    if platform is None or platform.slug != read.platform:
        platform = Platform.objects.get(slug=read.platform)
    return Reply(of_handle(platform, read.key, standing=standing), read)


def sentence(problem: Problem) -> str:
    params = {name: str(value) for name, value in problem.params.items()}
    return gettext(problem.message) % params
