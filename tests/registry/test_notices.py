import pytest
from django.core.exceptions import ValidationError

from registry.forms.correction import CorrectForm
from registry.forms.notices import NoticeField
from registry.models import Account
from requests_app.forms.pages import LanguagesForm
from requests_app.models import AccountRequest


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://www.canada.ca/en/notice.html", "https://www.canada.ca/en/notice.html"),
        ("canada.ca/avis", "https://canada.ca/avis"),
        ("https://forces.ca:443/a", "https://forces.ca:443/a"),
        ("https://www.forces.gc.ca/", "https://www.forces.gc.ca/"),
        ("", ""),
    ],
)
def test_public_notice_address_is_accepted(typed: str, address: str) -> None:
    assert NoticeField(required=False).clean(typed) == address


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("ftp://x.ca/a", "begins with https://"),
        ("http://www.canada.ca/", "begins with https://"),
        ("https://localhost/x", "cannot open localhost"),
        ("https://intranet.mil.ca/x", "cannot open intranet.mil.ca"),
        ("https://collaboration-navy.forces.mil.ca/", "cannot open"),
        ("https://MIL.CA./", "cannot open"),
        ("https://intranet.canada.ca/", "cannot open"),
        ("https://printer.local/", "cannot open"),
        ("https://127.0.0.1/", "cannot open"),
        ("https://10.1.2.3/a", "cannot open"),
        ("https://[::1]/", "cannot open"),
        ("https://www.canada.ca:8080/", "cannot open"),
        ("https://user:secret@www.canada.ca/", "no public page"),
        ("javascript:alert(1)", "URL"),
    ],
)
def test_other_notice_address_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        NoticeField().clean(typed)


@pytest.mark.template_database("demo")
def test_every_form_of_a_notice_asks_for_a_public_page(demo_data, in_state) -> None:
    account, request = in_state("active"), AccountRequest.objects.filter(kind="new").first()
    assert isinstance(account, Account)
    for form in (
        CorrectForm(row=account),
        LanguagesForm(row=request, reader=demo_data["practitioner"]),
    ):
        assert isinstance(form.fields["notice_en"], NoticeField)
        assert isinstance(form.fields["notice_fr"], NoticeField)
