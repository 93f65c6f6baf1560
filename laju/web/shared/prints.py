"""What can be printed of a business: chosen on a page, handed out as PDF."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laju.apps.programme.models import Participant
from laju.apps.studio.queries import profiles_of
from laju.engines.prints import (
    Piece,
    draw_banner,
    draw_labels,
    draw_price_list,
    draw_table_cards,
    piece_of,
)
from laju.web.shared.previews import address_of, states_of

KINDS = {
    "kartu-meja": (_("Kartu meja"), _("A4, dilipat dua. Pembeli memindai untuk memesan dan membayar.")),
    "daftar-harga": (_("Daftar harga"), _("A4, untuk ditempel atau dibagikan. Semua produk yang tampil.")),
    "label": (_("Label kemasan"), _("A4, sepuluh label. Isi bahan dan tanggalnya dengan tangan.")),
    "spanduk": (_("Spanduk"), _("3 × 1 meter. Bawa berkasnya ke percetakan, tidak perlu digambar ulang.")),
}  # fmt: skip


def show_prints(
    request: HttpRequest, participant: Participant, *, template: str, audience: str
) -> HttpResponse:
    """Show what can be printed, and what would make it better."""
    [piece] = pieces_of(request, [participant])
    lacks = [
        (not piece.address, _("Halaman belum tayang: kodenya membuka WhatsApp.")),
        (not piece.phone, _("Nomor WhatsApp belum ada.")),
        (not piece.products, _("Produk dan harga belum ada: daftar harga bergaris kosong.")),
        (not piece.qris, _("Kode QRIS belum ada: kartu meja tanpa kode bayar.")),
    ]
    context: dict[str, Any] = {
        "participant": participant,
        "business": participant.application.business,
        "kinds": [{"key": key, "name": name, "what": what} for key, (name, what) in KINDS.items()],
        "products": piece.products,
        "lacks": [text for is_so, text in lacks if is_so],
        "file_url": f"{audience}:print_file",
    }
    return render(request, template, context)


def send_print(request: HttpRequest, participant: Participant, name: str) -> HttpResponse:
    """Hand out one piece; `barang` names the product of a label. Raises: Http404."""
    kind = name.removesuffix(".pdf")
    if kind not in KINDS or kind == name:
        raise Http404
    [piece] = pieces_of(request, [participant])
    wanted = request.GET.get("barang", "")
    product = next((each for each in piece.products if each.key == wanted), None)
    pdf = {
        "kartu-meja": lambda: draw_table_cards([piece]),
        "daftar-harga": lambda: draw_price_list(piece),
        "label": lambda: draw_labels(piece, product=product),
        "spanduk": lambda: draw_banner(piece),
    }[kind]()
    return as_pdf(pdf, f"{kind}-{piece.code}.pdf")


def as_pdf(pdf: bytes, name: str) -> HttpResponse:
    """Return a PDF to be kept; it is nobody else's business."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def pieces_of(request: HttpRequest, participants: Sequence[Participant]) -> list[Piece]:
    """Return what is printed of each, in order."""
    states = states_of(participants)
    profiles = profiles_of(keys=[each.application.business_id for each in participants])
    today = timezone.localdate()
    return [
        piece_of(
            profile=profiles[each.application.business_id],
            address=address_of(request, state),
            on=today,
        )
        for each, state in zip(participants, states, strict=True)
    ]
