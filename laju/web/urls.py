"""Every URL, one line each."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from laju.web.agency import batches as agency_batches
from laju.web.agency import businesses as agency_businesses
from laju.web.agency import dashboard as agency_dashboard
from laju.web.agency import links as agency_links
from laju.web.agency import new_business as agency_new_business
from laju.web.agency import receiving as agency_receiving
from laju.web.assessor import figures as assessor_figures
from laju.web.assessor import ledger as assessor_ledger
from laju.web.assessor import samples as assessor_samples
from laju.web.assessor import sums as assessor_sums
from laju.web.assessor import traces as assessor_traces
from laju.web.field import business as field_business
from laju.web.field import work as field_work
from laju.web.owner import calendar as owner_calendar
from laju.web.owner import home as owner_home
from laju.web.owner import pages as owner_pages
from laju.web.public import about, apply, directory, files, posts
from laju.web.shared import failures, gallery, home, sessions

Urls = list[URLPattern | URLResolver]

agency: Urls = [
    path("", agency_dashboard.show, name="dashboard"),
    path("unduh/wilayah.csv", agency_dashboard.export_regions, name="regions_export"),
    path("usaha/", agency_businesses.show_list, name="businesses"),
    path("usaha/baru/", agency_new_business.create, name="new_business"),
    path("unduh/usaha.<str:kind>", agency_businesses.export, name="businesses_export"),
    path("impor/", agency_batches.show_list, name="batches"),
    path("unduh/impor.csv", agency_batches.export_list, name="batches_export"),
    path("impor/baru/", agency_receiving.receive, name="receive_sheet"),
    path("impor/petakan/<str:sha256>/<int:sheet>/", agency_receiving.map_columns, name="mapping"),
    path("impor/<int:pk>/", agency_batches.show, name="batch"),
    path("impor/<int:pk>/lanjut/", agency_batches.continue_, name="continue_batch"),
    path(
        "impor/<int:pk>/perbaikan.<str:kind>", agency_batches.corrections, name="batch_corrections"
    ),
    path("impor/<int:pk>/ditolak.csv", agency_batches.rejects, name="batch_rejects"),
    path("kembar/", agency_links.show_list, name="links"),
    path("kembar/<int:pk>/", agency_links.decide, name="decide_link"),
]

field: Urls = [
    path("", field_work.today, name="today"),
    path("usaha/", field_work.businesses, name="businesses"),
    path("usaha/<int:pk>/", field_business.business, name="business"),
    path("usaha/<int:pk>/data/", field_business.facts, name="facts"),
    path("usaha/<int:pk>/foto/", field_business.photo, name="photo"),
    path("usaha/<int:pk>/foto/<int:photo>.webp", field_business.photo_file, name="photo_file"),
]

owner: Urls = [
    path("", owner_home.home, name="home"),
    path("halaman/<int:pk>/", owner_pages.content, name="content"),
    path("halaman/<int:pk>/data/", owner_pages.facts, name="facts"),
    path("halaman/<int:pk>/foto/", owner_pages.photo, name="photo"),
    path("halaman/<int:pk>/foto/<int:photo>.webp", owner_pages.photo_file, name="photo_file"),
    path("halaman/<int:pk>/kalender/", owner_calendar.calendar, name="calendar"),
    path("halaman/<int:pk>/kalender.ics", owner_calendar.calendar_ics, name="calendar_ics"),
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

public: Urls = [
    path("direktori/", directory.directory, name="directory"),
    path("situs/<path:path>", files.site_file, name="site_file"),
    path("poster/<path:path>", files.poster_file, name="poster_file"),
    path("p/<str:token>/", posts.share_post, name="share_post"),
    path("daftar/", apply.apply, name="apply"),
    path("daftar/selesai/<str:ticket>/", apply.applied, name="applied"),
    path("privasi/", about.privacy, name="privacy"),
    path("cara-kami-menghitung/", about.methods, name="methods"),
]

shared: Urls = [
    path("", home.home, name="home"),
    path("masuk/", sessions.sign_in, name="sign_in"),
    path("masuk/demo/<str:role>/", sessions.demo_sign_in, name="demo_sign_in"),
    path("keluar/", sessions.sign_out, name="sign_out"),
]

urlpatterns: Urls = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("dinas/", include((agency, "agency"))),
    path("pendamping/", include((field, "field"))),
    path("pemilik/", include((owner, "owner"))),
    path("penilai/", include((assessor, "assessor"))),
    path("", include((shared, "shared"))),
    path("", include((public, "public"))),
]
if settings.DEBUG or settings.DEMO:
    urlpatterns.append(path("galeri/", gallery.show, name="gallery"))

handler400 = failures.bad_request
handler403 = failures.forbidden
handler404 = failures.lost
handler500 = failures.broken
