"""The certificate as an A4 sheet: our own fonts, a QR code to the page that verifies it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from laju.engines.prints.pen import A4, PLAIN, STRONG, TITLE, box, line, new_page, qr, wide

HEIGHT, WIDTH = A4  # landscape, points
MARGIN, QR_SIDE, BAND = 60.0, 104.0, 14.0
INK, RED, SOFT, PAPER = "#12302b", "#a3182b", "#55615d", "#faf7f0"
TEAL, GOLD, CARD, LINE = "#0c5f57", "#f0b429", "#fffefb", "#ddd5c3"
_WEAVE = ((0, 18, RED), (18, 4, INK), (22, 3, GOLD), (25, 4, INK), (29, 18, RED), (47, 25, INK))
_WEAVE_STEP = 72


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a certificate; every line is cut to the width it has."""

    title: str
    holder: str
    business: str
    place: str
    sentence: str
    lessons: Sequence[tuple[str, str]]  # title and level in words
    issuer: str
    issued_on: str
    code: str
    url: str
    note: str


def draw_sheet(sheet: Sheet) -> bytes:
    """Return the sheet as PDF, fonts embedded; the same sheet gives the same bytes."""
    title = f"{sheet.title} {sheet.code}"
    page, out = new_page(size=(WIDTH, HEIGHT), title=title, author=sheet.issuer)
    _ground(page)
    room = WIDTH - 2 * MARGIN
    side = room - QR_SIDE - 32
    line(
        page,
        sheet.issuer.upper(),
        font=STRONG,
        size=10,
        x=MARGIN,
        y=HEIGHT - 76,
        room=side,
        colour=RED,
    )
    line(page, sheet.title, font=TITLE, size=36, x=MARGIN, y=HEIGHT - 118, room=side, colour=INK)
    line(page, sheet.holder, font=TITLE, size=30, x=MARGIN, y=HEIGHT - 176, room=side, colour=TEAL)
    line(
        page,
        f"{sheet.business}, {sheet.place}",
        font=PLAIN,
        size=14,
        x=MARGIN,
        y=HEIGHT - 200,
        room=side,
        colour=INK,
    )
    line(
        page, sheet.sentence, font=PLAIN, size=12, x=MARGIN, y=HEIGHT - 240, room=room, colour=SOFT
    )
    _columns(page, sheet.lessons, MARGIN, HEIGHT - 268, room)
    left = WIDTH - MARGIN - QR_SIDE
    qr(page, sheet.url, x=left, y=HEIGHT - 68 - QR_SIDE, side=QR_SIDE, colour=INK)
    line(
        page,
        sheet.code,
        font=STRONG,
        size=12,
        x=left,
        y=HEIGHT - 68 - QR_SIDE - 18,
        room=QR_SIDE,
        colour=INK,
    )
    page.setStrokeColor(HexColor(LINE))
    page.line(MARGIN, 104, WIDTH - MARGIN, 104)
    line(page, sheet.issued_on, font=STRONG, size=11, x=MARGIN, y=84, room=room / 2, colour=INK)
    line(page, sheet.url, font=PLAIN, size=10, x=MARGIN, y=68, room=room, colour=TEAL)
    line(page, sheet.note, font=PLAIN, size=9, x=MARGIN, y=52, room=room, colour=SOFT)
    page.showPage()
    page.save()
    return out.getvalue()


def _ground(page: Canvas) -> None:
    """Paint paper, a frame, and above and below the band that is woven like an ulos."""
    box(page, 0, 0, WIDTH, HEIGHT, PAPER)
    page.setStrokeColor(HexColor(LINE))
    page.setFillColor(HexColor(CARD))
    page.roundRect(28, 32, WIDTH - 56, HEIGHT - 64, 6, stroke=1, fill=1)
    for y in (0.0, HEIGHT - BAND):
        for start in range(0, int(WIDTH) + 1, _WEAVE_STEP):
            for at, width, colour in _WEAVE:
                box(page, start + at, y, width, BAND, colour)
            _diamond(page, start + 38, y + BAND / 2, 3, PAPER)
            _diamond(page, start + 60, y + BAND / 2, 4, GOLD)


def _diamond(page: Canvas, x: float, y: float, half: float, colour: str) -> None:
    page.setFillColor(HexColor(colour))
    path = page.beginPath()
    path.moveTo(x - half, y)
    for across, up in ((x, y + half), (x + half, y), (x, y - half)):
        path.lineTo(across, up)
    path.close()
    page.drawPath(path, stroke=0, fill=1)


def _columns(
    page: Canvas, lines: Sequence[tuple[str, str]], x: float, y: float, room: float
) -> None:
    """Write the tasks in two columns, a tick before each and its level behind."""
    half = (room - 36) / 2
    each = -(-len(lines) // 2)
    for number, (title, level) in enumerate(lines):
        column, row = divmod(number, each)
        left, base = x + column * (half + 36), y - row * 26
        _tick(page, left, base)
        line(page, title, font=PLAIN, size=12, x=left + 22, y=base, room=half - 84, colour=INK)
        width = min(wide(level, STRONG, 9), 56)
        line(page, level, font=STRONG, size=9, x=left + half - width, y=base, room=57, colour=TEAL)


def _tick(page: Canvas, x: float, y: float) -> None:
    page.setStrokeColor(HexColor(TEAL))
    page.setLineWidth(2.2)
    page.setLineCap(1)
    page.setLineJoin(1)
    path = page.beginPath()
    path.moveTo(x, y + 4)
    path.lineTo(x + 4.5, y)
    path.lineTo(x + 13, y + 9)
    page.drawPath(path, stroke=1, fill=0)
    page.setLineWidth(1)
