"""A sheet arrives: upload, agree on what its columns mean, take it in chunk by chunk."""

import unicodedata
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
from django.views.decorators.http import require_http_methods

from laju.apps.accounts.models import Role, User
from laju.apps.regions.models import Region
from laju.apps.registry.actions import receive_sheet, save_mapping
from laju.apps.registry.models import Batch
from laju.apps.registry.queries import batches
from laju.core.errors import DomainError
from laju.web.agency.behind import ask_for
from laju.web.agency.choices import SYSTEMS, programme_area, region_choices, visible_regions
from laju.web.agency.columns import MappingForm, columns_shown, proof_of
from laju.web.shared.access import for_role, person
from laju.web.shared.sheet_files import Look, forget_file, keep_file, looks_of

CHUNK = 500
MOST_REMEMBERED = 20


class NoRows(DomainError):
    message = "Berkas ini hanya berisi judul kolom, belum ada satu baris usaha pun."
    remedy = "Isi dulu daftarnya, atau periksa apakah berkas yang benar yang dipilih."
    status = 422


class SheetForm(forms.Form):
    """A file and what the office knows about it."""

    file = forms.FileField(
        label=gettext_lazy("Berkas daftar usaha"),
        help_text=gettext_lazy(
            "Excel (XLSX, XLS), ODS, atau CSV, seperti apa adanya. Judul kolom boleh berbeda-beda."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.tsv,.txt,.htm,.html"}),
        error_messages={
            "required": gettext_lazy("Pilih dulu berkas yang akan diimpor."),
            "empty": gettext_lazy("Berkas ini kosong. Periksa apakah berkas yang benar."),
        },
    )
    code_system = forms.ChoiceField(
        label=gettext_lazy("Kode wilayah di dalam lembar"),
        required=False,
        choices=SYSTEMS,
        help_text=gettext_lazy(
            "Kode Kemendagri dan BPS memakai angka yang sama untuk tempat yang berbeda."
        ),
    )
    region = forms.ChoiceField(
        label=gettext_lazy("Wilayah untuk baris yang tidak menyebut tempat"), required=False
    )
    area = forms.ChoiceField(label=gettext_lazy("Wilayah program"), required=False)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(
            self, "region", [("", _("Biarkan lembar yang menunjukkan")), *region_choices(by=by)]
        )
        areas = Region.objects.filter(kind=Region.Kind.PROVINCE).values_list("pk", "name")
        _choices(self, "area", list(areas))
        self.fields["area"].initial = programme_area().pk


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


@require_http_methods(["GET", "POST"])
@for_role(Role.AGENCY)
def receive(request: HttpRequest) -> HttpResponse:
    """Take a file, or say at the field why it cannot be read."""
    form = SheetForm(*_sent(request), by=person(request))
    if request.method == "POST" and form.is_valid() and (digest := _kept(request, form)):
        return redirect("agency:mapping", sha256=digest, sheet=0)
    context = {"page_title": _("Impor lembar baru"), "form": form, "crumbs": _crumbs()}
    status = 422 if form.errors else 200
    return render(request, "agency/receiving.html", context, status=status)


@require_http_methods(["GET", "POST"])
@for_role(Role.AGENCY)
def map_columns(request: HttpRequest, sha256: str, sheet: int) -> HttpResponse:
    """Show what each column was understood as; start the import once a person agrees."""
    told = _told(request, sha256)
    looks = looks_of(sha256=sha256)
    if sheet >= len(looks):
        raise Http404
    table = looks[sheet].sheet
    area = Region.objects.filter(pk=told["area"], kind=Region.Kind.PROVINCE).first()
    regions = visible_regions(by=person(request), within=area)
    form = MappingForm(_sent(request)[0], sheet=table, told=told, regions=regions)
    if request.method == "POST" and form.is_valid() and "check" not in request.POST:
        try:
            return _start(request, form, looks[sheet], told, sha256)
        except DomainError as error:
            form.add_error(None, f"{error} {error.remedy}")
    context = {
        "page_title": _("Periksa arti kolom"),
        "form": form,
        "columns": columns_shown(form=form, sheet=table),
        "proof": proof_of(form=form, sheet=table, area=told["area"]),
        "file_name": told["file_name"],
        "table": table,
        "look": looks[sheet],
        "looks": list(enumerate(looks)),
        "number": sheet,
        "known": batches(by=person(request)).filter(sha256=sha256, sheet_name=table.name[:120]),
        "crumbs": _crumbs(),
    }
    status = 422 if form.errors else 200
    return render(request, "agency/mapping.html", context, status=status)


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    """Return what was sent; an empty form that was sent is still to be checked."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _kept(request: HttpRequest, form: SheetForm) -> str:
    """Keep the file and remember what was told of it; "" when it cannot be read."""
    upload = form.cleaned_data["file"]
    digest = keep_file(chunks=upload.chunks())
    try:
        if not any(look.rows_total for look in looks_of(sha256=digest)):
            raise NoRows
    except DomainError as error:
        forget_file(sha256=digest)
        form.add_error("file", f"{error} {error.remedy}")
        return ""
    remembered = request.session.get("sheets", {})
    remembered[digest] = {
        "file_name": _plain_name(upload.name or ""),
        **{name: form.cleaned_data[name] for name in ("code_system", "region", "area")},
    }
    newest = list(remembered.items())[-MOST_REMEMBERED:]
    request.session["sheets"] = dict(newest)
    return digest


def _start(
    request: HttpRequest, form: MappingForm, look: Look, told: Mapping[str, str], sha256: str
) -> HttpResponse:
    """Save the mapping for the office and take in the first rows."""
    by, at = person(request), timezone.now()
    choice: dict[str, Any] = {"code_system": form.system, "region": form.region}
    table = look.sheet
    save_mapping(header=table.header, fields=form.fields_chosen, **choice, by=by, at=at)
    if look.is_large:
        named = {"sheet": table.name, "file_name": told["file_name"], "area": told["area"]}
        ask_for(sha256=sha256, **named, by=by)
        messages.success(request, _("Arti kolom disimpan. Lembar besar ini dibaca di latar."))
        return redirect("agency:batches")
    batch: Batch = receive_sheet(
        sheet=table,
        file_name=told["file_name"],
        sha256=sha256,
        columns=form.columns,
        area=Region.objects.filter(pk=told["area"]).first(),
        limit=CHUNK,
        **choice,
        by=by,
        at=at,
    )
    messages.success(request, _("Arti kolom disimpan untuk lembar berikutnya. Impor dimulai."))
    return redirect("agency:batch", pk=batch.pk)


def _told(request: HttpRequest, sha256: str) -> dict[str, str]:
    """Return what was told at the upload; files of other people's sessions are not shown."""
    told = request.session.get("sheets", {}).get(sha256)
    if told is None:
        raise Http404
    return dict(told)


def _plain_name(name: str) -> str:
    """Return a file name for people to read: no control characters, not too long."""
    plain = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    return plain.strip()[-200:] or _("lembar tanpa nama")


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Impor lembar"), reverse("agency:batches"))]
