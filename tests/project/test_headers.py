import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def headers(client: Client) -> dict[str, str]:
    return dict(client.get("/en/sign-in/").headers)


def test_content_policy_forbids_inline_and_foreign_sources(headers: dict[str, str]) -> None:
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ],
)
def test_security_header_is_set(headers: dict[str, str], name: str, value: str) -> None:
    assert headers[name] == value


def test_page_for_a_person_is_not_cached(headers: dict[str, str]) -> None:
    assert "no-store" in headers["Cache-Control"]


def test_closed_page_redirects_to_the_sign_in(client: Client) -> None:
    answer = client.get("/fr/reference/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/fr/")


@pytest.mark.parametrize(("accepted", "address"), [("fr-CA,fr;q=0.9", "/fr/"), ("de", "/en/")])
def test_root_redirects_to_the_language_of_the_browser(
    client: Client, accepted: str, address: str
) -> None:
    answer = client.get("/", headers={"Accept-Language": accepted})
    assert answer["Location"] == address
