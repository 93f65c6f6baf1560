"""Figures anybody may check: do the parts make the whole?"""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from laju.apps.accounts.models import User
from laju.apps.indicators.queries import cells_by, count_cells
from laju.apps.regions.queries import names_of
from laju.apps.registry.models import Business
from laju.core.figures import FiguresDoNotAddUp, check_sum
from laju.core.notation import format_count
from laju.web.shared.access import for_role, person
from laju.web.shared.numbers import NotWhole, read_whole

PRINTED = {"whole": "1.166.918", "parts": "Mikro dan kecil: 1.153.758\nMenengah dan besar: 13.610"}
MOST_PARTS = 200


class SumForm(forms.Form):
    whole = forms.CharField(
        label=gettext_lazy("Keseluruhan"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num-in"}),
        help_text=gettext_lazy("Angka seperti tercetak, misalnya 1.166.918."),
    )
    parts = forms.CharField(
        label=gettext_lazy("Bagian-bagiannya"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Satu per baris: nama, titik dua, angka."),
    )

    def clean_whole(self) -> int:
        """Read the whole."""
        return self._number(str(self.cleaned_data["whole"]))

    def clean_parts(self) -> dict[str, int]:
        """Read one part a line; lines with the same name are kept apart."""
        parts: dict[str, int] = {}
        lines = [line for line in str(self.cleaned_data["parts"]).splitlines() if line.strip()]
        if len(lines) > MOST_PARTS:
            raise forms.ValidationError(_("Paling banyak 200 baris sekaligus."))
        for number, line in enumerate(lines, 1):
            label, _colon, text = line.rpartition(":")
            name = label.strip()[:80] or _("Bagian %(n)d") % {"n": number}
            if name in parts:
                name = f"{name} ({number})"
            parts[name] = self._number(text)
        return parts

    def _number(self, text: str) -> int:
        try:
            return read_whole(text)
        except NotWhole as error:
            raise forms.ValidationError(f"{error} {error.remedy}") from error


@require_GET
@for_role("ASSESSOR", "AGENCY")
def check_figures(request: HttpRequest) -> HttpResponse:
    """Check a whole against its parts; it begins with the programme's own slip."""
    asked = bool(request.GET)
    kept = from_recap(request.GET.get("rekap", ""), by=person(request))
    form = SumForm(kept or (request.GET if asked else PRINTED))
    context: dict[str, Any] = {"form": form, "is_example": not asked}
    if form.is_valid():
        context |= verdict(form.cleaned_data["whole"], form.cleaned_data["parts"])
    return render(request, "assessor/check_figures.html", context)


def from_recap(dimension: str, *, by: User) -> dict[str, str]:
    """Return the registry's own counts by size or region as the form takes them, {} for neither."""
    if dimension not in {"size", "region"}:
        return {}
    counts = {str(key): n for (key,), n in cells_by(dimensions=(dimension,), by=by).items()}
    names: dict[str, str] = {key: str(name) for key, name in Business.Size.choices}
    if dimension == "region":
        names = names_of(codes=counts)
    lines = [f"{names.get(key, key)}: {counts[key]}" for key in sorted(counts)]
    return {"whole": str(count_cells(by=by)), "parts": "\n".join(lines)}


def verdict(whole: int, parts: dict[str, int]) -> dict[str, Any]:
    """Say whether the parts make the whole, and the likely slip when they do not."""
    total = sum(parts.values())
    told: dict[str, Any] = {"total": total, "whole": whole, "gap": total - whole}
    told["rows"] = [{"label": label, "value": value} for label, value in parts.items()]
    try:
        check_sum(whole=whole, parts=parts)
    except FiguresDoNotAddUp as error:
        shown = format_count(abs(total - whole))
        return {
            **told,
            "is_right": False,
            "message": str(error),
            "remedy": error.remedy,
            "shown_gap": shown,
        }
    return {**told, "is_right": True}
