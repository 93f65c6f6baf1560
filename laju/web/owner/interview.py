"""The facts interview, answered by the owner."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from laju.web.shared.access import for_role, in_charge
from laju.web.shared.interview import ask_question, hear_note, show_interview


@require_GET
@for_role("OWNER")
def interview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the twelve questions and where to go on."""
    return show_interview(request, in_charge(request, pk), audience="owner")


@require_http_methods(["GET", "POST"])
@for_role("OWNER")
def question(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Ask one question."""
    return ask_question(request, in_charge(request, pk), key, audience="owner")


@require_http_methods(["GET", "POST"])
@for_role("OWNER")
def voice_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Split a pasted voice note into facts to tick."""
    return hear_note(request, in_charge(request, pk), audience="owner")
