"""Whether the handles that a request proposes are complete and fit its language mode (§ 4.10)."""

from directive.lifecycles.account import ACCOUNT
from registry.models import Language
from requests_app.enums import LanguageMode
from requests_app.models import AccountRequest, ProposedHandle

_PAIR = [Language.ENGLISH, Language.FRENCH]


def are_handles_given(request: AccountRequest) -> bool:
    keys = [proposal.key for proposal in request.proposals.all()]
    is_pair = request.language_mode == LanguageMode.PAIR and not _has_live_partner(request)
    # A proposal without a key has only its platform so far.
    return len(keys) == (2 if is_pair else 1) and all(keys)


def languages_consistent(request: AccountRequest, proposals: list[ProposedHandle]) -> bool:
    """Whether the proposals fit the language mode: one bilingual account, or a pair on one platform.

    A pair is proposed in the order English, French (§ 4.10(4), (5)).
    """
    languages = [proposal.language for proposal in proposals]
    if request.language_mode == LanguageMode.BILINGUAL:
        return languages == [Language.BILINGUAL] and not _has_live_partner(request)
    if request.language_mode == LanguageMode.SINGLE or _has_live_partner(request):
        return len(languages) == 1 and languages[0] in _PAIR
    same_platform = len({proposal.platform_id for proposal in proposals}) == 1
    return languages == _PAIR and same_platform


def _has_live_partner(request: AccountRequest) -> bool:
    # A change of one account of a pair proposes that one alone: the other stays as it is.
    partner = request.account.partner if request.account else None
    return partner is not None and partner.state in ACCOUNT.live_states
