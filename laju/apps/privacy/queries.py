"""What is stored of one person, and who asked what."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.ledger.models import Entry
from laju.apps.ledger.queries import story_of
from laju.apps.outbox.models import Message
from laju.apps.privacy.models import DataRequest
from laju.apps.programme.models import Application, Participant
from laju.apps.registry.models import Business, Owner, Row
from laju.apps.services.models import Attendance, Referral, Service, ServiceRequest
from laju.apps.skills.models import Certificate, Progress
from laju.apps.social.models import Post
from laju.apps.studio.models import Content, Fact, Photo, Product


class Section(NamedTuple):
    """One part of what is stored: title, where it came from, and its lines of (label, value)."""

    title: str
    origin: str
    lines: list[tuple[str, str]]


def owner_of(*, by: User) -> Owner | None:
    """Return the owner behind an account."""
    return Owner.objects.filter(user=by).first()


def data_of(*, owner: Owner) -> list[Section]:
    """Return all that is stored of an owner and the own businesses, in plain words."""
    businesses = list(Business.objects.filter(owner=owner).select_related("region"))
    keys = [business.pk for business in businesses]
    participants = list(Participant.objects.filter(application__business__in=keys))
    sections = [_person(owner), *(_business(business) for business in businesses)]
    sections += [_sheets(keys), _facts(keys), _goods(keys), _photos(keys), _applications(keys)]
    sections += [_pages(participants), _help(keys), _skills(participants), _messages(keys)]
    return [section for section in sections if section.lines]


def trail_of(*, owner: Owner) -> QuerySet[Entry]:
    """Return who did what with it, oldest first: the processing trail (article 32)."""
    return story_of(subjects=subjects_of(owner=owner))


def subjects_of(*, owner: Owner) -> list[str]:
    """Return the names under which the ledger speaks of an owner and the own businesses."""
    businesses = list(Business.everything.filter(owner=owner).values_list("pk", flat=True))
    rows = Participant.objects.filter(application__business__in=businesses)
    applications = Application.objects.filter(business__in=businesses)
    told = {
        "registry.owner": [owner.pk],
        "registry.business": businesses,
        "programme.participant": rows.values_list("pk", flat=True),
        "programme.application": applications.values_list("pk", flat=True),
        "studio.content": Content.objects.filter(participant__in=rows).values_list("pk", flat=True),
    }
    return [f"{label}:{key}" for label, keys in told.items() for key in keys]


def requests_of(*, owner: Owner) -> QuerySet[DataRequest]:
    """Return what an owner asked, the newest first."""
    return DataRequest.objects.filter(owner=owner).order_by("-asked_at")


def requests_waiting(*, by: User) -> QuerySet[DataRequest]:
    """Return open requests of owners with a business in a person's regions, the most urgent first."""
    seen = Business.objects.filter(within_scope(user=by)).values("owner")
    return DataRequest.objects.filter(done_at=None, owner__in=seen).select_related("owner")


def requests_done(*, by: User) -> QuerySet[DataRequest]:
    """Return requests that were answered, the newest first."""
    seen = Business.objects.filter(within_scope(user=by)).values("owner")
    rows = DataRequest.objects.filter(done_at__isnull=False, owner__in=seen)
    return rows.select_related("owner").order_by("-done_at")


def _person(owner: Owner) -> Section:
    lines = [
        (_("Nama"), owner.name),
        (_("NIK"), owner.nik),
        (_("NIB"), owner.nib),
        (_("NPWP"), owner.npwp),
        (_("Telepon"), owner.phone),
        (_("Surel"), owner.email),
        (_("Akun"), owner.user.username if owner.user else ""),
    ]
    return Section(_("Tentang Anda"), _("lembar dinas, formulir, atau Anda sendiri"), _told(lines))


def _business(business: Business) -> Section:
    lines = [
        (_("Kode"), business.code),
        (_("Kegiatan"), business.activity),
        (_("Wilayah"), business.region.name),
        (_("Kecamatan"), business.district_name),
        (_("Desa"), business.village_name),
        (_("Alamat"), business.address),
        (_("Telepon"), business.phone),
        (_("Barang"), business.products_text),
        (_("Harga"), business.prices_text),
        (_("Jam"), business.hours_text),
        (_("Mulai tahun"), business.founded_year),
        (_("Orang bekerja"), business.employees),
        (_("Modal (rupiah)"), business.capital_rupiah),
        (_("Penjualan setahun (rupiah)"), business.sales_rupiah),
        (_("Akun"), ", ".join(f"{k}: {v}" for k, v in business.channels.items())),
        (_("Izin"), ", ".join(f"{k}: {v}" for k, v in business.permits.items())),
    ]
    return Section(business.name, _("lembar dinas atau formulir"), _told(lines))


