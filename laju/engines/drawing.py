"""What every drawing shares: the frame a screen reader understands, numbers, colours."""

import math
from collections.abc import Sequence
from xml.sax.saxutils import escape

# Light to dark, one hue: reads the same for colour-blind eyes and in grey print.
TEAL: tuple[str, ...] = ("#dcefe9", "#b3dcd2", "#82c3b7", "#4da597", "#208377", "#0a5a52")
INK, QUIET, LINE, NO_DATA = "#1d2b2a", "#556664", "#c9d4d2", "#eef1f0"
FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"


def attribute(text: object, /) -> str:
    """Return a text that is safe between double quotes.

    >>> attribute('a "b" <c>')
    'a &quot;b&quot; &lt;c&gt;'
    """
    return escape(str(text), {'"': "&quot;"})


def frame(
    *,
    key: str,
    title: str,
    description: str,
    width: float,
    height: float,
    body: Sequence[str],
    has_links: bool = False,
) -> str:
    """Return an SVG with its title and description; `key` makes its ids unique on the page.

    With links it is a group: the links inside a picture (role img) could not be reached.
    """
    key = attribute(key)
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {short(width)} {short(height)}"',
            f' role="{"group" if has_links else "img"}" class="drawing"',
            f' aria-labelledby="{key}-title {key}-desc" font-family="{attribute(FONT)}">',
            f'<title id="{key}-title">{escape(title)}</title>',
            f'<desc id="{key}-desc">{escape(description)}</desc>',
            *body,
            "</svg>",
        ]
    )


def label(
    text: str,
    /,
    *,
    x: float,
    y: float,
    size: float = 14,
    fill: str = INK,
    anchor: str = "start",
    weight: int = 400,
    has_halo: bool = False,
) -> str:
    """Return a line of text; a halo keeps it readable on a map."""
    halo = ' paint-order="stroke" stroke="#fff" stroke-width="4" stroke-linejoin="round"'
    return (
        f'<text x="{short(x)}" y="{short(y)}" font-size="{short(size)}" fill="{fill}"'
        f' text-anchor="{anchor}" font-weight="{weight}"{halo if has_halo else ""}>'
        f"{escape(text)}</text>"
    )


def short(number: float, /) -> str:
    """Return a number with at most one decimal.

    >>> short(12.0), short(3.14159)
    ('12', '3.1')
    """
    return f"{number:.1f}".removesuffix(".0")


def indonesian(number: float, /) -> str:
    """Return a number as Indonesians write it: whole with points, else one decimal comma.

    >>> indonesian(1166918), indonesian(19.89)
    ('1.166.918', '19,9')
    """
    if not math.isfinite(number):
        return "–"
    text = f"{number:,.0f}" if float(number).is_integer() else f"{number:,.1f}"
    return text.translate(str.maketrans(",.", ".,"))


def room_for(text: str, /, *, size: float) -> float:
    """Return the width a text takes at most, in the units of the drawing."""
    return len(text) * size * 0.58
