"""One business entered by hand, with the checks a row of a sheet gets."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from laju.apps.accounts.models import Role, User
from laju.apps.registry.actions import record_business
from laju.apps.registry.models import Business
from laju.apps.registry.queries import Alike, business_by_code, find_alike
from laju.core.errors import DomainError
from laju.core.records import Finding, Reader, Severity, read_record
from laju.engines.reference import load_gazetteer
from laju.web.agency.choices import programme_area, region_choices
from laju.web.shared.access import for_role, person
from laju.web.shared.linking import ask_for_linking

TEXTS = (
    ("name", gettext_lazy("Nama usaha"), gettext_lazy("Seperti di papan nama."), 200, True),
    ("owner_name", gettext_lazy("Nama pemilik"), "", 200, True),
    ("phone", gettext_lazy("Nomor WhatsApp"), gettext_lazy("Contoh: 0812 3456 7890."), 30, False),
    ("nik", gettext_lazy("NIK pemilik"), gettext_lazy("16 angka di KTP."), 30, False),
    ("nib", gettext_lazy("NIB"), gettext_lazy("13 angka dari OSS, bila ada."), 30, False),
    ("activity", gettext_lazy("Kegiatan usaha"), gettext_lazy("Satu kalimat, misalnya: menggoreng keripik singkong."), 300, False),
    ("products", gettext_lazy("Produk"), gettext_lazy("Pisahkan dengan koma."), 300, False),
    ("prices", gettext_lazy("Harga"), gettext_lazy("Misalnya: 15.000 per bungkus."), 200, False),
    ("district", gettext_lazy("Kecamatan"), "", 80, False),
    ("village", gettext_lazy("Desa atau kelurahan"), "", 80, False),
    ("address", gettext_lazy("Alamat"), "", 300, False),
    ("hours", gettext_lazy("Jam buka"), gettext_lazy("Misalnya: Senin–Sabtu 08.00–17.00."), 100, False),
)  # fmt: skip


class BusinessForm(forms.Form):
    """What is asked; `sure` says that doubtful answers were seen and may be left out, `fresh` that
    what is perhaps known already is another business.
    """

    region = forms.ChoiceField(label=gettext_lazy("Kabupaten atau kota"))
    sure = forms.CharField(required=False, widget=forms.HiddenInput)
    fresh = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("name", "owner_name", "phone", "region", "district", "village", "address")

    def __init__(self, data: Any = None, *, by: User) -> None:
        super().__init__(data)
        for name, label, hint, longest, is_needed in TEXTS:
            self.fields[name] = forms.CharField(
                label=label, help_text=hint, max_length=longest, required=is_needed
            )
        choices = region_choices(by=by)
        region = self.fields["region"]
        assert isinstance(region, forms.ChoiceField)
        region.choices = choices if len(choices) == 1 else [("", _("Pilih")), *choices]
        self.regions = dict(choices)
        self.order_fields(self.field_order)

    @property
    def values(self) -> dict[str, str]:
        """Return what was typed by canonical field, as a row of a sheet would say it."""
        told = {name: str(self.cleaned_data.get(name) or "") for name, *_rest in TEXTS}
        return {**told, "region": self.regions[self.cleaned_data["region"]]}


@require_http_methods(["GET", "POST"])
@for_role(Role.AGENCY)
def create(request: HttpRequest) -> HttpResponse:
    """Enter one business; what is doubtful, and what is perhaps known already, is shown once."""
    by = person(request)
    form = BusinessForm(request.POST if request.method == "POST" else None, by=by)
    doubts: list[Finding] = []
    known: list[Alike] = []
    if request.method == "POST" and form.is_valid():
        area = programme_area().pk
        about = _chosen(request, by)
        if not form.cleaned_data["sure"]:
            doubts = _doubts(form.values, area)
        if not (about or form.cleaned_data["fresh"]):
            known = _alike(request, by)
        if not doubts and not known:
            try:
                return _record(request, form, area, about)
            except DomainError as error:
                form.add_error(None, f"{error} {error.remedy}")
    context = {
        "page_title": _("Tambah usaha"),
        "page_lede": _("Untuk satu usaha. Punya daftar? Unggah lembarnya saja."),
        "crumbs": [(_("Daftar usaha"), reverse("agency:businesses"))],
        "form": form,
        "known": known,
        "doubts": [
            {
                "field": doubt.field,
                "label": form.fields[doubt.field].label if doubt.field in form.fields else "",
                "value": doubt.value,
                "reason": doubt.reason,
            }
            for doubt in doubts
        ],
    }
    status = 422 if form.errors or doubts or known else 200
    return render(request, "agency/new_business.html", context, status=status)


@require_POST
@for_role(Role.AGENCY)
def alike(request: HttpRequest) -> HttpResponse:
    """Show what is perhaps registered already, while the form is being filled."""
    context = {"known": _alike(request, person(request))}
    return render(request, "agency/new_business.html#known", context)


def _alike(request: HttpRequest, by: User) -> list[Alike]:
    """Return known businesses like the one typed so far, within the regions of the person."""
    told = {name: request.POST.get(name, "")[:longest] for name, _l, _h, longest, _n in TEXTS}
    return find_alike(by=by, values=told, region=request.POST.get("region", "")[:10])


def _chosen(request: HttpRequest, by: User) -> Business | None:
    """Return the known business that the answers are about, if one was chosen. Raises: Http404."""
    code = request.POST.get("about", "")
    if not code:
        return None
    business = business_by_code(by=by, code=code)
    if business is None:
        raise Http404
    return business


def _record(
    request: HttpRequest, form: BusinessForm, area: str, about: Business | None
) -> HttpResponse:
    recorded = record_business(
        values=form.values, area=area, about=about, by=person(request), at=timezone.now()
    )
    ask_for_linking()
    if recorded.is_new:
        messages.success(request, _("Usaha tercatat."))
    else:
        messages.info(request, _("Usaha ini sudah ada di daftar; catatannya diperbarui."))
    for finding in recorded.findings:
        if finding.severity == Severity.WARNING:
            left_out = _("Tidak disimpan: {reason}").format(reason=finding.reason)
            messages.warning(request, left_out)
    address = reverse("agency:business", args=[recorded.business.code])
    return redirect(address if recorded.business.kbli_code else f"{address}#kbli")


def _doubts(values: Mapping[str, str], area: str) -> list[Finding]:
    """Return what a sheet row with these values would be warned of, with the words of the form."""
    reader = Reader(gazetteer=load_gazetteer(), today=timezone.localdate(), region=area, area=area)
    told = {name: text for name, text in values.items() if text.strip()}
    findings = read_record(values=told, reader=reader).findings
    return [finding for finding in findings if finding.severity == Severity.WARNING]
