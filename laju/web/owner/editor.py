"""The owner changes the page, looks at it, and goes back and forth."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from laju.web.shared.access import for_role, in_charge
from laju.web.shared.editing import draft_file, edit_page
from laju.web.shared.history import show_history


@require_http_methods(["GET", "POST"])
@for_role("OWNER")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change words, look and order of one's page."""
    return edit_page(request, in_charge(request, pk), template="owner/edit.html", audience="owner")


@require_http_methods(["GET", "POST"])
@for_role("OWNER")
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show earlier states of one's page, and bring one back."""
    participant = in_charge(request, pk)
    return show_history(request, participant, template="owner/history.html", audience="owner")


@require_GET
@for_role("OWNER")
def draft(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Hand out a file of the draft."""
    return draft_file(request, in_charge(request, pk), name)
