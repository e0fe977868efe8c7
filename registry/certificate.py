"""The certificate of an official account in both languages, as page and PDF, with a QR code."""

from dataclasses import dataclass
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext

from registry.models import Account
from web.pdf import render_pdf
from web.templatetags.dates import long_date

Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CertificatePart:
    language: str
    heading: str
    statement: str
    rows: Rows
    demo: str
    reminder: str


def certificate_parts(account: Account, *, public: bool) -> list[CertificatePart]:
    """One part for each language, the active one first. `public`: without the days of approval."""
    others = [code for code, _name in settings.LANGUAGES if code != get_language()]
    return [
        _certificate_part(account, language, public=public)
        for language in (get_language(), *others)
    ]


def check_url(account: Account) -> str:
    """The address of the verify page for this account."""
    if account.address:
        query = {"q": account.address}
    else:  # on a platform whose accounts have no public address
        query = {"q": account.handle, "platform": account.platform.slug}
    return f"{settings.SITE_URL}{reverse('verify')}?{urlencode(query)}"


def qr_code(account: Account) -> str:
    """The QR code of `check_url`, as an SVG element."""
    # A white ground of its own: it must also scan on a dark page.
    svg: str = segno.make(check_url(account), error="m", micro=False).svg_inline(
        omitsize=True, light="#fff", svgclass="code", lineclass=None
    )
    return svg


def certificate_pdf(account: Account) -> bytes:
    parts = certificate_parts(account, public=False)
    data = {
        "title": parts[0].heading,
        "author": gettext("National Defence"),
        "lang": get_language(),
        "url": check_url(account),
        "code": qr_code(account),
        "alt": gettext("QR code: check this account"),
        "parts": [
            {
                "lang": part.language,
                "heading": part.heading,
                "statement": part.statement,
                "demo": part.demo,
                "rows": part.rows,
                "reminder": part.reminder,
            }
            for part in parts
        ],
    }
    return render_pdf("certificate.typ", data)


def _certificate_part(account: Account, language: str, *, public: bool) -> CertificatePart:
    with translation.override(language):
        return CertificatePart(
            language=language,
            heading=gettext("Certificate of an official account"),
            statement=gettext("%(account)s is an official social media account of DND or the CAF.")
            % {"account": account.name},
            rows=[*_public_rows(account), *([] if public else _approval_rows(account))],
            demo=gettext("This record belongs to a demonstration.") if account.demo else "",
            reminder=gettext(
                "Correct on %(day)s. An account may change or end: the check page prevails."
            )
            % {"day": long_date(timezone.localdate())},
        )


def _public_rows(account: Account) -> Rows:
    return [
        (gettext("Registry number"), account.number or ""),
        (gettext("Organization"), account.organization.name),
        (gettext("Platform"), account.platform.name),
        (gettext("Handle"), account.handle),
        (gettext("Address"), account.address),
        (gettext("Language"), account.get_language_display()),
        (gettext("Official since"), long_date(account.official_since)),
    ]


def _approval_rows(account: Account) -> Rows:
    return [
        (gettext("Approved on"), long_date(account.approved_on)),
        (gettext("Registered on"), long_date(account.registered_on)),
    ]
