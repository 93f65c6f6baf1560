"""A certificate as people get it: a sheet to print, and links to check it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from laju.apps.skills.models import Certificate
from laju.core.skills import Level, load_lessons
from laju.engines.certificates import Sheet, draw_sheet
from laju.web.shared.lessons import LEVELS
from laju.web.shared.prints import as_pdf


def base_of(request: HttpRequest) -> str:
    """Return where certificates are verified: the office's own address, else this host."""
    return settings.OFFICE_URL or f"{request.scheme}://{request.get_host()}"


def verify_url(request: HttpRequest, certificate: Certificate) -> str:
    """Return the address that stands in the QR code."""
    return base_of(request) + reverse("public:certificate", args=[certificate.code])


def send_sheet(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """Hand out the certificate as PDF."""
    business = certificate.participant.application.business
    issued = timezone.localtime(certificate.issued_at)
    sheet = Sheet(
        title=_("Sertifikat Keterampilan Digital"),
        holder=certificate.holder,
        business=business.name,
        place=business.region.name,
        sentence=_("membuktikan %(count)s dari %(all)s keterampilan dengan tugas nyata")
        % {"count": len(certificate.lessons), "all": len(load_lessons())},
        lessons=[
            (str(each["title"]), str(LEVELS[Level(each["level"])][0]))
            for each in certificate.lessons
        ],
        issuer=settings.OFFICE_NAME,
        issued_on=_("Terbit %(day)s") % {"day": date_format(issued, "j F Y")},
        code=certificate.code,
        url=verify_url(request, certificate),
        note=_("Pindai kodenya untuk memeriksa. Ini bukan sertifikat kompetensi BNSP."),
    )
    return as_pdf(draw_sheet(sheet), f"sertifikat-{certificate.code}.pdf")
