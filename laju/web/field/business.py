"""One business in the facilitator's charge."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from laju.apps.programme.models import Participant
from laju.apps.social.queries import posts_of
from laju.apps.studio.queries import content_of, load_texts, profiles_of
from laju.core.hours import format_hours
from laju.core.identity.phone import format_phone
from laju.core.profile import Profile
from laju.core.whatsapp import chat_link, is_phone
from laju.web.shared.access import for_role, in_charge
from laju.web.shared.decisions import HoldForm, content_for, decide
from laju.web.shared.facts import edit_facts, told_activity
from laju.web.shared.kbli import edit_kbli, title_of
from laju.web.shared.passes import pair as help_in
from laju.web.shared.photos import add_photos, send_photo
from laju.web.shared.posts import card_of, posters_of
from laju.web.shared.previews import states_of
from laju.web.shared.reviews import review_card
from laju.web.shared.visits import visit_cards

POSTS_SHOWN = 5


@require_http_methods(["GET", "POST"])
@for_role("FACILITATOR")
def business(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one business; note the owner's yes, or what the owner wants changed."""
    participant = in_charge(request, pk)
    form = HoldForm(request.POST if request.POST.get("decision") == "hold" else None)
    if request.method == "POST" and decide(request, content_for(participant), form):
        return redirect("field:business", pk)
    context = {"form": form, "review": review_card(request, participant), **shown(participant)}
    return render(request, "field/business.html", context)


@require_http_methods(["GET", "POST"])
@for_role("FACILITATOR")
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what the owner says."""
    done = reverse("field:business", args=[pk])
    return edit_facts(request, in_charge(request, pk), template="field/facts.html", done_url=done)


@require_POST
@for_role("FACILITATOR")
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Help the owner in, on the owner's own phone."""
    owner = in_charge(request, pk).application.business.owner
    back = reverse("field:business", args=[pk])
    return help_in(request, owner, template="field/pair.html", back_url=back)


@require_http_methods(["GET", "POST"])
@for_role("FACILITATOR")
def kbli(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the KBLI code with the owner."""
    participant = in_charge(request, pk)
    return edit_kbli(
        request,
        participant.application.business,
        text=told_activity(participant),
        template="field/kbli.html",
        done_url=reverse("field:business", args=[pk]),
    )


@require_http_methods(["GET", "POST"])
@for_role("FACILITATOR")
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a photo taken on a visit."""
    done = reverse("field:photo", args=[pk])
    return add_photos(request, in_charge(request, pk), template="field/photo.html", done_url=done)


@require_GET
@for_role("FACILITATOR")
def photo_file(request: HttpRequest, pk: int, photo: int) -> HttpResponseBase:
    """Hand out a photo of a business in this person's charge."""
    return send_photo(in_charge(request, pk), photo)


def shown(participant: Participant) -> dict[str, Any]:
    """Return what the page of one business shows."""
    found = participant.application.business
    profile = profiles_of(keys=[found.pk])[found.pk]
    content = content_of(participant=participant)
    posts = list(
        posts_of(participant=participant).filter(on__gte=timezone.localdate())[:POSTS_SHOWN]
    )
    posters = posters_of(posts)
    phone = profile.phone or found.phone or found.owner.phone
    greeting = _("Halo %(name)s, saya pendamping dari Laju.") % {"name": found.owner.name}
    [state] = states_of([participant])
    live = [state["site"].pk] if state["is_live"] and settings.COUNTING else []
    [visits] = visit_cards(sites=live, until=timezone.localdate()).values() or [None]
    return {
        **state,
        "visits": visits,
        "content": content,
        "texts": load_texts(stored=content.texts) if content else None,
        "facts": [
            *facts_of(profile, owner=str(found.owner)),
            (_("Kode KBLI"), title_of(found.kbli_code, found.kbli_version)),
        ],
        "posts": [card_of(post, posters) for post in posts],
        "chat_url": chat_link(phone=phone, text=greeting) if is_phone(phone) else "",
    }


def facts_of(profile: Profile, *, owner: str) -> list[tuple[str, str]]:
    """Return label and value of what is known of a business."""
    place = ", ".join(
        p for p in (profile.address, profile.village_name, profile.district_name) if p
    )
    return [
        (_("Pemilik"), profile.owner_name or owner),
        (_("Kegiatan"), profile.activity),
        (_("Tempat"), place),
        (_("Wilayah"), profile.region_name),
        (_("Nomor WhatsApp"), format_phone(profile.phone) if profile.phone else ""),
        (_("Jam buka"), format_hours(profile.hours)),
        (_("Mulai tahun"), str(profile.founded_year or "")),
        (_("Akun"), ", ".join(f"{k}: {v}" for k, v in profile.channels.items())),
    ]
