"""Every URL, one line each."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from laju.web.shared import gallery

Urls = list[URLPattern | URLResolver]

agency: Urls = []

field: Urls = []

owner: Urls = []

assessor: Urls = []

public: Urls = []

shared: Urls = []

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
