"""What a reviewer compares: with the form before, or with the account as it is (§ 4.2, 4.6)."""

from typing import Any

from directive.request import REQUEST
from requests_app.content import Difference, account_values, differences
from requests_app.models import Request
from requests_app.sections import asked


def since_last_submission(request: Request, values: dict[str, Any]) -> list[Difference]:
    """With the requester: since it was last handed in. With a reviewer: since the time before."""
    kept = list(request.submissions.values_list("values", flat=True))
    if request.state not in REQUEST.stopped:
        kept = kept[:-1]
    return differences(kept[-1], values) if kept else []


def against_account(request: Request, values: dict[str, Any]) -> list[Difference]:
    """What an approval would change; nothing once it is decided."""
    if request.account is None or request.state not in REQUEST.open_states:
        return []
    wanted = {name: values[name] for name in asked(request.kind) if name in values}
    wanted["organization"] = values["receiving"] or values["organization"]
    return differences(account_values(request.account), wanted)
