"""Doubtful pairs, one after the other: the same business, one owner, or two strangers."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from laju.apps.accounts.models import Role, User
from laju.apps.registry.actions import decide_link
from laju.apps.registry.models import Business, Link
from laju.apps.registry.queries import count_links, links_of, links_waiting, referred_to
from laju.core.errors import DomainError
from laju.web.agency.choices import region_choices
from laju.web.agency.pairs import compare, waterfall_of
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import page_of, stream_csv

TITLES = ("Kode 1", "Usaha 1", "Kode 2", "Usaha 2", "Wilayah", "Kemiripan", "Alasan", "Model")
ANSWERS = {
    "sama": Link.Status.SAME,
    "pemilik": Link.Status.SAME_OWNER,
    "berbeda": Link.Status.DIFFERENT,
    "urung": Link.Status.PROPOSED,
}
REASONS = ("NIK", "NIB", "Telepon", "Nama pemilik", "Nama usaha", "Tempat")
FILTERS = ("region", "reason")


class FilterForm(forms.Form):
    """What the queue can be narrowed to."""

    region = forms.ChoiceField(label=gettext_lazy("Wilayah"), required=False)
    reason = forms.ChoiceField(
        label=gettext_lazy("Alasan"),
        required=False,
        choices=[("", gettext_lazy("Semua")), *((word, word) for word in REASONS)],
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Semua wilayah")), *region_choices(by=by)]

    @property
    def told(self) -> dict[str, str]:
        """Return the filters that were understood."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name) or "") for name in FILTERS}


@require_GET
@for_role(Role.AGENCY)
def show_list(request: HttpRequest) -> HttpResponse:
    """Show the next pair, side by side, with what speaks for and against it."""
    return _show(request, request.GET)


@require_GET
@for_role(Role.AGENCY)
def export(request: HttpRequest) -> HttpResponseBase:
    """Send the pairs that wait, with the evidence."""
    told = FilterForm(request.GET, by=person(request)).told
    rows = links_waiting(by=person(request), **told)
    return stream_csv(name="mungkin-ganda.csv", titles=TITLES, rows=_lines(list(rows)))


@require_POST
@for_role(Role.AGENCY)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what the answer to a pair says, or take the last answer back."""
    link = get_object_or_404(links_of(by=person(request)), pk=min(pk, 2**63 - 1))
    answer = request.POST.get("answer", "")
    if answer not in ANSWERS:
        return redirect(_address(request, _number(request) + 1))
    kept = {"kiri": link.left, "kanan": link.right}.get(request.POST.get("kept", ""))
    try:
        decide_link(
            link=link, status=ANSWERS[answer], kept=kept, by=person(request), at=timezone.now()
        )
    except DomainError as error:
        status = 200 if request.htmx else error.status  # type: ignore[attr-defined]
        return _show(request, request.POST, problem=error, status=status)
    if answer == "urung":  # the others are told by the line that offers to take them back
        messages.success(request, _("Keputusan ditarik kembali."))
    request.session["last_link"] = None if answer == "urung" else link.pk
    return redirect(_address(request, _number(request)))


def _show(
    request: HttpRequest,
    asked: Mapping[str, Any],
    *,
    problem: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    by = person(request)
    form = FilterForm(asked, by=by, auto_id="saring_%s")
    page = page_of(request, links_waiting(by=by, **form.told), size=1)
    link = page.object_list[0] if page.object_list else None
    counts = count_links(by=by)
    context = {
        "page_title": _("Mungkin ganda"),
        "page_lede": _(
            "Dua catatan yang mirip. Yang pasti sudah digabung sendiri; yang ragu, Anda putuskan."
        ),
        "filters": form,
        "query": urlencode({k: v for k, v in form.told.items() if v}),
        "page": page,
        "link": link,
        "counts": counts,
        "percent": int(100 * counts["decided"] / (counts["decided"] + counts["waiting"] or 1)),
        "last": links_of(by=by).filter(pk=request.session.get("last_link") or 0).first(),
        "problem": problem,
        **(_pair(link) if link else {}),
    }
    name = "agency/links.html" + ("#pair" if request.htmx else "")  # type: ignore[attr-defined]
    return render(request, name, context, status=status)


def _pair(link: Link) -> dict[str, Any]:
    """Return what is shown of a pair: the records as they stand now, and which one would stay."""
    left, right = (side.merged_into or side for side in (link.left, link.right))
    held = referred_to(model=Business, keys=[left.pk, right.pk])
    stays = right if right.pk in held and left.pk not in held else left
    if not held and right.pk < left.pk:
        stays = right
    sides = [
        {
            "name": name,
            "record": record,
            "is_kept": record == stays,
            "is_held": record.pk in held,
            "was": side if side != record else None,
        }
        for name, side, record in (("kiri", link.left, left), ("kanan", link.right, right))
    ]
    return {
        "sides": sides,
        "rows": compare(left, right),
        "is_held": bool(held),
        "are_both_held": len(held) == len(sides),
        "waterfall": waterfall_of(link.waterfall),
    }


def _lines(links: list[Link]) -> Iterator[tuple[object, ...]]:
    for link in links:
        yield (
            link.left.code,
            link.left.name,
            link.right.code,
            link.right.name,
            link.left.region.name,
            f"{link.score:.1f}".replace(".", ","),
            "; ".join(link.evidence),
            link.model_version,
        )


def _number(request: HttpRequest) -> int:
    """Return the place in the queue that the form was sent from; 0 for nonsense."""
    told = request.POST.get("page", "1")[:9]
    return int(told) if told.isascii() and told.isdigit() else 0


def _address(request: HttpRequest, number: int) -> str:
    """Return the address of a place in the queue, with the filters that were set."""
    told = FilterForm(request.POST, by=person(request)).told
    waiting = links_waiting(by=person(request), **told).count()
    asked = {name: value for name, value in told.items() if value}
    asked["page"] = str(number if 1 <= number <= waiting else 1)
    return f"{reverse('agency:links')}?{urlencode(asked)}"
