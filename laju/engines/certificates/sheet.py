"""The certificate as an A4 sheet: our own fonts, a QR code to the page that verifies it."""

import functools
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import segno
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(__file__).resolve().parents[2] / "data" / "fonts"
PLAIN, STRONG, TITLE = "PlusJakartaSans-500", "PlusJakartaSans-800", "Fraunces-800"
WIDTH, HEIGHT = landscape(A4)  # points
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
    _register()
    out = io.BytesIO()
    page = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=True, pageCompression=1)
    page.setTitle(f"{sheet.title} {sheet.code}")
    page.setAuthor(sheet.issuer)
    _ground(page)
    room = WIDTH - 2 * MARGIN
    side = room - QR_SIDE - 32
    _line(page, sheet.issuer.upper(), STRONG, 10, MARGIN, HEIGHT - 76, side, RED)
    _line(page, sheet.title, TITLE, 36, MARGIN, HEIGHT - 118, side, INK)
    _line(page, sheet.holder, TITLE, 30, MARGIN, HEIGHT - 176, side, TEAL)
    _line(page, f"{sheet.business}, {sheet.place}", PLAIN, 14, MARGIN, HEIGHT - 200, side, INK)
    _line(page, sheet.sentence, PLAIN, 12, MARGIN, HEIGHT - 240, room, SOFT)
    _columns(page, sheet.lessons, MARGIN, HEIGHT - 268, room)
    left = WIDTH - MARGIN - QR_SIDE
    page.setFillColor(HexColor(INK))
    _qr(page, sheet.url, left, HEIGHT - 68 - QR_SIDE)
    _line(page, sheet.code, STRONG, 12, left, HEIGHT - 68 - QR_SIDE - 18, QR_SIDE, INK)
    page.setStrokeColor(HexColor(LINE))
    page.line(MARGIN, 104, WIDTH - MARGIN, 104)
    _line(page, sheet.issued_on, STRONG, 11, MARGIN, 84, room / 2, INK)
    _line(page, sheet.url, PLAIN, 10, MARGIN, 68, room, TEAL)
    _line(page, sheet.note, PLAIN, 9, MARGIN, 52, room, SOFT)
    page.showPage()
    page.save()
    return out.getvalue()


def _line(
    page: Canvas, text: str, font: str, size: float, x: float, y: float, room: float, colour: str
) -> None:
    """Write a line; made smaller down to two thirds, then cut, so that it keeps its room."""
    plain = " ".join(text.split())
    least = size * 2 / 3
    while size > least and pdfmetrics.stringWidth(plain, font, size) > room:
        size -= 0.5
    if pdfmetrics.stringWidth(plain, font, size) > room:
        while plain and pdfmetrics.stringWidth(f"{plain}…", font, size) > room:
            plain = plain[:-1]
        plain = f"{plain}…"
    page.setFont(font, size)
    page.setFillColor(HexColor(colour))
    page.drawString(x, y, plain)


def _ground(page: Canvas) -> None:
    """Paint paper, a frame, and above and below the band that is woven like an ulos."""
    _box(page, 0, 0, WIDTH, HEIGHT, PAPER)
    page.setStrokeColor(HexColor(LINE))
    page.setFillColor(HexColor(CARD))
    page.roundRect(28, 32, WIDTH - 56, HEIGHT - 64, 6, stroke=1, fill=1)
    for y in (0.0, HEIGHT - BAND):
        for start in range(0, int(WIDTH) + 1, _WEAVE_STEP):
            for at, width, colour in _WEAVE:
                _box(page, start + at, y, width, BAND, colour)
            _diamond(page, start + 38, y + BAND / 2, 3, PAPER)
            _diamond(page, start + 60, y + BAND / 2, 4, GOLD)


def _box(page: Canvas, x: float, y: float, width: float, height: float, colour: str) -> None:
    page.setFillColor(HexColor(colour))
    page.rect(x, y, width, height, stroke=0, fill=1)


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
        _line(page, title, PLAIN, 12, left + 22, base, half - 84, INK)
        width = min(pdfmetrics.stringWidth(level, STRONG, 9), 56)
        _line(page, level, STRONG, 9, left + half - width, base, 57, TEAL)


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


def _qr(page: Canvas, text: str, x: float, y: float) -> None:
    rows = list(segno.make_qr(text, error="m").matrix)
    step = QR_SIDE / len(rows)
    for number, row in enumerate(rows):
        for place, is_dark in enumerate(row):
            if is_dark:
                top = y + QR_SIDE - (number + 1) * step
                page.rect(x + place * step, top, step, step, stroke=0, fill=1)


@functools.cache
def _register() -> None:
    for name in (PLAIN, STRONG, TITLE):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}.ttf")))
