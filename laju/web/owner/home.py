"""The owner's own pages, and what to do now."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from laju.apps.programme.models import Application, Participant
from laju.apps.programme.queries import applications_of_owner, participants_of_owner
from laju.apps.social.models import Post
from laju.apps.social.queries import next_posts
from laju.core.whatsapp import share_link
from laju.web.shared.access import for_role, person
from laju.web.shared.applying import standing_of
from laju.web.shared.previews import address_of, states_of
from laju.web.shared.visits import visit_cards

MOST_STEPS = 4


@require_GET
@for_role("OWNER")
def home(request: HttpRequest) -> HttpResponse:
    """Show each of the owner's pages with its state and the next step."""
    participants = list(participants_of_owner(by=person(request)))
    posts = next_posts(keys=[p.pk for p in participants], on=timezone.localdate())
    pages = states_of(participants)
    live = [page["site"].pk for page in pages if page["is_live"]]
    visits = visit_cards(sites=live, until=timezone.localdate()) if settings.COUNTING else {}
    for page in pages:
        page["todo"] = todo_of(page, posts.get(page["participant"].pk))
        page["visits"] = visits.get(page["site"].pk) if page["site"] else None
        page["address"] = address_of(request, page)
        page["share_url"] = share_link(_share_text(page)) if page["is_live"] else ""
        page["share_text"] = _("Lihat halaman usaha saya: %(name)s") % {"name": page["business"]}
    only = participants[0] if len(participants) == 1 else None
    applied = [row for row in applications_of_owner(by=person(request)) if not is_in(row)]
    context = {
        "pages": pages,
        "participant": only,
        "applications": [standing_of(row) for row in applied],
    }
    return render(request, "owner/home.html", context)


def is_in(application: Application) -> bool:
    """Test whether the business takes part now."""
    participant = getattr(application, "participant", None)
    return participant is not None and participant.left_at is None


def todo_of(page: dict[str, Any], post: Post | None) -> list[dict[str, str]]:
    """Return what the owner can do now, the most useful first."""
    participant: Participant = page["participant"]
    standing, key = page["standing"], [participant.pk]
    todo = []
    if standing.status == "READY":
        todo.append(_step("check-circle", _("Baca dan setujui halaman"), "owner:content", key))
    if not standing.has_phone:
        todo.append(_step("phone", _("Isi nomor WhatsApp"), "owner:facts", key))
    if not standing.has_price:
        todo.append(_step("edit", _("Isi harga barang"), "owner:facts", key))
    if not standing.has_photo:
        todo.append(_step("camera", _("Tambah foto produk"), "owner:photo", key))
    if post:
        label = _("Bagikan kiriman berikutnya")
        todo.append(_step("share", label, "public:share_post", [post.token]))
    if not standing.has_hours:
        todo.append(_step("clock", _("Isi jam buka"), "owner:facts", key))
    if not page["business"].kbli_code:
        todo.append(_step("list", _("Pilih kode KBLI"), "owner:kbli", key))
    return todo[:MOST_STEPS]


def _step(icon: str, label: str, name: str, args: list[Any]) -> dict[str, str]:
    return {"icon": icon, "label": label, "url": reverse(name, args=args)}


def _share_text(page: dict[str, Any]) -> str:
    return _("Lihat halaman usaha saya, %(name)s: %(url)s") % {
        "name": page["business"],
        "url": page["address"],
    }
