"""Words into boxes: measured by Pango, broken well, never larger than their box."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from xml.sax.saxutils import escape

from laju.engines.libvips import load_vips_for_text

_EM = 100  # words are measured once at this size; widths grow linearly with it
_MAX_CHARACTERS = 140  # a name longer than this is cut: no poster carries more
_LONGEST_PIECE = 18  # a "word" longer than this may be broken anywhere
# Letters that a phone keyboard or a hostile form puts between others; they have no picture.
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of text and the size (pixels per em) at which all of them fit."""

    lines: tuple[str, ...]
    size: float
    width: float  # of the widest line, pixels


def clean_text(text: str, *, limit: int = _MAX_CHARACTERS) -> str:
    r"""Return `text` on one line, without invisible or direction-turning characters.

    >>> clean_text("Keripik\u202e  pedas\n\x00!")
    'Keripik pedas !'
    """
    kept = "".join(
        character if unicodedata.category(character) not in _INVISIBLE else _gap(character)
        for character in text
    )
    words = unicodedata.normalize("NFC", kept).split()
    line = " ".join(words)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _gap(character: str) -> str:
    return " " if unicodedata.category(character) == "Cc" else ""


@lru_cache(maxsize=20_000)
def measure_text(text: str, font: str) -> float:
    """Return the width of `text` in em, for a font such as "Fraunces 800"."""
    if not text.strip():
        return 0.0
    family, _, weight = font.rpartition(" ")
    vips = load_vips_for_text()
    markup = f'<span font_family="{family}" weight="{weight}">{escape(text)}</span>'
    try:
        picture = vips.Image.text(markup, font=f"{family} {_EM}", dpi=72, wrap="none")
    except vips.Error:  # nothing to see in it, for example a lone combining mark
        return float(len(text))
    return float(picture.width) / _EM


def set_text(
    *,
    text: str,
    font: str,
    width: float,
    height: float,
    largest: float,
    leading: float = 1.1,
    one_line: bool = False,
) -> Setting:
    """Break `text` into the lines that let it be largest inside `width` x `height` pixels.

    Of breaks that allow nearly the same size the most even one wins. Lines stand `leading` em
    apart. An empty text gives no lines.
    """
    words = _pieces(clean_text(text))
    if not words:
        return Setting(lines=(), size=largest, width=0.0)
    best: tuple[float, Setting] | None = None
    for lines in [(" ".join(words),)] if one_line else _breaks(words):
        widths = [measure_text(line, font) for line in lines]
        widest = max(widths)
        size = min(largest, width / max(widest, 0.01), height / (leading * len(lines)))
        # An even block reads better than a long line over a stray word.
        score = size * (1 - 0.12 * (1 - min(widths) / max(widest, 0.01)))
        if best is None or score > best[0]:
            best = (score, Setting(lines=lines, size=size, width=widest * size))
    assert best is not None
    return best[1]


def _pieces(text: str) -> list[str]:
    """Return the words, the overlong ones cut into pieces."""
    return [
        word[start : start + _LONGEST_PIECE]
        for word in text.split()
        for start in range(0, len(word), _LONGEST_PIECE)
    ]


def _breaks(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the ways to break words into lines: all for short texts, even ones for long texts."""
    if len(words) <= 6:  # noqa: PLR2004 - 32 ways at most
        cuts = [
            (0, *cut, len(words))
            for count in range(min(len(words), 5))
            for cut in combinations(range(1, len(words)), count)
        ]
        return [tuple(" ".join(words[a:b]) for a, b in pairwise(cut)) for cut in cuts]
    return [_fill(words, lines) for lines in range(2, min(len(words), 9))]


def _fill(words: Sequence[str], count: int) -> tuple[str, ...]:
    """Return the words in about `count` lines of about equal numbers of characters."""
    share = len(" ".join(words)) / count
    lines: list[str] = []
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and len(longer) > share * 1.15:
            lines.append(line)
            line = word
        else:
            line = longer
    return (*lines, line)


def draw_text(
    *,
    text: str,
    font: str,
    x: float,
    y: float,
    width: float,
    height: float,
    largest: float,
    fill: str,
    anchor: str = "start",
    valign: str = "top",
    leading: float = 1.1,
    one_line: bool = False,
) -> tuple[str, Setting, float]:
    """Return SVG of a text in the box, its setting, and the height it takes."""
    setting = set_text(
        text=text,
        font=font,
        width=width,
        height=height,
        largest=largest,
        leading=leading,
        one_line=one_line,
    )
    size = setting.size
    taken = size * leading * len(setting.lines)
    top = y + {"top": 0.0, "middle": (height - taken) / 2, "bottom": height - taken}[valign]
    at = x + {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    family, _, weight = font.rpartition(" ")
    rows = "".join(
        f'<tspan x="{at:.1f}" y="{top + size * (leading * (row + 0.5) + 0.34):.1f}">'
        f"{escape(line)}</tspan>"
        for row, line in enumerate(setting.lines)
    )
    svg = (
        f'<text font-family="{family}, sans-serif" font-weight="{weight}" font-size="{size:.1f}"'
        f' fill="{fill}" text-anchor="{anchor}">{rows}</text>'
    )
    return svg, setting, taken
