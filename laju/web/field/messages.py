"""Messages to the owners in a facilitator's charge, to be sent from the facilitator's own phone."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from laju.apps.outbox.models import Message
from laju.apps.outbox.queries import messages_for
from laju.apps.programme.queries import faced_by
from laju.web.shared.access import for_role, person
from laju.web.shared.letters import decide_letter, list_context, send_slips


@require_GET
@for_role("FACILITATOR")
def show_list(request: HttpRequest) -> HttpResponse:
    """Show what is to be told to these owners."""
    return render(
        request, "field/messages.html", list_context(request, _rows(request), name="field")
    )


@require_POST
@for_role("FACILITATOR")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a message was sent, or drop it."""
    return decide_letter(request, pk, _rows(request), name="field")


@require_GET
@for_role("FACILITATOR")
def slips(request: HttpRequest) -> HttpResponseBase:
    """Hand out what is to be told in person as slips of paper."""
    return send_slips(request, _rows(request))


def _rows(request: HttpRequest) -> QuerySet[Message]:
    by = person(request)
    return messages_for(by=by, facing=faced_by(by=by))
