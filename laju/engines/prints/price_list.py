"""The price list: one A4 sheet for most, as many as it takes for three hundred products."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from laju.core.profile import Product, Stock
from laju.engines.prints.pen import (
    A4,
    PLAIN,
    STRONG,
    TITLE,
    block,
    box,
    fitted,
    line,
    new_page,
    qr,
    rule,
    wide,
)
from laju.engines.prints.piece import Piece, price_lines
from laju.engines.sites.words import long_date

WIDTH, HEIGHT = A4
_EDGE, _HEAD, _FOOT = 14 * mm, 46 * mm, 32 * mm
_ROOM = WIDTH - 2 * _EDGE
_GAP = 10 * mm
_SIZES = (20.0, 17.0, 14.5, 12.5)
_STEP = 1.4  # from line to line, em
_SPACE = HEIGHT - _HEAD - _FOOT - 24
_PRICE = 0.42  # of a column's width at most


def draw_price_list(piece: Piece) -> bytes:
    """Return the price list as PDF; without products it has lines to write on."""
    page, out = new_page(size=A4, title=f"Daftar harga {piece.name}", author=piece.name)
    size, columns = _layout(piece.products)
    width = (_ROOM - (columns - 1) * _GAP) / columns
    sheets = _spread(piece.products, columns, size)
    for number, sheet in enumerate(sheets, 1):
        _frame(page, piece, f"{number}/{len(sheets)}" if len(sheets) > 1 else "")
        for place, column in enumerate(sheet):
            _column(page, column, _EDGE + place * (width + _GAP), width, size)
        if not piece.products:
            for row in range(14):
                rule(page, _EDGE, HEIGHT - _HEAD - 46 - row * 34, _ROOM, "#8a867c")
        page.showPage()
    page.save()
    return out.getvalue()


def _layout(products: Sequence[Product]) -> tuple[float, int]:
    """Return size of the letters and number of columns: as large as one sheet allows."""
    for size in _SIZES:
        if sum(_tall(product, size) for product in products) <= _SPACE:
            return size, 1
    return _SIZES[-1] * 0.85, 2


def _frame(page: Canvas, piece: Piece, number: str) -> None:
    colours = piece.palette
    box(page, 0, HEIGHT - _HEAD, WIDTH, _HEAD, colours.ground)
    box(page, 0, HEIGHT - _HEAD - 4, WIDTH, 4, colours.strong)
    block(
        page, piece.name, font=TITLE, size=36, x=_EDGE, top=HEIGHT - 9 * mm, room=_ROOM, most=2,
        colour=colours.ink, leading=1.05,
    )  # fmt: skip
    below = "  ·  ".join(
        each for each in (piece.phone and f"WA {piece.phone}", piece.place) if each
    )
    line(
        page,
        below,
        font=STRONG,
        size=11,
        x=_EDGE,
        y=HEIGHT - _HEAD + 10,
        room=_ROOM,
        colour=colours.ink,
    )
    rule(page, _EDGE, _FOOT, _ROOM, "#cccccc")
    side = _FOOT - 8 * mm
    left = _EDGE
    if piece.link:
        qr(page, piece.link, x=_EDGE, y=4 * mm, side=side)
        left += side + 5 * mm
    room = WIDTH - _EDGE - left
    line(
        page,
        f"Harga per {long_date(piece.on)}; dapat berubah.",
        font=STRONG,
        size=10,
        x=left,
        y=_FOOT - 18,
        room=room,
        colour="#1b1a17",
    )
    told = f"Harga terbaru dan pesanan: {piece.address}" if piece.address else ""
    line(page, told, font=PLAIN, size=10, x=left, y=_FOOT - 34, room=room, colour="#1b1a17")
    line(
        page,
        "  ·  ".join(piece.permits),
        font=PLAIN,
        size=9,
        x=left,
        y=_FOOT - 50,
        room=room,
        colour="#44423d",
    )
    line(
        page,
        "  ".join(each for each in (piece.code, number) if each),
        font=PLAIN,
        size=8,
        x=WIDTH - _EDGE,
        y=4 * mm,
        room=60 * mm,
        colour="#6b6860",
        align="right",
    )


def _column(page: Canvas, products: Sequence[Product], x: float, width: float, size: float) -> None:
    y = HEIGHT - _HEAD - 14
    for product in products:
        base = y - size
        for number, (name, price) in enumerate(price_lines(product)):
            font, indent = (PLAIN, size * 0.8) if number else (STRONG, 0.0)
            tall = size * 0.9 if number else size
            _leader(page, name, price, font, tall, x + indent, base, width - indent)
            base -= size * _STEP
        said = _said(product)
        if said:
            line(
                page, said, font=PLAIN, size=size * 0.75, x=x, y=base + size * 0.3, room=width,
                colour="#55524b",
            )  # fmt: skip
        y -= _tall(product, size)


def _leader(
    page: Canvas, name: str, price: str, font: str, size: float, x: float, y: float, width: float
) -> None:
    """Write name and price with a dotted line between them."""
    shown, small = fitted(price, font=STRONG, size=size, room=width * _PRICE)
    right = wide(shown, STRONG, small)
    room = width - right - (8 if shown else 0)
    words, tall = fitted(name, font=font, size=size, room=room)
    line(page, name, font=font, size=size, x=x, y=y, room=room, colour="#1b1a17")
    line(
        page,
        price,
        font=STRONG,
        size=size,
        x=x + width,
        y=y,
        room=width * _PRICE,
        colour="#1b1a17",
        align="right",
    )
    start = x + wide(words, font, tall) + 5
    if shown and x + width - right - 5 > start:
        rule(page, start, y + 1, x + width - right - 5 - start, "#8a867c", dash=(0.8, 2.6))


def _said(product: Product) -> str:
    stock = {Stock.SOLD_OUT: "sedang habis", Stock.PREORDER: "pesan dulu"}.get(product.stock, "")
    return "  ·  ".join(each for each in (product.note, stock) if each)


def _tall(product: Product, size: float) -> float:
    """Return the height of a product in points, with the gap below it."""
    said = 1.0 if _said(product) else 0.0
    return size * (len(price_lines(product)) * _STEP + said + 0.45)


def _spread(products: Sequence[Product], columns: int, size: float) -> list[list[list[Product]]]:
    """Deal products into columns and sheets by their height; one sheet at least."""
    filled: list[list[Product]] = [[]]
    used = 0.0
    for product in products:
        tall = _tall(product, size)
        if filled[-1] and used + tall > _SPACE:
            filled.append([])
            used = 0.0
        filled[-1].append(product)
        used += tall
    return [filled[n : n + columns] for n in range(0, len(filled), columns)]
