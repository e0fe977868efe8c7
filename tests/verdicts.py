"""The answer about one handle."""

from access.effective_roles import UserAccess
from registry.models import Platform
from registry.queries.verification import Verdict, verdicts_for_handles


def verdict_for_handle(
    platform: Platform, key: str, *, access: UserAccess | None = None
) -> Verdict:
    return verdicts_for_handles([(platform.pk, key)], access=access)[platform.pk, key]
