import re
from io import BytesIO
from urllib.parse import urlsplit

import pytest
import segno
from django.utils import timezone
from pypdf import PdfReader

from registry.certificate import check_url
from registry.models import Account

pytestmark = pytest.mark.template_database("demo")


def own(account: Account, path: str = "certificate/") -> str:
    return f"{account.get_absolute_url()}{path}"


def public(account: Account) -> str:
    return f"/en/official/{account.number}/certificate/"


def drawn(url: str) -> str:
    """The dark squares of the code for an address, as one SVG path."""
    svg = segno.make(url, error="m", micro=False).svg_inline(omitsize=True, light="#fff")
    return re.findall(r' d="([^"]+)"', svg)[-1]


def test_certificate_qr_code_leads_to_the_verification_of_the_account(
    client, demo_data, in_state, settings
):
    settings.SITE_URL = "https://osma.example"
    account = in_state("active")
    client.force_login(demo_data["practitioner"])
    page = client.get(own(account)).text
    assert drawn(check_url(account)) in page
    assert check_url(account).startswith("https://osma.example/en/verify/?q=")
    leads_to = urlsplit(check_url(account))
    assert "Official since" in client.get(f"{leads_to.path}?{leads_to.query}").text


def test_certificate_is_bilingual_and_says_that_the_check_prevails(client, demo_data, in_state):
    client.force_login(demo_data["practitioner"])
    page = client.get(own(in_state("active"))).text
    assert '<section lang="en">' in page
    assert '<section lang="fr">' in page
    assert "Certificat d’un compte officiel" in page
    assert "the check page prevails" in page
    assert "style=" not in page


def test_public_certificate_shows_only_public_data(client, demo_data, in_state):
    account = in_state("active")
    page = client.get(public(account)).text
    assert account.number in page
    assert "Approved on" not in page
    assert str(account.pk) not in page


@pytest.mark.parametrize("state", ["approved", "deactivated"])
def test_account_that_is_not_official_has_no_certificate(client, demo_data, in_state, state):
    account = in_state(state)
    client.force_login(demo_data["auditor"])
    assert client.get(own(account)).status_code == 404
    assert client.get(own(account, "certificate.pdf")).status_code == 404
    assert client.get(public(account)).status_code == 404


def test_compromised_account_has_no_certificate(client, demo_data, in_state):
    account = in_state("active")
    Account.objects.filter(pk=account.pk).update(
        suspended_for="recovery", suspended_on=timezone.localdate()
    )
    assert client.get(public(account)).status_code == 404


def test_account_page_links_the_certificate_while_official(client, demo_data, in_state):
    client.force_login(demo_data["auditor"])
    assert own(in_state("active")) in client.get(in_state("active").get_absolute_url()).text
    ended = in_state("deactivated")
    assert own(ended) not in client.get(ended.get_absolute_url()).text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_certificate_pdf_is_accessible(client, demo_data, in_state, language):
    account = in_state("active")
    client.force_login(demo_data["practitioner"])
    response = client.get(own(account, "certificate.pdf").replace("/en/", f"/{language}/"))
    assert response["Content-Type"] == "application/pdf"
    assert b"pdfuaid" in response.content
    document = PdfReader(BytesIO(response.content))
    catalogue = document.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == language
    assert "ertifica" in document.metadata.title
    text = "".join(page.extract_text() for page in document.pages)
    assert account.number in text
    assert "Certificat d’un compte officiel" in text
    addresses = [
        note.get_object()["/A"]["/URI"]
        for page in document.pages
        for note in page.get("/Annots", ())
    ]
    assert f"/{language}/verify/?q=" in addresses[0]
