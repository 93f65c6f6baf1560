"""The facilitator's day and businesses."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from laju.apps.programme.queries import participants_of_facilitator
from laju.apps.social.queries import posts_due
from laju.core.whatsapp import chat_link, is_phone
from laju.engines.search import likeness, read
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import page_of, stream_csv
from laju.web.shared.posts import card_of, posters_of
from laju.web.shared.previews import states_of

LACKS = {"hp": "has_phone", "harga": "has_price", "foto": "has_photo", "jam": "has_hours"}
MOST_SHOWN = 8
LEAST_LIKENESS = 75  # of 100: the same word, misspelt
TITLES = ["kode", "nama", "pemilik", "kecamatan", "wilayah", "telepon", "halaman", "masih kurang"]


class FilterForm(forms.Form):
    q = forms.CharField(
        label=gettext_lazy("Cari nama usaha atau pemilik"), required=False, max_length=100
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Keadaan"),
        required=False,
        choices=[
            ("", gettext_lazy("Semua")),
            ("READY", gettext_lazy("Menunggu persetujuan")),
            ("HELD", gettext_lazy("Ditahan")),
            ("APPROVED", gettext_lazy("Disetujui")),
            ("hp", gettext_lazy("Belum ada nomor")),
            ("harga", gettext_lazy("Belum ada harga")),
            ("foto", gettext_lazy("Belum ada foto")),
            ("jam", gettext_lazy("Belum ada jam buka")),
        ],
    )


@require_GET
@for_role("FACILITATOR")
def today(request: HttpRequest) -> HttpResponse:
    """Show what waits today, over all businesses in this person's charge."""
    day = timezone.localdate()
    posts = list(posts_due(by=person(request), on=day))
    posters = posters_of(posts)
    states = states_of(list(participants_of_facilitator(by=person(request))))
    waiting = [state for state in states if state["standing"].status == "READY"]
    held = [state for state in states if state["standing"].status == "HELD"]
    lacking = [state for state in states if not state["standing"].is_complete]
    context: dict[str, Any] = {
        "day": day,
        "total": len(states),
        "posts": [{**card_of(p, posters), "business": p.participant} for p in posts],
        "waiting": waiting[:MOST_SHOWN],
        "count_waiting": len(waiting),
        "held": held[:MOST_SHOWN],
        "count_held": len(held),
        "lacking": lacking[:MOST_SHOWN],
        "count_lacking": len(lacking),
        "count_live": sum(state["is_live"] for state in states),
    }
    return render(request, "field/today.html", context)


@require_GET
@for_role("FACILITATOR")
def businesses(request: HttpRequest) -> HttpResponseBase:
    """List the businesses in this person's charge, with what each still lacks."""
    filters = FilterForm(request.GET, auto_id="saring_%s")
    filters.is_valid()
    told = filters.cleaned_data
    states = [
        state
        for state in states_of(list(participants_of_facilitator(by=person(request))))
        if fits(state, words=told.get("q", ""), state=told.get("state", ""))
    ]
    if request.GET.get("format") == "csv":
        return stream_csv(name="usaha-dampingan.csv", titles=TITLES, rows=map(line_of, states))
    query = request.GET.copy()
    query["format"] = "csv"
    page = page_of(request, states)
    for item in page:
        phone = item["business"].phone or item["business"].owner.phone
        item["chat_url"] = chat_link(phone=phone) if is_phone(phone) else ""
    exports = [("CSV", f"?{query.urlencode()}")]
    context = {"filters": filters, "page": page, "exports": exports}
    return render(request, "field/businesses.html", context)


def line_of(item: dict[str, Any]) -> list[object]:
    """Return a business as the CSV has it."""
    found = item["business"]
    place = (found.district_name, found.region.name)
    phone = found.phone or found.owner.phone
    missing = ", ".join(item["missing"])
    return [found.code, found.name, str(found.owner), *place, phone, item["label"], missing]


def fits(item: dict[str, Any], *, words: str, state: str) -> bool:
    """Test whether a business has the words, misspelt or not, and is in the state asked for."""
    business = item["business"]
    place = f"{business.district_name} {business.village_name} {business.region.short_name}"
    text = f"{business.name} {business.owner.name} {business.activity} {business.code} {place}"
    if not all(word in text.casefold() for word in words.casefold().split()):
        asked = read(words).words
        if not asked or min(likeness(words=[word], text=text) for word in asked) < LEAST_LIKENESS:
            return False
    if state in LACKS:
        return not getattr(item["standing"], LACKS[state])
    return not state or item["standing"].status == state
