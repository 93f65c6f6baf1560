"""The facts interview, written down by the facilitator."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from laju.web.shared.access import for_role, in_charge
from laju.web.shared.interview import ask_question, hear_note, show_interview


@require_GET
@for_role("FACILITATOR")
def interview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the twelve questions and where to go on."""
    return show_interview(request, in_charge(request, pk), audience="field")


@require_http_methods(["GET", "POST"])
@for_role("FACILITATOR")
def question(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Ask one question."""
    return ask_question(request, in_charge(request, pk), key, audience="field")


@require_http_methods(["GET", "POST"])
@for_role("FACILITATOR")
def voice_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Split a pasted voice note into facts to tick."""
    return hear_note(request, in_charge(request, pk), audience="field")
