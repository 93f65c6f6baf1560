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
MARGIN, QR_SIDE = 54.0, 92.0
INK, RED, SOFT, PAPER = "#12302b", "#a3182b", "#55615d", "#fbf8f1"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a certificate; every line is cut to the width it has."""

    title: str
    holder: str
    business: str
    place: str
    sentence: str
    lessons: Sequence[str]
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
    page.setFillColor(HexColor(PAPER))
    page.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    page.setFillColor(HexColor(RED))
    page.rect(0, HEIGHT - 14, WIDTH, 14, stroke=0, fill=1)
    room = WIDTH - 2 * MARGIN
    top = HEIGHT - 84
    _line(page, sheet.issuer, STRONG, 12, MARGIN, top, room, SOFT)
    _line(page, sheet.title, TITLE, 34, MARGIN, top - 48, room, INK)
    _line(page, sheet.holder, TITLE, 30, MARGIN, top - 104, room, RED)
    _line(page, f"{sheet.business}, {sheet.place}", PLAIN, 14, MARGIN, top - 128, room, INK)
    _line(page, sheet.sentence, PLAIN, 13, MARGIN, top - 168, room, SOFT)
    _columns(page, sheet.lessons, MARGIN, top - 194, room)
    page.setFillColor(HexColor(INK))
    _qr(page, sheet.url, WIDTH - MARGIN - QR_SIDE, MARGIN)
    side = room - QR_SIDE - 24
    _line(page, f"{sheet.issued_on} · {sheet.code}", STRONG, 12, MARGIN, MARGIN + 52, side, INK)
    _line(page, sheet.url, PLAIN, 10, MARGIN, MARGIN + 34, side, SOFT)
    _line(page, sheet.note, PLAIN, 9, MARGIN, MARGIN + 8, side, SOFT)
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


def _columns(page: Canvas, lines: Sequence[str], x: float, y: float, room: float) -> None:
    half = (room - 24) / 2
    each = -(-len(lines) // 2)
    for number, text in enumerate(lines):
        column, row = divmod(number, each)
        _line(page, f"•  {text}", PLAIN, 11, x + column * (half + 24), y - row * 17, half, INK)


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
