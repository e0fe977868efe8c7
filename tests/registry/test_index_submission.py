import csv
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pypdf import PdfReader

from demo.users import EVIDENCE
from registry.index_submission import SOURCES, snapshot
from registry.models import Account, IndexField
from registry.services.onboarding import submit_to_index

pytestmark = pytest.mark.template_database("demo")


def url(account: Account, path: str) -> str:
    return f"{account.get_absolute_url()}{path}"


@pytest.mark.template_database("users")
def test_every_index_field_has_a_source(demo_users):
    assert set(IndexField.objects.values_list("source", flat=True)) <= set(SOURCES)


def test_index_values_are_in_both_languages(in_state):
    values = {line["code"]: line for line in snapshot(in_state("active"))}
    assert (values["language"]["en"], values["department"]["en"]) == (
        "Bilingual",
        "National Defence",
    )
    assert values["department"]["fr"] == "Défense nationale"


def test_index_snapshot_follows_the_configured_fields(in_state):
    IndexField.objects.all().update(position=2)
    IndexField.objects.create(
        code="number", label_en="Number", label_fr="Numéro", source="number", position=1
    )
    account = in_state("active")
    assert snapshot(account)[0]["en"] == account.number


def test_index_package_page_marks_unconfirmed_fields(client, demo_data, in_state):
    client.force_login(demo_data["practitioner"])
    page = client.get(url(in_state("registered"), "package/")).content.decode()
    assert "assumed" in page


def test_index_package_pdf_is_accessible_and_bilingual(client, demo_data, in_state):
    account = in_state("registered")
    client.force_login(demo_data["practitioner"])
    response = client.get(url(account, "package.pdf"))
    assert response["Content-Type"] == "application/pdf"
    assert b"pdfuaid" in response.content
    document = PdfReader(BytesIO(response.content))
    catalogue = document.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"].startswith("en")
    assert document.metadata.title
    text = "".join(page.extract_text() for page in document.pages)
    assert account.name_en in text
    assert account.name_fr in text


def test_index_package_pdf_escapes_typed_markup(client, demo_data, in_state):
    account = in_state("registered")
    Account.objects.filter(pk=account.pk).update(purpose='#panic("x") *bold* $x$ \\ @ref')
    client.force_login(demo_data["practitioner"])
    response = client.get(url(account, "package.pdf"))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)
    assert "#panic" in text


def test_index_package_csv_has_a_line_for_each_field(client, demo_data, in_state):
    client.force_login(demo_data["practitioner"])
    response = client.get(url(in_state("registered"), "package.csv"))
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert len(list(csv.reader(StringIO(text)))) == IndexField.objects.count()


class TestProof:
    @pytest.fixture
    def submitted_account(self, demo_data, in_state) -> Account:
        proof = SimpleUploadedFile("../proof.pdf", EVIDENCE)
        return submit_to_index(
            in_state("registered"),
            by=demo_data["practitioner"],
            sent_on=timezone.localdate(),
            reference="SC-2",
            proof=proof,
        ).row

    def proof_url(self, account: Account) -> str:
        return url(account, f"submissions/{account.submissions.get().pk}/proof/")

    def test_submission_proof_is_served_as_an_attachment(
        self, client, demo_data, submitted_account
    ):
        client.force_login(demo_data["superior"])
        response = client.get(self.proof_url(submitted_account))
        assert response["Content-Disposition"] == 'attachment; filename="proof.pdf"'
        assert response["X-Content-Type-Options"] == "nosniff"
        assert b"".join(response.streaming_content) == EVIDENCE

    def test_submission_proof_is_not_found_outside_its_scope(
        self, client, demo_data, submitted_account
    ):
        client.force_login(demo_data["outsider"])
        assert client.get(self.proof_url(submitted_account)).status_code == 404

    def test_submission_proof_with_a_false_extension_is_refused(self, client, demo_data, in_state):
        account = in_state("registered")
        client.force_login(demo_data["practitioner"])
        form = {
            "sent_on": timezone.localdate().isoformat(),
            "reference": "SC-3",
            "proof": SimpleUploadedFile("proof.png", EVIDENCE),
            "version": account.version,
        }
        response = client.post(url(account, "submit_to_index/"), form)
        assert list(response.context["form"].errors) == ["proof"]
        assert response.status_code == 422
        assert Account.objects.get(pk=account.pk).state == "registered"
