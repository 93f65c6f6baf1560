"""What was made one, by itself or by people, with its reason and the way back."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from laju.apps.accounts.models import Role, User
from laju.apps.accounts.queries import scope_of
from laju.apps.registry.actions import split
from laju.apps.registry.models import Business, Merge, Owner
from laju.apps.registry.queries import merges as find_merges
from laju.apps.registry.queries import reconcile_businesses
from laju.web.agency.choices import region_choices
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import CHUNK, page_of, stream_csv

TITLES = (
    "Jenis", "Kode yang digabung", "Nama", "Digabung ke", "Nama", "Alasan", "Bobot", "Model",
    "Otomatis", "Oleh", "Pada", "Dipisahkan oleh", "Dipisahkan pada",
)  # fmt: skip
HOW = {"otomatis": {"is_automatic": True}, "orang": {"is_automatic": False}}


class FilterForm(forms.Form):
    """What the list can be narrowed to."""

    region = forms.ChoiceField(label=gettext_lazy("Wilayah"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Yang digabung"), required=False, choices=Merge.Kind.choices[::-1]
    )
    how = forms.ChoiceField(
        label=gettext_lazy("Oleh"),
        required=False,
        choices=[
            ("", gettext_lazy("Semua")),
            ("otomatis", gettext_lazy("Laju, karena pasti")),
            ("orang", gettext_lazy("Petugas")),
            ("pisah", gettext_lazy("Sudah dipisahkan")),
        ],
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Semua wilayah")), *region_choices(by=by)]

    @property
    def rows(self) -> Any:
        """Return the merges that fit; those split again only when asked for."""
        self.is_valid()
        told = {name: str(self.cleaned_data.get(name) or "") for name in self.fields}
        kind = told["kind"] or Merge.Kind.BUSINESS
        rows = find_merges(by=self.by, kind=kind, region=told["region"])
        is_split = told["how"] == "pisah"
        return rows.filter(undone_at__isnull=not is_split, **HOW.get(told["how"], {}))


@require_GET
@for_role(Role.AGENCY)
def show_list(request: HttpRequest) -> HttpResponse:
    """Show what was merged, newest first."""
    by = person(request)
    form = FilterForm(request.GET, by=by, auto_id="saring_%s")
    page = page_of(request, form.rows)
    context = {
        "page_title": _("Yang sudah digabung"),
        "page_lede": _("Setiap penggabungan dapat dipisahkan lagi; tidak ada catatan yang hilang."),
        "crumbs": [(_("Mungkin ganda"), reverse("agency:links"))],
        "filters": form,
        "page": page,
        "lines": list(_told(page)),
        "sums": reconcile_businesses() if scope_of(user=by) is None else None,
        "exports": [("CSV", f"{reverse('agency:merges_export')}?{request.GET.urlencode()}")],
    }
    return render(request, "agency/merges.html", context)


@require_GET
@for_role(Role.AGENCY)
def export(request: HttpRequest) -> HttpResponseBase:
    """Send what was merged, each with its reason, in the order it was done."""
    rows = FilterForm(request.GET, by=person(request)).rows
    return stream_csv(name="digabung.csv", titles=TITLES, rows=_lines(rows))


@require_POST
@for_role(Role.AGENCY)
def split_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a merge apart again."""
    kinds = (Merge.Kind.BUSINESS, Merge.Kind.OWNER)
    kind = Merge.objects.filter(pk=min(pk, 2**63 - 1)).values_list("kind", flat=True).first()
    rows = find_merges(by=person(request), kind=kind if kind in kinds else kinds[0])
    merge = get_object_or_404(rows, pk=min(pk, 2**63 - 1))
    are_strangers = request.POST.get("answer") == "berbeda"
    split(merge=merge, with_owners=are_strangers, by=person(request), at=timezone.now())
    messages.success(request, _("Sudah dipisahkan. Keduanya berdiri sendiri lagi."))
    return redirect("agency:merges")


def _told(merges: Iterable[Merge]) -> Iterator[dict[str, Any]]:
    """Yield merges with the records they joined; two queries, however many."""
    told = list(merges)
    keys = {key for merge in told for key in (merge.kept, merge.gone)}
    model = Owner if told and told[0].kind == Merge.Kind.OWNER else Business
    rows: Any = model.everything.all()
    if model is Business:
        rows = rows.select_related("region", "owner")
    records = rows.in_bulk(keys)
    for merge in told:
        kept, gone = (records.get(key, _("(sudah tidak ada)")) for key in (merge.kept, merge.gone))
        yield {"merge": merge, "kept": kept, "gone": gone}


def _lines(rows: Any) -> Iterator[tuple[object, ...]]:
    """Yield merges as lines of a download, in chunks that hold no read open."""
    last = 0
    while chunk := list(rows.order_by("pk").filter(pk__gt=last)[:CHUNK]):
        for line in _told(chunk):
            merge, kept, gone = line["merge"], line["kept"], line["gone"]
            last = merge.pk
            yield (
                merge.get_kind_display(),
                getattr(gone, "code", merge.gone),
                gone,
                getattr(kept, "code", merge.kept),
                kept,
                "; ".join(merge.evidence),
                "" if merge.bits is None else f"{merge.bits:.1f}".replace(".", ","),
                merge.model_version,
                "ya" if merge.is_automatic else "",
                merge.merged_by,
                merge.merged_at.isoformat(timespec="minutes"),
                merge.undone_by,
                merge.undone_at.isoformat(timespec="minutes") if merge.undone_at else "",
            )
