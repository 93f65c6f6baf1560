"""Erasing a person, as pages and the command do it: what it will do, doing it, and the answer."""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.apps.accounts.models import User
from laju.apps.privacy.actions import answer_request, erase_person
from laju.apps.privacy.erasure import businesses_of, people_merged, rows_about
from laju.apps.privacy.models import DataRequest
from laju.apps.privacy.queries import requests_of
from laju.apps.registry.models import Owner
from laju.core.notation import format_count
from laju.web.journey.run import configured_folders
from laju.web.shared.photos import remove_files

WORD = "HAPUS"  # typed by whoever means it
_GOES = (
    (gettext_lazy("Foto dan poster"), ("studio.photo", "studio.poster")),
    (gettext_lazy("Isi halaman dan rancangannya"), ("studio.content", "studio.version")),
    (gettext_lazy("Keterangan usaha dan barang"), ("studio.fact", "studio.product")),
    (gettext_lazy("Alamat akun di internet"), ("indicators.presence",)),
    (gettext_lazy("Permintaan bantuan"), ("services.servicerequest",)),
)
_EMPTIED = (
    (gettext_lazy("Usaha: nama, alamat, telepon, titik peta, izin"), ("registry.business",)),
    (gettext_lazy("Baris di lembar dinas"), ("registry.row",)),
    (gettext_lazy("Pendaftaran: alasan dan temuan"), ("programme.application",)),
    (gettext_lazy("Catatan pendampingan dan rujukan"), ("services.service", "services.referral")),
    (gettext_lazy("Pesan yang pernah dikirim"), ("outbox.message",)),
    (gettext_lazy("Sertifikat, yang juga dicabut"), ("skills.certificate",)),
    (gettext_lazy("Teks kiriman dan buktinya"), ("social.post",)),
)


class Part(NamedTuple):
    """One kind of thing: its name and how many there are."""

    name: str
    number: int


class Plan(NamedTuple):
    """What erasing will delete and what it will empty, the empty kinds left out."""

    goes: list[Part]
    emptied: list[Part]


def plan_of(*, owner: Owner) -> Plan:
    """Return what erasing a person would do now."""
    keys = businesses_of(owners=people_merged(owner=owner))

    def counted(kinds: tuple[tuple[object, tuple[str, ...]], ...]) -> list[Part]:
        parts = [
            Part(str(name), sum(rows_about(label=each, businesses=keys).count() for each in labels))
            for name, labels in kinds
        ]
        return [part for part in parts if part.number]

    return Plan(counted(_GOES), counted(_EMPTIED))


def erase(*, owner: Owner, by: User, at: datetime) -> str:
    """Erase a person, remove the files, answer open requests to erase; return the answer.

    Raises: AlreadyErased, NotAllInRegion.
    """
    told = erase_person(owner=owner, folders=configured_folders(), by=by, at=at)
    remove_files(photos=told.photos, posters=told.posters)
    answer = _(
        "Data Anda dihapus: {gone} catatan hilang, {emptied} dikosongkan, halaman diturunkan, akun "
        "ditutup. Hitungan program dan jejaknya tetap, tanpa nama. Lembar asal disimpan dinas "
        "sampai masa pemeriksaan selesai."
    ).format(
        gone=format_count(sum(told.deleted.values())),
        emptied=format_count(sum(told.emptied.values())),
    )
    waiting = requests_of(owner=owner).filter(kind=DataRequest.Kind.ERASURE, done_at=None)
    for request in waiting:
        answer_request(request=request, outcome=answer, by=by, at=at)
    return answer
