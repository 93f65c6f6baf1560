"""How an application stands, told to the one who applied: state, reasons, and what can be mended."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.apps.programme.models import Application
from laju.apps.programme.queries import gaps_of
from laju.core.scoring import Criterion

# What an owner can mend, in the order it helps; the rest of the scale is no fault of anybody.
MENDABLE = {
    Criterion.REACHABLE: gettext_lazy("Nomor WhatsApp"),
    Criterion.PRODUCTS: gettext_lazy("Nama barang atau jasa"),
    Criterion.PRICES: gettext_lazy("Harga"),
    Criterion.COMPLETE: gettext_lazy("Data pokok"),
    Criterion.AGE: gettext_lazy("Tahun mulai usaha"),
}
GAPS = {
    "products": gettext_lazy("Barang dan harganya"),
    "founded_year": gettext_lazy("Tahun mulai usaha"),
    "employees": gettext_lazy("Jumlah orang yang bekerja"),
    "address": gettext_lazy("Alamat usaha"),
    "nib": gettext_lazy("Nomor Induk Berusaha (NIB)"),
    "sales_rupiah": gettext_lazy("Penjualan setahun"),
}
Status = Application.Status


def standing_of(application: Application) -> dict[str, Any]:
    """Return what an applicant sees; nothing in it is about anybody else."""
    cohort = application.cohort
    is_open = application.status == Status.SUBMITTED
    return {
        "application": application,
        "business": application.business,
        "cohort": cohort,
        "label": application.get_status_display(),
        "tone": {Status.CHOSEN: "success", Status.WAITING: "info", Status.OUT: "warning"}.get(
            Status(application.status), ""
        ),
        "sentence": sentence_of(application),
        "reasons": reasons_of(application),
        "fixes": fixes_of(application) if is_open else [],
        "gaps": gap_names(application) if is_open else [],
        "until": cohort.closes_on,
        "is_offered": is_offered(application),
        "offer_ends_at": application.offer_ends_at,
        "draw_year": cohort.year if cohort.list_sha256 or cohort.draw_file else None,
    }


def is_offered(application: Application) -> bool:
    """Test whether a seat waits for an answer now."""
    ends = application.offer_ends_at
    return application.status == Status.WAITING and ends is not None and ends > timezone.now()


def sentence_of(application: Application) -> str:
    """Say in one sentence how it stands and what comes next."""
    place, region = application.place, application.business.region.name
    if is_offered(application):
        ends = timezone.localtime(application.offer_ends_at)
        return _("Ada kursi kosong untuk Anda. Jawab sebelum %(until)s.") % {
            "until": date_format(ends, "j F Y, H.i")
        }
    told = {
        Status.SUBMITTED: _("Pendaftaran Anda tercatat. Hasilnya dikabarkan setelah seleksi."),
        Status.CHOSEN: _("Selamat, usaha Anda terpilih. Pendamping akan menghubungi Anda."),
        Status.OUT: _("Usaha Anda belum terpilih kali ini. Anda boleh mendaftar lagi."),
        Status.DECLINED: _("Anda tidak mengambil kursi ini. Anda boleh mendaftar lagi."),
    }
    if application.status == Status.WAITING:
        return _("Anda di urutan %(place)s daftar tunggu %(region)s.") % {
            "place": place or "–",
            "region": region,
        }
    return told[Status(application.status)]


def reasons_of(application: Application) -> list[str]:
    """Return why: conditions that were not met, and the reason of the band."""
    found = [
        str(finding.get("sentence", ""))
        for finding in application.findings
        if finding.get("answer") != "YES"
    ]
    if application.band_reason and application.status != Status.SUBMITTED:
        found.append(application.band_reason)
    return [reason for reason in found if reason]


def gap_names(application: Application) -> list[str]:
    """Return what can be answered now, in words."""
    return [str(GAPS[name]) for name in gaps_of(application=application)]


def fixes_of(application: Application) -> list[tuple[str, str]]:
    """Return what is missing that the owner can still tell: label and sentence."""
    parts = {part.get("criterion"): part for part in application.score_parts}
    return [
        (str(label), str(parts[criterion]["reason"]))
        for criterion, label in MENDABLE.items()
        if criterion in parts and parts[criterion]["points"] < parts[criterion]["most"]
    ]
