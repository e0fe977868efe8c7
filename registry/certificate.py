"""What a certificate says of an official account, in both languages, and the code that leads to the check."""

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
    """The certificate in one language."""

    language: str
    heading: str
    statement: str
    rows: Rows
    demo: str
    reminder: str


def certificate_parts(account: Account, *, public: bool) -> list[CertificatePart]:
    """The language of the reader first."""
    others = [code for code, _name in settings.LANGUAGES if code != get_language()]
    return [_part(account, language, public=public) for language in (get_language(), *others)]


def check_url(account: Account) -> str:
    """The verify page of this account: it has the last word, whatever paper says."""
    asked = {"q": account.address} if account.address else _by_handle(account)
    return f"{settings.SITE_URL}{reverse('verify')}?{urlencode(asked)}"


def qr_code(account: Account) -> str:
    """The QR code of that page, as plain SVG paths."""
    drawn: str = segno.make(check_url(account), error="m", micro=False).svg_inline(
        omitsize=True, light="#fff", svgclass="code", lineclass=None
    )
    return drawn


def certificate_pdf(account: Account) -> bytes:
    told = certificate_parts(account, public=False)
    given = {
        "title": told[0].heading,
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
            for part in told
        ],
    }
    return render_pdf("certificate.typ", given)


def _by_handle(account: Account) -> dict[str, str]:
    return {"q": account.handle, "platform": account.platform.slug}


def _part(account: Account, language: str, *, public: bool) -> CertificatePart:
    with translation.override(language):
        return CertificatePart(
            language=language,
            heading=gettext("Certificate of an official account"),
            statement=gettext("%(account)s is an official social media account of DND or the CAF.")
            % {"account": account.name},
            rows=[*_record(account), *([] if public else _approval(account))],
            demo=gettext("This record belongs to a demonstration.") if account.demo else "",
            reminder=gettext(
                "Correct on %(day)s. An account may change or end: the check page prevails."
            )
            % {"day": long_date(timezone.localdate())},
        )


def _record(account: Account) -> Rows:
    """What the public record shows."""
    return [
        (gettext("Registry number"), account.number or ""),
        (gettext("Organization"), account.organization.name),
        (gettext("Platform"), account.platform.name),
        (gettext("Handle"), account.handle),
        (gettext("Address"), account.address),
        (gettext("Language"), account.get_language_display()),
        (gettext("Official since"), long_date(account.official_since)),
    ]


def _approval(account: Account) -> Rows:
    return [
        (gettext("Approved on"), long_date(account.approved_on)),
        (gettext("Registered on"), long_date(account.registered_on)),
    ]
