"""Messages of the office: what went out, what waits for a hand, what it cost."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from laju.apps.accounts.models import Role
from laju.apps.outbox.queries import messages_for
from laju.web.shared.access import for_role, person
from laju.web.shared.letters import decide_letter, list_context, send_list, send_slips


@require_GET
@for_role(Role.AGENCY)
def show_list(request: HttpRequest) -> HttpResponse:
    """Show the messages to owners of own regions."""
    context = list_context(request, messages_for(by=person(request)), name="agency")
    return render(request, "agency/messages.html", context)


@require_POST
@for_role(Role.AGENCY)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a message was sent by hand, or drop it."""
    return decide_letter(request, pk, messages_for(by=person(request)), name="agency")


@require_GET
@for_role(Role.AGENCY)
def export(request: HttpRequest) -> HttpResponseBase:
    """Send the list as CSV."""
    return send_list(messages_for(by=person(request)))


@require_GET
@for_role(Role.AGENCY)
def slips(request: HttpRequest) -> HttpResponseBase:
    """Send what is to be told in person as slips of paper."""
    return send_slips(request, messages_for(by=person(request)))
