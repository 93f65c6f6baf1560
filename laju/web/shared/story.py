"""Lines of the ledger in words that people use."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from laju.apps.ledger.models import Entry

WORDS = {
    "registry.receive_sheet": _("Lembar diterima"),
    "registry.save_mapping": _("Arti kolom disimpan"),
    "registry.propose_links": _("Catatan mirip dicari"),
    "registry.decide_link": _("Catatan mirip diputuskan"),
    "registry.connect_owner": _("Akun pemilik dihubungkan dengan usahanya"),
    "registry.record_business": _("Usaha dicatat"),
    "programme.open_cohort": _("Angkatan dibuka"),
    "programme.set_quotas": _("Kursi dibagi ke wilayah"),
    "programme.submit_application": _("Pendaftaran diterima"),
    "programme.receive_applications": _("Pendaftar diterima dari lembar"),
    "programme.curate_application": _("Nilai diberikan kurator"),
    "programme.curate_applications": _("Pendaftar dinilai dengan skala terbitan"),
    "programme.commit_list": _("Daftar undian dikunci"),
    "programme.select_cohort": _("Peserta dipilih"),
    "programme.replace_participant": _("Peserta digantikan"),
    "programme.assign_facilitator": _("Pendamping ditetapkan"),
    "studio.record_facts": _("Keterangan usaha dicatat"),
    "studio.gather_facts": _("Keterangan diambil dari lembar"),
    "studio.compose_contents": _("Isi halaman disusun"),
    "studio.approve_content": _("Isi halaman disetujui"),
    "studio.hold_content": _("Isi halaman ditahan"),
    "studio.record_posters": _("Poster digambar"),
    "studio.add_photo": _("Foto ditambahkan"),
    "publishing.release_sites": _("Beranda ditayangkan"),
    "publishing.take_down_site": _("Beranda diturunkan"),
    "publishing.restore_site": _("Beranda ditayangkan lagi"),
    "social.plan_month": _("Kalender kiriman disusun"),
    "social.prove_post": _("Bukti tayang dicatat"),
    "ads.plan_budget": _("Anggaran iklan dibagi"),
    "indicators.record_presence": _("Jejak digital dicatat"),
    "indicators.measure_businesses": _("Tingkat go digital diukur"),
    "endorsement.publish_ranking": _("Peringkat diterbitkan"),
    "evidence.seal_figure": _("Angka disegel"),
    "evidence.seal_figures": _("Angka disegel"),
    "ledger.seal_entries": _("Buku besar disegel"),
}
ROBOT = "laju"


def tell_entries(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Return entries as shared/_story.html shows them; an unknown action keeps its own name."""
    return [
        {
            "at": entry.at,
            "title": str(WORDS.get(entry.action, entry.action)),
            "who": gettext("Laju (otomatis)") if entry.by == ROBOT else entry.by,
        }
        for entry in entries
    ]
