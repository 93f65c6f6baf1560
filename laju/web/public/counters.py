"""Where pages report that they were seen, and short links that lead to WhatsApp."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from laju.apps.publishing.queries import live_site_by_code
from laju.apps.studio.queries import content_of
from laju.core.visits import Kind
from laju.core.whatsapp import chat_link, is_phone, order_text
from laju.web.counting import GIF, take_down_request


@require_GET
def seen(request: HttpRequest, site: str, page: str) -> HttpResponse:
    """Count a view; the answer is a picture of one clear dot."""
    take_down_request(request, kind=Kind.VIEW, site=site, page=page)
    return HttpResponse(GIF, content_type="image/gif", headers={"Cache-Control": "no-store"})


@csrf_exempt  # a ping comes from a page without a session and changes nothing of anybody's
@require_POST
def pressed(request: HttpRequest, site: str, page: str) -> HttpResponse:
    """Count a press of the WhatsApp button, told by the browser beside following the link."""
    take_down_request(request, kind=Kind.CHAT, site=site, page=page)
    return HttpResponse(status=204)


@require_GET
def short_link(request: HttpRequest, code: str) -> HttpResponse:
    """Lead from the code in a post or on a poster to the owner's WhatsApp, and count it."""
    site = live_site_by_code(code=code)
    if site is None:
        raise Http404
    page = site.campaign_slug if code.upper() == site.campaign_code else "index"
    take_down_request(request, kind=Kind.LINK, site=site.slug, page=page or "index")
    content = content_of(participant=site.participant)
    profile = content.profile if content else {}
    phone, name = str(profile.get("phone", "")), str(profile.get("name", ""))
    if not is_phone(phone):
        return redirect("public:site_file", path=f"{site.slug}/")
    words = order_text(f"Halo {name}, saya mau pesan.", code=code.upper())
    return redirect(chat_link(phone=phone, text=words))
