"""Which answers of the form are still missing (§ 4.2)."""

from directive.account import ACCOUNT
from registry.terms import Coordinator, Language
from requests_app.models import LanguageMode, Proposal, Request
from requests_app.sections import needed

_PAIR = [Language.ENGLISH, Language.FRENCH]


def missing(request: Request) -> tuple[str, ...]:
    return tuple(name for name in needed(request.kind) if not _given(request, name))


def languages_consistent(request: Request, proposals: list[Proposal]) -> bool:
    """One bilingual account, or a pair on one platform: English first, then French (§ 4.10)."""
    languages = [proposal.language for proposal in proposals]
    if request.language_mode == LanguageMode.BILINGUAL:
        return languages == [Language.BILINGUAL] and not _partner_stands(request)
    if request.language_mode == LanguageMode.SINGLE or _partner_stands(request):
        return len(languages) == 1 and languages[0] in _PAIR
    same_platform = len({proposal.platform_id for proposal in proposals}) == 1
    return languages == _PAIR and same_platform


def handles_expected(request: Request) -> int:
    pair = request.language_mode == LanguageMode.PAIR and not _partner_stands(request)
    return 2 if pair else 1


def _partner_stands(request: Request) -> bool:
    """A change of one account of a pair leaves the other one as it is."""
    partner = request.account.partner if request.account else None
    return partner is not None and partner.state in ACCOUNT.live_states


def _given(request: Request, name: str) -> bool:
    if name == "handles":
        keys = [proposal.key for proposal in request.proposals.all()]
        return len(keys) == handles_expected(request) and all(keys)
    if name == "practitioners":
        return request.practitioners.exists()
    if name == "coordination_reason" and request.coordinator != Coordinator.OTHER:
        return True
    value = getattr(request, name)
    return bool(value.strip() if isinstance(value, str) else value is not None and value != [])