def _sheets(keys: list[int]) -> Section:
    rows = Row.objects.filter(business__in=keys).select_related("batch").order_by("pk")
    lines = [(f"{row.batch}, {_('baris')} {row.number}", row.cells) for row in rows]
    return Section(_("Baris di lembar dinas"), _("dinas"), _told(lines))


def _facts(keys: list[int]) -> Section:
    rows = Fact.objects.filter(business__in=keys, is_current=True).order_by("name")
    lines = [(f"{row.name} ({row.get_origin_display()})", row.value) for row in rows]
    return Section(_("Keterangan usaha"), _("wawancara dan formulir"), _told(lines))


def _goods(keys: list[int]) -> Section:
    rows = Product.objects.filter(business__in=keys)
    lines = [(row.name, f"{row.price_rupiah or '–'} / {row.unit or '–'}") for row in rows]
    return Section(_("Barang dan harga"), _("Anda atau pendamping"), _told(lines))


def _photos(keys: list[int]) -> Section:
    rows = Photo.objects.filter(business__in=keys).order_by("added_at")
    lines = [(_day(row.added_at), f"{row.sha256[:12]}, {row.consent_by}") for row in rows]
    return Section(
        _("Foto, dengan siapa yang mengizinkan"), _("Anda atau pendamping"), _told(lines)
    )


def _applications(keys: list[int]) -> Section:
    lines: list[tuple[str, Any]] = []
    for row in Application.objects.filter(business__in=keys).select_related("cohort"):
        said = [str(part.get("reason", "")) for part in row.score_parts]
        said += [str(finding.get("sentence", "")) for finding in row.findings]
        reasons = "; ".join(each for each in [*said, row.band_reason] if each)
        lines.append((str(row.cohort), f"{row.get_status_display()}. {reasons}"))
    return Section(_("Pendaftaran dan alasannya"), _("kurasi"), _told(lines))


def _pages(participants: list[Participant]) -> Section:
    contents = Content.objects.filter(participant__in=participants)
    posts = Post.objects.filter(participant__in=participants).exclude(proof_url="")
    lines: list[tuple[str, Any]] = [
        (_("Isi halaman"), f"{row.get_status_display()}, {row.decided_by or '–'}")
        for row in contents
    ]
    lines += [(_("Kiriman"), f"{row.on} {row.proof_url}") for row in posts]
    return Section(_("Halaman dan kiriman"), _("disusun dari keterangan Anda"), _told(lines))


def _help(keys: list[int]) -> Section:
    lines: list[tuple[str, Any]] = []
    for service in Service.objects.filter(business__in=keys):
        told = f"{service.told} {service.advised} {service.next_step}"
        lines.append((f"{service.get_kind_display()}, {_day(service.happened_at)}", told))
    lines += [
        (f"{_('Permintaan')}, {_day(asked.asked_at)}", asked.text)
        for asked in ServiceRequest.objects.filter(business__in=keys)
    ]
    lines += [
        (f"{_('Rujukan')}: {referral.to}", f"{referral.reason} {referral.outcome}")
        for referral in Referral.objects.filter(business__in=keys)
    ]
    lines += [
        (_("Hadir di pelatihan"), f"{row.training.topic}, {_day(row.at)}")
        for row in Attendance.objects.filter(business__in=keys).select_related("training")
    ]
    return Section(_("Bantuan yang diterima"), _("pendamping dan PLUT"), _told(lines))


def _skills(participants: list[Participant]) -> Section:
    rows = Progress.objects.filter(participant__in=participants)
    lines: list[tuple[str, Any]] = [(row.title, row.evidence or "–") for row in rows]
    issued = Certificate.objects.filter(participant__in=participants)
    lines += [(_("Sertifikat"), f"{row.code}, {row.holder}") for row in issued]
    return Section(_("Belajar"), _("Anda dan sistem"), _told(lines))


def _messages(keys: list[int]) -> Section:
    rows = Message.objects.filter(business__in=keys).order_by("pk")
    lines = [(f"{_day(row.asked_at)}, {row.to}", row.text) for row in rows]
    return Section(_("Pesan kepada Anda"), _("sistem"), _told(lines))


def _told(lines: Iterable[tuple[str, Any]]) -> list[tuple[str, str]]:
    """Return the lines that hold something, as text."""
    return [
        (str(label), value if isinstance(value, str) else str(value))
        for label, value in lines
        if value not in ("", None, [], {})
    ]


def _day(at: datetime) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")
