from tests.factories import requests as stories
from tests.factories.requests import Cast


def test_a_request_goes_from_draft_to_account(demo_users: Cast) -> None:
    request = stories.approved(stories.filled(demo_users), demo_users)

    assert request.state == "approved"
    assert stories.account_of(request).handle == "exemple_osma"
