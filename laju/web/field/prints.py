"""Prints a facilitator takes along: of one business, or the table cards of all in one's charge."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from laju.apps.programme.queries import participants_of_facilitator
from laju.engines.prints import draw_table_cards
from laju.web.shared.access import for_role, in_charge, person
from laju.web.shared.prints import as_pdf, pieces_of, send_print, show_prints

MOST_CARDS = 150  # sheets in one file


@require_GET
@for_role("FACILITATOR")
def prints(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what can be printed of a business in one's charge."""
    participant = in_charge(request, pk)
    return show_prints(request, participant, template="field/prints.html", audience="field")


@require_GET
@for_role("FACILITATOR")
def print_file(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Hand out a table card, a price list, labels or a banner."""
    return send_print(request, in_charge(request, pk), name)


@require_GET
@for_role("FACILITATOR")
def table_cards(request: HttpRequest) -> HttpResponse:
    """Hand out the table cards of every business in one's charge that has a code to scan."""
    rows = list(participants_of_facilitator(by=person(request))[:MOST_CARDS])
    pieces = [piece for piece in pieces_of(request, rows) if piece.link or piece.qris]
    if not pieces:
        messages.info(
            request, _("Belum ada kartu meja: kodenya ada setelah halaman tayang atau nomor diisi.")
        )
        return redirect("field:businesses")
    return as_pdf(draw_table_cards(pieces), "kartu-meja.pdf")
