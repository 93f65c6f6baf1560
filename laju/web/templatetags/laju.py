"""Tags and filters of every page: icons, figures as people write them, links that know where they are."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from laju.core import notation
from laju.engines.search import mark

register = template.Library()

UNKNOWN = "–"
NOTICE_ICONS = {"success": "check-circle", "warning": "warning", "error": "error"}
STEP_ICONS = {"done": "check-circle", "now": "play", "failed": "error"}
STEP_WORDS = {"done": "selesai", "now": "sedang berjalan", "failed": "gagal"}


@register.simple_tag
def laju_icon(name: str, label: str = "") -> SafeString:
    """Draw an icon of icons.svg; with a `label` it speaks, without one it is decoration."""
    address = f"{static('laju/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, address
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', address)


@register.filter
def rupiah(amount: int | str | None) -> str:
    """Write money; nothing known is a dash."""
    return UNKNOWN if amount is None or amount == "" else notation.format_rupiah(int(amount))


@register.filter
def count(number: int | str | None) -> str:
    """Write a whole number; nothing known is a dash."""
    return UNKNOWN if number is None or number == "" else notation.format_count(int(number))


@register.filter
def percent(value: float | str | None, decimals: int = 1) -> str:
    """Write a percentage; 15.3 is "15,3 %", nothing known is a dash."""
    if value is None or value == "":
        return UNKNOWN
    return notation.format_percent(Decimal(str(value)), decimals=int(decimals))


@register.filter
def share_of(part: int | None, whole: int | None) -> str:
    """Write `part` of `whole` as a percentage; a dash when there is no whole."""
    if not whole:
        return UNKNOWN
    return notation.format_percent(100 * (part or 0) / whole, decimals=1)


@register.filter
def width_of(part: int | None, whole: int | None) -> str:
    """Return `part` of `whole` in percent, 0 to 100, for the width of a drawn bar."""
    if not whole:
        return "0"
    return f"{min(100.0, max(0.0, 100 * (part or 0) / whole)):.2f}"


@register.filter
def marked(text: str, words: Sequence[str] | None) -> SafeString:
    """Write a text with the words marked that somebody searched for (`SearchResult.words`)."""
    pieces = mark(text=text, words=words or ())
    if not words or not any(piece.is_marked for piece in pieces):
        return format_html("{}", text)
    return SafeString(
        "".join(
            format_html("<mark>{}</mark>" if piece.is_marked else "{}", piece.text)
            for piece in pieces
        )
    )


@register.filter
def notice_icon(tone: str) -> str:
    """Name the icon of a notice."""
    return NOTICE_ICONS.get(tone, "info")


@register.filter
def step_icon(state: str) -> str:
    """Name the icon of a step in a long job."""
    return STEP_ICONS.get(state, "circle")


@register.filter
def step_word(state: str) -> str:
    """Say the state of a step for those who do not see the icon."""
    return gettext(STEP_WORDS.get(state, "belum mulai"))


@register.inclusion_tag("shared/_nav_item.html", takes_context=True)
def nav_link(
    context: template.Context, url_name: str, label: str, icon: str = "", waiting: int = 0
) -> Mapping[str, Any]:
    """Render one link of the menu, marked when the page lies at or below it."""
    url = reverse(url_name)
    request: HttpRequest | None = context.get("request")
    path = request.path if request else ""
    # the first page of an audience is the beginning of all its addresses, so only itself counts
    is_home = url.strip("/").count("/") == 0
    is_current = path == url or (not is_home and path.startswith(url))
    item = {"url": url, "label": label, "icon": icon, "is_current": is_current, "count": waiting}
    return {"item": item}


@register.simple_tag
def url_or_nothing(url_name: str, *args: object) -> str:
    """Return an address, or "" when this installation has no such page."""
    try:
        return reverse(url_name, args=args)
    except NoReverseMatch:
        return ""


def _address_with(request: HttpRequest | None, **changes: object) -> str:
    query = request.GET.copy() if request else None
    if query is None:
        return "?" + "&".join(f"{name}={value}" for name, value in changes.items())
    for name, value in changes.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"


@register.inclusion_tag("shared/_pages.html", takes_context=True)
def page_links(
    context: template.Context, page: Page[Any], parameter: str = "page"
) -> Mapping[str, Any]:
    """Render the links to the pages of a list; filters and order stay as they are."""
    request = context.get("request")

    def address(number: int) -> str:
        return _address_with(request, **{parameter: number})

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [
        {"label": n, "url": address(n), "is_current": n == page.number}
        if isinstance(n, int)
        else {"label": "…", "url": "", "is_current": False}
        for n in numbers
    ]
    return {
        "links": links,
        "first": page.start_index(),
        "last": page.end_index(),
        "total": page.paginator.count,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }


@register.simple_tag(takes_context=True)
def sort_header(
    context: template.Context, key: str, label: str, css: str = "", parameter: str = "sort"
) -> SafeString:
    """Render a column head that sorts by `key`, and by "-key" when it already does."""
    request = context.get("request")
    current = request.GET.get(parameter, "") if request else ""
    direction = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    changes = {parameter: f"-{key}" if current == key else key, "page": 1}
    return format_html(
        '<th scope="col" class="{}"{}><a href="{}">{}</a></th>',
        css,
        format_html(' aria-sort="{}"', direction) if direction else "",
        _address_with(request, **changes),
        label,
    )
