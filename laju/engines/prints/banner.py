"""The banner: three metres by one, vectors only, so that any print shop takes it as it is."""

from reportlab.lib.units import mm

from laju.engines.prints.pen import PLAIN, STRONG, TITLE, block, box, line, new_page, qr
from laju.engines.prints.piece import Piece

WIDE, TALL = 3000 * mm, 1000 * mm
_EDGE, _BAND = 90 * mm, 70 * mm


def draw_banner(piece: Piece) -> bytes:
    """Return the banner as PDF in its true size."""
    page, out = new_page(size=(WIDE, TALL), title=f"Spanduk {piece.name}", author=piece.name)
    colours = piece.palette
    box(page, 0, 0, WIDE, TALL, colours.ground)
    for y in (0.0, TALL - _BAND):
        box(page, 0, y, WIDE, _BAND, colours.strong)
    side = 560 * mm
    room = WIDE - 2 * _EDGE - (side + 2 * _EDGE if piece.link else 0)
    top = block(
        page, piece.name, font=TITLE, size=680, x=_EDGE, top=TALL - _BAND - 40 * mm, room=room, most=2,
        colour=colours.ink, leading=1.02,
    )  # fmt: skip
    low = _BAND + 60 * mm + (90 * mm if piece.place else 0) + (130 * mm if piece.phone else 0)
    if top - low > 80 * mm:  # a name in two lines leaves no room for more words
        block(
            page, piece.line, font=PLAIN, size=190, x=_EDGE, top=top - 10 * mm, room=room, most=1,
            colour=colours.ink,
        )  # fmt: skip
    base = _BAND + 60 * mm
    if piece.place:
        line(
            page, piece.place, font=PLAIN, size=170, x=_EDGE, y=base, room=room, colour=colours.ink
        )
        base += 90 * mm
    if piece.phone:
        line(
            page,
            f"WA {piece.phone}",
            font=STRONG,
            size=360,
            x=_EDGE,
            y=base,
            room=room,
            colour=colours.ink,
        )
    if piece.link:
        left, low = WIDE - _EDGE - side - 40 * mm, _BAND + 150 * mm
        box(
            page,
            left - 40 * mm,
            _BAND + 50 * mm,
            side + 80 * mm,
            TALL - 2 * _BAND - 100 * mm,
            "#ffffff",
            radius=60,
        )
        qr(page, piece.link, x=left, y=low, side=side, quiet=1)
        line(
            page,
            piece.call,
            font=STRONG,
            size=110,
            x=left + side / 2,
            y=_BAND + 95 * mm,
            room=side + 40 * mm,
            colour="#1b1a17",
            align="middle",
        )
    page.showPage()
    page.save()
    return out.getvalue()
