"""Every URL, one line each."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from laju.web.agency import ad_plan as agency_ads
from laju.web.agency import application as agency_application
from laju.web.agency import batches as agency_batches
from laju.web.agency import business as agency_business
from laju.web.agency import business_actions as agency_deeds
from laju.web.agency import businesses as agency_businesses
from laju.web.agency import calendar as agency_calendar
from laju.web.agency import cohort as agency_cohort
from laju.web.agency import cohort_actions as agency_choosing
from laju.web.agency import cohorts as agency_cohorts
from laju.web.agency import corrections as agency_corrections
from laju.web.agency import curation as agency_curation
from laju.web.agency import dashboard as agency_dashboard
from laju.web.agency import exporting as agency_exporting
from laju.web.agency import jobs as agency_jobs
from laju.web.agency import kbli as agency_kbli
from laju.web.agency import links as agency_links
from laju.web.agency import merges as agency_merges
from laju.web.agency import messages as agency_messages
from laju.web.agency import new_business as agency_new_business
from laju.web.agency import outreach as agency_outreach
from laju.web.agency import privacy as agency_privacy
from laju.web.agency import ranking as agency_ranking
from laju.web.agency import recap as agency_recap
from laju.web.agency import receiving as agency_receiving
from laju.web.agency import run as agency_run
from laju.web.agency import services as agency_services
from laju.web.agency import skills as agency_skills
from laju.web.agency import troubles as agency_troubles
from laju.web.agency import undoing as agency_undoing
from laju.web.agency import visits as agency_visits
from laju.web.agency.erasing import erase_data
from laju.web.assessor import figures as assessor_figures
from laju.web.assessor import ledger as assessor_ledger
from laju.web.assessor import samples as assessor_samples
from laju.web.assessor import sums as assessor_sums
from laju.web.assessor import traces as assessor_traces
from laju.web.field import business as field_business
from laju.web.field import editor as field_editor
from laju.web.field import interview as field_interview
from laju.web.field import learning as field_learning
from laju.web.field import messages as field_messages
from laju.web.field import prints as field_prints
from laju.web.field import services as field_services
from laju.web.field import trainings as field_trainings
from laju.web.field import work as field_work
from laju.web.owner import application as owner_application
from laju.web.owner import calendar as owner_calendar
from laju.web.owner import data as owner_data
from laju.web.owner import editor as owner_editor
from laju.web.owner import home as owner_home
from laju.web.owner import interview as owner_interview
from laju.web.owner import learning as owner_learning
from laju.web.owner import pages as owner_pages
from laju.web.owner import qris as owner_qris
from laju.web.owner import services as owner_services
from laju.web.public import (
    about,
    apply,
    certificates,
    counters,
    directory,
    drafts,
    draw,
    files,
    hooks,
    posts,
    review,
    status,
)
from laju.web.reader import readings as reader_readings
from laju.web.shared import failures, gallery, home, passes, second_step, sessions

Urls = list[URLPattern | URLResolver]

agency: Urls = [
    path("", agency_dashboard.show, name="dashboard"),
    path("unduh/wilayah.csv", agency_dashboard.export_regions, name="regions_export"),
    path("rekap/", agency_recap.show, name="recap"),
    path("unduh/rekap.<str:kind>", agency_recap.export, name="recap_export"),
    path("usaha/", agency_businesses.show_list, name="businesses"),
    path("usaha/cari.json", agency_businesses.find, name="find_business"),
    path("usaha/baru/", agency_new_business.create, name="new_business"),
    path("usaha/baru/mungkin/", agency_new_business.alike, name="alike"),
    path("unduh/usaha.<str:kind>", agency_businesses.export, name="businesses_export"),
    path("impor/", agency_batches.show_list, name="batches"),
    path("unduh/impor.csv", agency_batches.export_list, name="batches_export"),
    path("impor/baru/", agency_receiving.receive, name="receive_sheet"),
    path("impor/petakan/<str:sha256>/<int:sheet>/", agency_receiving.map_columns, name="mapping"),
    path("impor/<int:pk>/", agency_batches.show, name="batch"),
    path("impor/<int:pk>/lanjut/", agency_batches.continue_, name="continue_batch"),
    path("impor/<int:pk>/perbaikan.<str:kind>", agency_corrections.send, name="batch_corrections"),
    path("impor/<int:pk>/batalkan/", agency_undoing.undo, name="undo_batch"),
    path("impor/<int:pk>/ditolak.csv", agency_batches.rejects, name="batch_rejects"),
    path("kembar/", agency_links.show_list, name="links"),
    path("unduh/kembar.csv", agency_links.export, name="links_export"),
    path("kembar/<int:pk>/", agency_links.decide, name="decide_link"),
    path("kembar/digabung/", agency_merges.show_list, name="merges"),
    path("kembar/digabung/<int:pk>/", agency_merges.split_merge, name="split_merge"),
    path("unduh/digabung.csv", agency_merges.export, name="merges_export"),
    path("kbli/", agency_kbli.uncoded, name="uncoded"),
    path("kbli/pilih/", agency_kbli.choose_for_phrase, name="choose_for_phrase"),
    path("kbli/<int:pk>/tarik/", agency_kbli.undo, name="undo_kbli"),
    path("unduh/kbli-kurang.csv", agency_kbli.export_uncoded, name="uncoded_export"),
    path("usaha/<str:code>/", agency_business.business, name="business"),
    path("usaha/<str:code>/kbli/", agency_kbli.kbli, name="kbli"),
    path("usaha/<str:code>/masuk/", agency_deeds.pair, name="pair"),
    path("usaha/<str:code>/setujui/", agency_deeds.approve_content, name="approve_content"),
    path("usaha/<str:code>/tahan/", agency_deeds.hold_content, name="hold_content"),
    path("usaha/<str:code>/susun/", agency_deeds.compose_contents, name="compose_contents"),
    path("usaha/<str:code>/turunkan/", agency_deeds.take_down_site, name="take_down_site"),
    path("usaha/<str:code>/pulihkan/", agency_deeds.restore_site, name="restore_site"),
    path("usaha/<str:code>/kalender.ics", agency_calendar.export_ics, name="export_ics"),
    path("angkatan/", agency_cohorts.cohorts, name="cohorts"),
    path("angkatan/baru/", agency_cohorts.open_cohort, name="open_cohort"),
    path("unduh/angkatan.csv", agency_cohorts.export_cohorts, name="export_cohorts"),
    path("angkatan/<int:year>/", agency_cohort.cohort, name="cohort"),
    path("angkatan/<int:year>/halaman.zip", agency_exporting.export_sites, name="export_sites"),
    path("angkatan/<int:year>/kursi.csv", agency_cohort.export_seats, name="export_seats"),
    path("angkatan/<int:year>/daftar.jsonl", agency_cohort.applicants, name="applicants"),
    path("angkatan/<int:year>/kurasi/", agency_curation.curation, name="curation"),
    path(
        "angkatan/<int:year>/kurasi/<slug:step>/",
        agency_curation.do_curation,
        name="do_curation",
    ),
    path("angkatan/<int:year>/ajak/<str:region>/", agency_outreach.outreach, name="outreach"),
    path(
        "angkatan/<int:year>/ajak/<str:region>.csv", agency_outreach.export, name="export_outreach"
    ),
    path("angkatan/<int:year>/kabari/", agency_choosing.announce, name="announce"),
    path("angkatan/<int:year>/kuota/", agency_choosing.set_quotas, name="set_quotas"),
    path("angkatan/<int:year>/nilai/", agency_choosing.curate, name="curate"),
    path("angkatan/<int:year>/pilih/", agency_choosing.select_cohort, name="select_cohort"),
    path(
        "angkatan/<int:year>/terima/",
        agency_choosing.receive_applications,
        name="receive_applications",
    ),
    path(
        "angkatan/<int:year>/pendamping/",
        agency_choosing.assign_facilitator,
        name="assign_facilitator",
    ),
    path(
        "angkatan/<int:year>/pendaftar.csv",
        agency_cohort.export_applications,
        name="export_applications",
    ),
    path("angkatan/<int:year>/jalankan/", agency_run.run, name="run"),
    path("angkatan/<int:year>/jalankan/latar/", agency_run.run_behind, name="run_behind"),
    path("angkatan/<int:year>/jalankan/<str:step>/", agency_run.run_step, name="run_step"),
    path("pendaftaran/<int:pk>/", agency_application.application, name="application"),
    path(
        "pendaftaran/<int:pk>/nilai/",
        agency_application.curate_application,
        name="curate_application",
    ),
    path(
        "pendaftaran/<int:pk>/ganti/",
        agency_application.replace_participant,
        name="replace_participant",
    ),
    path("kalender/", agency_calendar.calendar, name="calendar"),
    path("kalender/<int:pk>/", agency_calendar.post, name="post"),
    path("unduh/kalender.csv", agency_calendar.export_calendar, name="export_calendar"),
    path("pesan/", agency_messages.show_list, name="messages"),
    path("pesan/<int:pk>/", agency_messages.decide, name="decide_message"),
    path("unduh/kabar.pdf", agency_messages.slips, name="message_slips"),
    path("unduh/pesan.csv", agency_messages.export, name="messages_export"),
    path("data-pribadi/", agency_privacy.requests, name="data_requests"),
    path("data-pribadi/<int:pk>/hapus/", erase_data, name="erase_data"),
    path("data-pribadi/<int:pk>/", agency_privacy.answer, name="answer_data_request"),
    path("layanan/", agency_services.services, name="services"),
    path("layanan/<int:pk>/foto/", agency_services.photo, name="visit_photo"),
    path("unduh/layanan.csv", agency_services.export, name="services_export"),
    path("layanan/rujukan/<int:pk>/", agency_services.follow, name="follow_referral"),
    path("pelatihan/", agency_services.trainings, name="trainings"),
    path("pelatihan/<int:pk>/", agency_services.training, name="training"),
    path("usaha/<str:code>/rujuk/", agency_services.refer, name="refer"),
    path("keterampilan/", agency_skills.skills, name="skills"),
    path("keterampilan/<int:year>/periksa/", agency_skills.check, name="check_skills"),
    path("keterampilan/<int:year>/terbitkan/", agency_skills.issue, name="issue_certificates"),
    path("keterampilan/<int:year>.csv", agency_skills.export, name="export_certificates"),
    path("sertifikat/<int:pk>/cabut/", agency_skills.revoke, name="revoke_certificate"),
    path("kunjungan/", agency_visits.visits, name="visits"),
    path("unduh/kunjungan.csv", agency_visits.export, name="visits_export"),
    path("iklan/", agency_ads.ad_plan, name="ad_plan"),
    path("iklan/<int:year>/bagi/", agency_ads.plan_budget, name="plan_budget"),
    path("iklan/<int:year>/<str:month>.csv", agency_ads.export_plan, name="export_plan"),
    path("pemeriksaan/", agency_troubles.show_list, name="troubles"),
    path("pemeriksaan/sekarang/", agency_troubles.check_now, name="check_sites"),
    path("pemeriksaan/<int:pk>/", agency_troubles.settle, name="settle_trouble"),
    path("pekerjaan/", agency_jobs.show_list, name="jobs"),
    path("pekerjaan/<int:pk>/", agency_jobs.decide, name="decide_job"),
    path("peringkat/", agency_ranking.ranking, name="ranking"),
    path("peringkat/<int:year>.csv", agency_ranking.export_ranking, name="export_ranking"),
    path("peringkat/<int:year>/terbitkan/", agency_ranking.publish_ranking, name="publish_ranking"),
]

field: Urls = [
    path("", field_work.today, name="today"),
    path("usaha/", field_work.businesses, name="businesses"),
    path("catat/", field_services.note, name="note"),
    path("catat/kirim/", field_services.send, name="send_notes"),
    path("catat/foto/", field_services.send_photo, name="send_visit_photo"),
    path("catat/<int:pk>/foto/", field_services.photo, name="visit_photo"),
    path("catat/<int:pk>/pilih/", field_services.choose, name="choose_service"),
    path("catat/<int:pk>/selesai/", field_services.finish, name="finish_step"),
    path("sw.js", field_services.worker, name="worker"),
    path("pelatihan/", field_trainings.trainings, name="trainings"),
    path("pelatihan/<int:pk>/", field_trainings.training, name="training"),
    path("pesan/", field_messages.show_list, name="messages"),
    path("pesan/<int:pk>/", field_messages.decide, name="decide_message"),
    path("usaha/<int:pk>/", field_business.business, name="business"),
    path("usaha/<int:pk>/data/", field_business.facts, name="facts"),
    path("usaha/<int:pk>/wawancara/", field_interview.interview, name="interview"),
    path("usaha/<int:pk>/wawancara/suara/", field_interview.voice_note, name="voice_note"),
    path("usaha/<int:pk>/wawancara/<slug:key>/", field_interview.question, name="question"),
    path("usaha/<int:pk>/cetak/", field_prints.prints, name="prints"),
    path("usaha/<int:pk>/cetak/<str:name>", field_prints.print_file, name="print_file"),
    path("cetak/kabar.pdf", field_messages.slips, name="message_slips"),
    path("cetak/kartu-meja.pdf", field_prints.table_cards, name="table_cards"),
    path("usaha/<int:pk>/ubah/", field_editor.edit, name="edit"),
    path("usaha/<int:pk>/riwayat/", field_editor.history, name="history"),
    path("usaha/<int:pk>/draf/<str:name>", field_editor.draft, name="draft"),
    path("usaha/<int:pk>/minta-setuju/", field_editor.ask, name="ask"),
    path("belajar/", field_learning.learners, name="learners"),
    path("usaha/<int:pk>/belajar/", field_learning.lessons, name="lessons"),
    path("usaha/<int:pk>/belajar/periksa/", field_learning.check, name="check_tasks"),
    path("usaha/<int:pk>/belajar/<slug:key>/", field_learning.rate, name="rate"),
    path("penilaian-kedua/", field_learning.seconds, name="second_ratings"),
    path("usaha/<int:pk>/masuk/", field_business.pair, name="pair"),
    path("usaha/<int:pk>/kbli/", field_business.kbli, name="kbli"),
    path("usaha/<int:pk>/foto/", field_business.photo, name="photo"),
    path("usaha/<int:pk>/foto/<int:photo>.webp", field_business.photo_file, name="photo_file"),
]

owner: Urls = [
    path("", owner_home.home, name="home"),
    path("data-saya/", owner_data.data, name="data"),
    path("data-saya.zip", owner_data.download, name="data_download"),
    path("pendaftaran/<int:pk>/", owner_application.application, name="application"),
    path("pendaftaran/<int:pk>/lengkapi/", owner_application.complete_mine, name="complete"),
    path("pendaftaran/<int:pk>/jawab/", owner_application.answer_seat, name="answer_seat"),
    path("halaman/<int:pk>/", owner_pages.content, name="content"),
    path("halaman/<int:pk>/data/", owner_pages.facts, name="facts"),
    path("halaman/<int:pk>/wawancara/", owner_interview.interview, name="interview"),
    path("halaman/<int:pk>/wawancara/suara/", owner_interview.voice_note, name="voice_note"),
    path("halaman/<int:pk>/wawancara/<slug:key>/", owner_interview.question, name="question"),
    path("halaman/<int:pk>/ubah/", owner_editor.edit, name="edit"),
    path("halaman/<int:pk>/riwayat/", owner_editor.history, name="history"),
    path("halaman/<int:pk>/draf/<str:name>", owner_editor.draft, name="draft"),
    path("halaman/<int:pk>/qris/", owner_qris.qris, name="qris"),
    path("halaman/<int:pk>/bantuan/", owner_services.help_, name="help"),
    path("hadir/<int:pk>/<str:code>/", owner_services.attend, name="attend"),
    path("halaman/<int:pk>/belajar/", owner_learning.lessons, name="lessons"),
    path("halaman/<int:pk>/belajar/periksa/", owner_learning.check, name="check_tasks"),
    path("halaman/<int:pk>/belajar/nama/", owner_learning.name, name="certificate_name"),
    path("halaman/<int:pk>/belajar/<slug:key>/", owner_learning.lesson, name="lesson"),
    path("halaman/<int:pk>/sertifikat.pdf", owner_learning.sheet, name="certificate"),
    path("halaman/<int:pk>/kbli/", owner_pages.kbli, name="kbli"),
    path("halaman/<int:pk>/foto/", owner_pages.photo, name="photo"),
    path("halaman/<int:pk>/foto/<int:photo>.webp", owner_pages.photo_file, name="photo_file"),
    path("halaman/<int:pk>/kalender/", owner_calendar.calendar, name="calendar"),
    path("halaman/<int:pk>/kalender.ics", owner_calendar.calendar_ics, name="calendar_ics"),
    path("halaman/<int:pk>/cetak/", owner_pages.prints, name="prints"),
    path("halaman/<int:pk>/cetak/<str:name>", owner_pages.print_file, name="print_file"),
    path("halaman/<int:pk>/situs.zip", owner_pages.site_zip, name="site_zip"),
]

assessor: Urls = [
    path("", assessor_figures.figures, name="figures"),
    path("angka/<int:pk>/", assessor_figures.figure, name="figure"),
    path("angka/<int:pk>/baris/<int:row>/", assessor_traces.trace, name="trace"),
    path("sampel/", assessor_samples.sample, name="sample"),
    path("periksa-angka/", assessor_sums.check_figures, name="check_figures"),
    path("jejak/", assessor_ledger.ledger, name="ledger"),
]

reader: Urls = [
    path("", reader_readings.readings, name="readings"),
    path("bacaan/<int:pk>/", reader_readings.reading, name="reading"),
]

public: Urls = [
    path("direktori/", directory.directory, name="directory"),
    path("situs/<path:path>", files.site_file, name="site_file"),
    path("poster/<path:path>", files.poster_file, name="poster_file"),
    path("h/<slug:site>/<slug:page>.gif", counters.seen, name="seen"),
    path("h/<slug:site>/<slug:page>", counters.pressed, name="pressed"),
    path("k/<str:code>", counters.short_link, name="short_link"),
    path("p/<str:token>/", posts.share_post, name="share_post"),
    path("undian/<int:year>/", draw.draw, name="draw"),
    path("undian/<int:year>/<str:name>", draw.draw_file, name="draw_file"),
    path("setuju/<str:token>/", review.review, name="review"),
    path("setuju/<str:token>/<str:name>", review.review_file, name="review_file"),
    path("belajar/", certificates.lessons, name="lessons"),
    path("sertifikat/", certificates.check_certificate, name="check_certificate"),
    path("sertifikat/status.jwt", certificates.status_list, name="status_list"),
    path("sertifikat/penerbit.json", certificates.issuer, name="issuer"),
    path("sertifikat/<str:code>/", certificates.certificate, name="certificate"),
    path("sertifikat/<str:code>/kredensial.jwt", certificates.credential, name="credential"),
    path("kait/whatsapp/", hooks.whatsapp, name="whatsapp_hook"),
    path("daftar/", apply.apply, name="apply"),
    path("daftar/simpan/", drafts.save, name="save_draft"),
    path("daftar/lanjut/<str:key>/", drafts.resume, name="resume"),
    path("daftar/kabar/", status.status, name="status"),
    path("daftar/lengkapi/<str:ticket>/", status.complete_by_ticket, name="complete"),
    path("daftar/selesai/<str:ticket>/", apply.applied, name="applied"),
    path("privasi/", about.privacy, name="privacy"),
    path("cara-kami-menghitung/", about.methods, name="methods"),
]

shared: Urls = [
    path("", home.home, name="home"),
    path("masuk/", sessions.sign_in, name="sign_in"),
    path("masuk/hp/", passes.phone_in, name="phone_in"),
    path("masuk/hp/contoh/", passes.rehearse, name="rehearse"),
    path("masuk/kode/", passes.code_in, name="code_in"),
    path("masuk/demo/<str:role>/", sessions.demo_sign_in, name="demo_sign_in"),
    path("masuk/langkah-kedua/", second_step.second_step, name="second_step"),
    path("masuk/kunci/", second_step.ask_passkey, name="ask_passkey"),
    path("masuk/kunci/jawab/", second_step.enter_by_passkey, name="enter_by_passkey"),
    path("akun/", second_step.account, name="account"),
    path("akun/aplikasi/", second_step.add_app, name="add_app"),
    path("akun/kunci/", second_step.ask_new_passkey, name="ask_new_passkey"),
    path("akun/kunci/simpan/", second_step.keep_passkey, name="keep_passkey"),
    path("akun/<int:pk>/lepas/", second_step.drop_factor, name="drop_factor"),
    path("keluar/", sessions.sign_out, name="sign_out"),
]

urlpatterns: Urls = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("dinas/", include((agency, "agency"))),
    path("pendamping/", include((field, "field"))),
    path("pemilik/", include((owner, "owner"))),
    path("penilai/", include((assessor, "assessor"))),
    path("kurator/", include((reader, "reader"))),
    path("", include((shared, "shared"))),
    path("", include((public, "public"))),
]
if settings.DEBUG or settings.DEMO:
    urlpatterns.append(path("galeri/", gallery.show, name="gallery"))

handler400 = failures.bad_request
handler403 = failures.forbidden
handler404 = failures.lost
handler500 = failures.broken
