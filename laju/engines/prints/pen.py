"""Words, boxes and QR codes on a PDF page: our own fonts, every line kept in its room."""

import functools
import io
from collections.abc import Sequence
from pathlib import Path

import segno
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(__file__).resolve().parents[2] / "data" / "fonts"
PLAIN, STRONG, TITLE = "PlusJakartaSans-500", "PlusJakartaSans-800", "Fraunces-800"
A4 = (210 * mm, 297 * mm)  # points
_LEAST = 2 / 3  # how far a line is made smaller before it is cut
_ASCENT, _DESCENT = 0.92, 0.28  # of our fonts, em


def new_page(
    *, size: tuple[float, float], title: str, author: str = ""
) -> tuple[Canvas, io.BytesIO]:
    """Return a page to draw on and where its bytes go; the same drawing gives the same bytes."""
    register_fonts()
    out = io.BytesIO()
    page = Canvas(out, pagesize=size, invariant=True, pageCompression=1)
    page.setTitle(printable(title, PLAIN))
    page.setAuthor(printable(author, PLAIN))
    return page, out


def printable(text: str, font: str) -> str:
    """Return text on one line without what the font has no picture for."""
    register_fonts()
    known = pdfmetrics.getFont(font).face.charToGlyph
    kept = "".join(each if each.isspace() or ord(each) in known else " " for each in text)
    return " ".join(kept.split())


def line(
    page: Canvas,
    text: str,
    *,
    font: str,
    size: float,
    x: float,
    y: float,
    room: float,
    colour: str,
    align: str = "left",
) -> None:
    """Write a line; made smaller down to two thirds, then cut, so that it keeps its room.

    align: "left" of x, "right" up to x, or "middle" around it.
    """
    plain, size = fitted(text, font=font, size=size, room=room)
    page.setFont(font, size)
    page.setFillColor(HexColor(colour))
    draw = {
        "left": page.drawString,
        "right": page.drawRightString,
        "middle": page.drawCentredString,
    }[align]
    draw(x, y, plain)


def fitted(text: str, *, font: str, size: float, room: float) -> tuple[str, float]:
    """Return a line and the size at which it fits; cut where even two thirds are too large."""
    plain, least = printable(text, font), size * _LEAST
    width = wide(plain, font, size)
    if width > room:
        size = max(least, size * room / width)
    if wide(plain, font, size) > room * 1.0001:
        plain = _cut(plain, font, size, room)
    return plain, size


def wide(text: str, font: str, size: float) -> float:
    """Return the width of a line in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def wrap(text: str, *, font: str, size: float, room: float, most: int) -> list[str]:
    """Break text into at most `most` lines; what does not fit ends with an ellipsis.

    A word wider than the room is broken anywhere.
    """
    lines: list[str] = []
    rest = printable(text, font).split()
    while rest and len(lines) < most:
        count = 1
        while count < len(rest) and wide(" ".join(rest[: count + 1]), font, size) <= room:
            count += 1
        head = " ".join(rest[:count])
        if len(lines) == most - 1 and count < len(rest):
            head = _cut(" ".join(rest), font, size, room)
            rest = []
        elif wide(head, font, size) > room:
            broken = max(_most_letters(head, font, size, room), 1)
            rest = [head[broken:], *rest[count:]]
            head = head[:broken]
        else:
            rest = rest[count:]
        lines.append(head)
    return lines


def block(
    page: Canvas,
    text: str,
    *,
    font: str,
    size: float,
    x: float,
    top: float,
    room: float,
    most: int,
    colour: str,
    leading: float = 1.15,
) -> float:
    """Write text in even lines downward from `top`; return where the room below begins.

    Longer words are made smaller, down to half, until they keep to `most` lines.
    """
    least, plain = size / 2, printable(text, font)
    while size > least and len(wrap(plain, font=font, size=size, room=room, most=most + 1)) > most:
        size *= 0.94
    lines = _evenly(plain, font, size, room, most)
    y = top - size * _ASCENT
    for each in lines:
        line(page, each, font=font, size=size, x=x, y=y, room=room, colour=colour)
        y -= size * leading
    return y + size * (leading - _DESCENT) if lines else top


def _evenly(text: str, font: str, size: float, room: float, most: int) -> list[str]:
    """Break text so that no word is left alone on the last line: as narrow as the lines allow."""
    lines = wrap(text, font=font, size=size, room=room, most=most)
    if len(lines) < 2 or lines[-1].endswith("…"):  # noqa: PLR2004  one line is even
        return lines
    for share in (0.5, 0.6, 0.7, 0.8, 0.9):
        tried = wrap(text, font=font, size=size, room=room * share, most=most + 1)
        if len(tried) == len(lines) and " ".join(tried) == text:
            return tried
    return lines


def box(
    page: Canvas, x: float, y: float, width: float, height: float, colour: str, *, radius: float = 0
) -> None:
    """Paint a rectangle."""
    page.setFillColor(HexColor(colour))
    page.roundRect(x, y, width, height, radius, stroke=0, fill=1)


def rule(
    page: Canvas, x: float, y: float, width: float, colour: str, *, dash: Sequence[float] = ()
) -> None:
    """Draw a thin line to the right."""
    page.saveState()
    page.setStrokeColor(HexColor(colour))
    page.setLineWidth(0.6)
    if dash:
        page.setDash(list(dash))
    page.line(x, y, x + width, y)
    page.restoreState()


def qr(
    page: Canvas,
    text: str,
    *,
    x: float,
    y: float,
    side: float,
    colour: str = "#000000",
    quiet: int = 0,
) -> None:
    """Draw a QR code (error correction M) with its lower left corner at x, y.

    quiet: modules of white around it, inside the side.
    """
    rows = list(segno.make_qr(text, error="m").matrix)
    step = side / (len(rows) + 2 * quiet)
    if quiet:
        box(page, x, y, side, side, "#ffffff")
    page.setFillColor(HexColor(colour))
    for number, row in enumerate(rows):
        top = y + side - (number + quiet + 1) * step
        for start, count in _runs(row):
            page.rect(x + (start + quiet) * step, top, count * step, step, stroke=0, fill=1)


@functools.cache
def register_fonts() -> None:
    """Make the fonts known, once a process."""
    for name in (PLAIN, STRONG, TITLE):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}.ttf")))


def _runs(row: Sequence[int]) -> list[tuple[int, int]]:
    """Return start and length of the dark stretches of a row."""
    runs: list[tuple[int, int]] = []
    for place, is_dark in enumerate(row):
        if is_dark and runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif is_dark:
            runs.append((place, 1))
    return runs


def _most_letters(text: str, font: str, size: float, room: float, tail: str = "") -> int:
    """Return how many letters fit with `tail` behind them."""
    low, high = 0, len(text)
    while low < high:
        count = (low + high + 1) // 2
        if wide(f"{text[:count]}{tail}", font, size) <= room:
            low = count
        else:
            high = count - 1
    return low


def _cut(text: str, font: str, size: float, room: float) -> str:
    return f"{text[: _most_letters(text, font, size, room, '…')].rstrip()}…"
