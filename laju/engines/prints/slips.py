"""News on paper: four slips a sheet, for owners whom no message reaches."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from laju.engines.prints.pen import A4, PLAIN, STRONG, TITLE, line, new_page, rule, wrap

_EACH = 4  # slips on a sheet
_TALL, _EDGE = A4[1] / _EACH, 14 * mm
_ROOM = A4[0] - 2 * _EDGE
_SIZE, _MOST = 11.0, 7  # of the text; lines of it
_DARK, _SOFT = "#1b1a17", "#55524b"


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on one slip."""

    business: str
    owner: str
    place: str
    code: str
    text: str
    day: str


def draw_slips(slips: Sequence[Slip], *, office: str, empty: str = "") -> bytes:
    """Return the slips as PDF, in their order; cut at the dashed lines, sign at the bottom.

    empty: what stands on the sheet when there is no slip.
    """
    page, out = new_page(size=A4, title="Kabar untuk disampaikan", author=office)
    if not slips:
        y = A4[1] - 20 * mm
        line(page, empty, font=STRONG, size=12, x=_EDGE, y=y, room=_ROOM, colour=_DARK)
    for number, slip in enumerate(slips):
        row = number % _EACH
        if number and not row:
            page.showPage()
        _draw(page, slip, A4[1] - row * _TALL, office)
    page.showPage()
    page.save()
    return out.getvalue()


def _draw(page: Canvas, slip: Slip, top: float, office: str) -> None:
    half = _ROOM * 0.62
    y = top - 12 * mm
    line(page, slip.business, font=TITLE, size=17, x=_EDGE, y=y, room=half, colour=_DARK)
    right = _EDGE + _ROOM
    rest = _ROOM - half - 8
    line(
        page, office, font=STRONG, size=9, x=right, y=y + 4, room=rest, colour=_SOFT, align="right"
    )
    line(
        page, f"{slip.code}  {slip.day}", font=PLAIN, size=9, x=right, y=y - 8, room=rest,
        colour=_SOFT, align="right",
    )  # fmt: skip
    who = ", ".join(each for each in (slip.owner, slip.place) if each)
    line(page, who, font=STRONG, size=10.5, x=_EDGE, y=y - 15, room=half, colour=_DARK)
    y -= 36
    for each in wrap(slip.text, font=PLAIN, size=_SIZE, room=_ROOM, most=_MOST):
        line(page, each, font=PLAIN, size=_SIZE, x=_EDGE, y=y, room=_ROOM, colour=_DARK)
        y -= _SIZE * 1.35
    foot = top - _TALL + 10 * mm
    line(page, "Diterima oleh", font=PLAIN, size=9, x=_EDGE, y=foot, room=80, colour=_SOFT)
    rule(page, _EDGE + 62, foot - 2, 200, _SOFT)
    line(page, "tanggal", font=PLAIN, size=9, x=_EDGE + 276, y=foot, room=60, colour=_SOFT)
    rule(page, _EDGE + 314, foot - 2, _ROOM - 314, _SOFT)
    rule(page, 0, top - _TALL, A4[0], "#999999", dash=(4, 4))
