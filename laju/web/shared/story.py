"""Lines of the ledger in words that people use."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from laju.apps.ledger.models import Entry

WORDS = {
    "registry.receive_sheet": _("Lembar diterima"),
    "registry.open_batch": _("Lembar dibuka"),
    "registry.receive_staged": _("Lembar diterima"),
    "registry.undo_batch": _("Impor dibatalkan"),
    "registry.save_mapping": _("Arti kolom disimpan"),
    "registry.link_registry": _("Catatan kembar dicari"),
    "registry.merge_businesses": _("Dua catatan usaha digabung"),
    "registry.merge_owners": _("Dua catatan pemilik digabung"),
    "registry.split": _("Catatan yang digabung dipisahkan lagi"),
    "registry.decide_link": _("Catatan mirip diputuskan"),
    "registry.connect_owner": _("Akun pemilik dihubungkan dengan usahanya"),
    "registry.choose_kbli": _("Kode KBLI dipilih"),
    "registry.choose_kbli_for_phrase": _("Kode KBLI dipilih untuk semua yang menulis sama"),
    "registry.undo_kbli": _("Keputusan kode KBLI ditarik kembali"),
    "registry.record_business": _("Usaha dicatat"),
    "outbox.mark_sent": _("Pesan dikirim dari HP petugas"),
    "outbox.drop_message": _("Pesan tidak jadi dikirim"),
    "outbox.keep_wish": _("Keinginan tentang pesan dicatat"),
    "outbox.note_report": _("Kabar dari layanan pesan dicatat"),
    "passes.prove_phone": _("Nomor WhatsApp dibuktikan untuk masuk"),
    "passes.use_pass": _("Pemilik masuk tanpa kata sandi"),
    "passes.give_pass": _("Petugas membantu pemilik masuk"),
    "programme.open_cohort": _("Angkatan dibuka"),
    "programme.set_quotas": _("Kursi dibagi ke wilayah"),
    "programme.submit_application": _("Pendaftaran diterima"),
    "programme.receive_applications": _("Pendaftar diterima dari lembar"),
    "programme.curate_application": _("Nilai diberikan kurator"),
    "programme.curate_applications": _("Pendaftar dinilai dengan skala terbitan"),
    "programme.set_rules": _("Syarat dan rubrik disimpan"),
    "programme.publish_rules": _("Aturan angkatan diumumkan"),
    "programme.check_applications": _("Syarat pendaftar diperiksa"),
    "programme.decide_eligibility": _("Syarat diputuskan petugas, dengan alasan"),
    "programme.add_reader": _("Kurator ditambahkan"),
    "programme.release_reader": _("Kurator berhenti, bacaannya dialihkan"),
    "programme.assign_readings": _("Bacaan dibagikan kepada kurator"),
    "programme.move_readings": _("Bacaan dialihkan"),
    "programme.start_reading": _("Kurator menyatakan tidak ada benturan kepentingan"),
    "programme.save_reading": _("Penilaian kurator disimpan"),
    "programme.hand_back_reading": _("Bacaan dikembalikan karena benturan kepentingan"),
    "programme.commit_list": _("Daftar undian dikunci"),
    "programme.reopen_list": _("Daftar undian dibuka lagi, dengan alasan"),
    "programme.sign_list": _("Daftar undian ditandatangani"),
    "programme.draw_cohort": _("Peserta diundi"),
    "programme.announce_results": _("Hasil seleksi dikabarkan kepada pendaftar"),
    "programme.offer_seats": _("Kursi kosong ditawarkan"),
    "programme.accept_seat": _("Kursi diambil"),
    "programme.give_up_seat": _("Kursi dilepas"),
    "programme.select_cohort": _("Peserta dipilih"),
    "programme.replace_participant": _("Peserta digantikan"),
    "programme.assign_facilitator": _("Pendamping ditetapkan"),
    "studio.record_facts": _("Keterangan usaha dicatat"),
    "studio.answer_question": _("Pertanyaan wawancara dijawab"),
    "studio.gather_facts": _("Keterangan diambil dari lembar"),
    "studio.compose_contents": _("Isi halaman disusun"),
    "studio.approve_content": _("Isi halaman disetujui"),
    "studio.hold_content": _("Isi halaman ditahan"),
    "studio.save_draft": _("Draf halaman disimpan"),
    "studio.propose_words": _("Penulis otomatis mengusulkan kalimat"),
    "studio.restore_version": _("Versi lama halaman dikembalikan"),
    "studio.undo_draft": _("Satu langkah draf dibatalkan"),
    "studio.redo_draft": _("Satu langkah draf diulang"),
    "studio.send_review": _("Tautan persetujuan dibuat"),
    "studio.open_review": _("Tautan persetujuan dibuka"),
    "studio.answer_review": _("Pemilik menjawab lewat tautan"),
    "studio.record_posters": _("Poster digambar"),
    "studio.add_photo": _("Foto ditambahkan"),
    "studio.withdraw_photo": _("Izin foto ditarik, fotonya dihapus"),
    "publishing.release_again": _("Halaman diterbitkan lagi"),
    "publishing.release_sites": _("Beranda ditayangkan"),
    "publishing.take_down_site": _("Beranda diturunkan"),
    "publishing.restore_site": _("Beranda ditayangkan lagi"),
    "visits.count_visits": _("Kunjungan dihitung"),
    "social.plan_month": _("Kalender kiriman disusun"),
    "social.prove_post": _("Bukti tayang dicatat"),
    "ads.plan_budget": _("Anggaran iklan dibagi"),
    "indicators.record_presence": _("Jejak digital dicatat"),
    "indicators.measure_businesses": _("Tingkat go digital diukur"),
    "indicators.pause_cube": _("Rekap berhenti dihitung selama pemuatan besar"),
    "indicators.rebuild_cube": _("Rekap dihitung ulang dari baris"),
    "indicators.check_cube": _("Rekap diperiksa dengan hitung ulang"),
    "indicators.record_snapshot": _("Salinan registri bernomor dibuat"),
    "endorsement.publish_ranking": _("Peringkat diterbitkan"),
    "evidence.seal_figure": _("Angka disegel"),
    "evidence.seal_figures": _("Angka disegel"),
    "ledger.seal_entries": _("Buku besar disegel"),
    "jobs.retry_job": _("Pekerjaan latar diulang"),
    "jobs.discard_job": _("Pekerjaan latar dibuang"),
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
