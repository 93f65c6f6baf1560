"""Labels for packages: ten on an A4 sheet, with lines for what only the maker knows."""

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from laju.core.profile import Product
from laju.engines.prints.pen import (
    A4,
    PLAIN,
    STRONG,
    TITLE,
    block,
    box,
    line,
    new_page,
    qr,
    rule,
    wide,
)
from laju.engines.prints.piece import Piece

WIDE, TALL = 99 * mm, 56 * mm
_ACROSS, _DOWN = 2, 5
_SIDE, _HEAD = 19 * mm, 17 * mm  # of the code, of the coloured head
_DARK = "#1b1a17"
FOOD_LINES = ("Komposisi", "Isi bersih", "Baik digunakan sebelum")
OTHER_LINES = ("Bahan", "Ukuran", "Perawatan")


def draw_labels(piece: Piece, *, product: Product | None = None) -> bytes:
    """Return a sheet of ten labels as PDF, to be cut along the marks.

    Composition, net contents and date are left to write by hand: nobody told them, and food law
    (BPOM 31/2018, PP 69/1999) asks for them. Permits stand there with their number only.
    """
    page, out = new_page(size=A4, title=f"Label {piece.name}", author=piece.name)
    left = (A4[0] - _ACROSS * WIDE) / 2
    low = (A4[1] - _DOWN * TALL) / 2
    for row in range(_DOWN):
        for column in range(_ACROSS):
            page.saveState()
            page.translate(left + column * WIDE, low + row * TALL)
            _label(page, piece, product)
            page.restoreState()
    _marks(page, left, low)
    page.showPage()
    page.save()
    return out.getvalue()


def _label(page: Canvas, piece: Piece, product: Product | None) -> None:
    colours, edge = piece.palette, 4 * mm
    box(page, 0, 0, WIDE, TALL, "#ffffff")
    box(page, 0, TALL - _HEAD, WIDE, _HEAD, colours.ground)
    box(page, 0, TALL - _HEAD - 2, WIDE, 2, colours.strong)
    room = WIDE - 2 * edge
    top = block(
        page, product.name if product else piece.name, font=TITLE, size=19, x=edge,
        top=TALL - 3 * mm, room=room, most=1 if product else 2, colour=colours.ink, leading=1.02,
    )  # fmt: skip
    if product:
        line(
            page,
            piece.name,
            font=STRONG,
            size=10,
            x=edge,
            y=top - 11,
            room=room,
            colour=colours.ink,
        )
    side = _SIDE if piece.link else 0
    narrow = room - (side + 3 * mm if side else 0)
    y = TALL - _HEAD - 15
    for each in FOOD_LINES if piece.is_edible else OTHER_LINES:
        line(page, each, font=STRONG, size=7, x=edge, y=y, room=narrow, colour=_DARK)
        start = wide(each, STRONG, 7) + 4
        rule(page, edge + start, y - 1.5, narrow - start, "#8a867c")
        y -= 19
    weight = f"{product.weight_grams} g bruto" if product and product.weight_grams else ""
    made = ", ".join(each for each in (f"Diproduksi {piece.name}", piece.place) if each)
    told = [piece.phone and f"WA {piece.phone}", *piece.permits, weight]
    line(page, made, font=PLAIN, size=7, x=edge, y=17, room=room, colour=_DARK)
    last = "  ·  ".join(each for each in told if each)
    line(page, last, font=STRONG, size=7, x=edge, y=8, room=room, colour=_DARK)
    if side:
        qr(page, piece.link, x=WIDE - edge - side, y=TALL - _HEAD - 6 - side, side=side, quiet=1)


def _marks(page: Canvas, left: float, low: float) -> None:
    """Draw where to cut, outside the labels and between them."""
    for column in range(_ACROSS + 1):
        page.saveState()
        page.setStrokeColorRGB(0.6, 0.6, 0.6)
        page.setLineWidth(0.3)
        page.line(left + column * WIDE, 0, left + column * WIDE, A4[1])
        page.restoreState()
    for row in range(_DOWN + 1):
        rule(page, 0, low + row * TALL, A4[0], "#999999")
