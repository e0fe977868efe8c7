from tests.factories.requests import DemoUsers, account_of, approved_request, filled_request


def test_a_request_goes_from_draft_to_account(demo_users: DemoUsers) -> None:
    request = approved_request(filled_request(demo_users), demo_users)

    assert request.state == "approved"
    assert account_of(request).handle == "exemple_osma"
