"""The facilitator changes a page with its owner, and asks the owner for a yes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from laju.web.shared.access import for_role, in_charge
from laju.web.shared.editing import draft_file, edit_page
from laju.web.shared.history import show_history
from laju.web.shared.reviews import ask_owner


@require_http_methods(["GET", "POST"])
@for_role("FACILITATOR")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change words, look and order of a page in one's charge."""
    return edit_page(request, in_charge(request, pk), template="field/edit.html", audience="field")


@require_http_methods(["GET", "POST"])
@for_role("FACILITATOR")
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show earlier states of a page, and bring one back."""
    participant = in_charge(request, pk)
    return show_history(request, participant, template="field/history.html", audience="field")


@require_GET
@for_role("FACILITATOR")
def draft(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Hand out a file of the draft."""
    return draft_file(request, in_charge(request, pk), name)


@require_POST
@for_role("FACILITATOR")
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link by which the owner reads the draft and answers."""
    ask_owner(request, in_charge(request, pk))
    return redirect("field:business", pk)
