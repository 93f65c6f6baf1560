"""Training sessions in the facilitator's regions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from laju.apps.services.queries import trainings_for
from laju.web.shared.access import for_role, person
from laju.web.shared.trainings import list_page, training_page


@require_http_methods(["GET", "POST"])
@for_role("FACILITATOR")
def trainings(request: HttpRequest) -> HttpResponse:
    """Show the sessions, and announce one."""
    return list_page(request, trainings_for(by=person(request)), room="field")


@require_http_methods(["GET", "POST"])
@for_role("FACILITATOR")
def training(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one session."""
    found = get_object_or_404(trainings_for(by=person(request)), pk=min(pk, 2**63 - 1))
    return training_page(request, found, room="field")
