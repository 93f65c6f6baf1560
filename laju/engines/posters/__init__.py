"""Posters and link cards: facts and a photo become pictures ready to post."""

from laju.engines.posters.drawing import UnknownPosterSize, draw_card, draw_poster, draw_posters
from laju.engines.posters.poster import CARD_SIZE, SIZES, Card, Poster
from laju.engines.posters.table_cards import draw_qr_svg
from laju.engines.posters.writing import (
    PosterJob,
    PostersInterrupted,
    PosterTally,
    write_posters,
)

__all__ = [
    "CARD_SIZE",
    "SIZES",
    "Card",
    "Poster",
    "PosterJob",
    "PosterTally",
    "PostersInterrupted",
    "UnknownPosterSize",
    "draw_card",
    "draw_poster",
    "draw_posters",
    "draw_qr_svg",
    "write_posters",
]
