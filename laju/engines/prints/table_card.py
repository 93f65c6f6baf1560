"""Table cards: an A4 sheet folded once, so that both sides of the table can scan."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from laju.engines.prints.pen import A4, PLAIN, STRONG, TITLE, block, box, line, new_page, qr, rule
from laju.engines.prints.piece import Piece

WIDTH, HEIGHT = A4[0], A4[1] / 2  # of one face
_EDGE = 12 * mm
_CARD = 84 * mm  # width of the white card with the codes
_DARK = "#1b1a17"


def draw_table_cards(pieces: Sequence[Piece]) -> bytes:
    """Return one sheet per business as PDF; fold it at the dashed line and stand it up."""
    page, out = new_page(size=A4, title="Kartu meja")
    for piece in pieces:
        _face(page, piece)
        page.saveState()
        page.translate(WIDTH, 2 * HEIGHT)
        page.rotate(180)
        _face(page, piece)
        page.restoreState()
        rule(page, 0, HEIGHT, WIDTH, piece.palette.ink, dash=(4, 4))
        page.showPage()
    page.save()
    return out.getvalue()


def _face(page: Canvas, piece: Piece) -> None:
    colours = piece.palette
    box(page, 0, 0, WIDTH, HEIGHT, colours.ground)
    box(page, 0, 0, WIDTH, 9 * mm, colours.strong)
    codes = [
        (text, title, below)
        for text, title, below in (
            (piece.link, piece.call, piece.address or piece.phone),
            (piece.qris, "Bayar dengan QRIS", f"a.n. {piece.merchant}"),
        )
        if text
    ]
    room = WIDTH - 2 * _EDGE - (_CARD + 8 * mm if codes else 0)
    top = block(
        page, piece.name, font=TITLE, size=40, x=_EDGE, top=HEIGHT - _EDGE, room=room, most=3,
        colour=colours.ink, leading=1.08,
    )  # fmt: skip
    block(
        page, piece.line, font=PLAIN, size=14, x=_EDGE, top=top - 8, room=room, most=3,
        colour=colours.ink, leading=1.3,
    )  # fmt: skip
    base = 9 * mm + 14
    for text in (*reversed(piece.hours[:3]), piece.place):
        if text:
            line(page, text, font=PLAIN, size=11, x=_EDGE, y=base, room=room, colour=colours.ink)
            base += 16
    if piece.phone:
        line(
            page,
            f"WA {piece.phone}",
            font=STRONG,
            size=20,
            x=_EDGE,
            y=base + 6,
            room=room,
            colour=colours.ink,
        )
    if codes:
        _codes(page, codes)


def _codes(page: Canvas, codes: Sequence[tuple[str, str, str]]) -> None:
    """Draw the white card with one or two codes, each under its own words."""
    left, low = WIDTH - _EDGE - _CARD, 9 * mm + _EDGE / 2
    tall = HEIGHT - low - _EDGE / 2
    box(page, left, low, _CARD, tall, "#ffffff", radius=8)
    each = tall / len(codes)
    side = min(_CARD - 14 * mm, each - 44)
    middle, room = left + _CARD / 2, _CARD - 6 * mm
    for number, (text, title, below) in enumerate(codes):
        top = low + tall - number * each - (each - side - 42) / 2
        line(
            page, title, font=STRONG, size=13, x=middle, y=top - 16, room=room, colour=_DARK,
            align="middle",
        )  # fmt: skip
        qr(page, text, x=middle - side / 2, y=top - 22 - side, side=side, quiet=1)
        line(
            page, below, font=PLAIN, size=10, x=middle, y=top - 35 - side, room=room, colour=_DARK,
            align="middle",
        )  # fmt: skip
        if number:
            rule(page, left + 8 * mm, low + tall - number * each, _CARD - 16 * mm, "#bbbbbb")
