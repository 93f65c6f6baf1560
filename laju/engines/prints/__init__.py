"""What a business hangs up, sets on the table and sticks on its goods, as PDF for any printer."""

from laju.engines.prints.banner import draw_banner
from laju.engines.prints.labels import draw_labels
from laju.engines.prints.piece import Piece, piece_of
from laju.engines.prints.price_list import draw_price_list
from laju.engines.prints.slips import Slip, draw_slips
from laju.engines.prints.table_card import draw_table_cards

__all__ = [
    "Piece",
    "Slip",
    "draw_banner",
    "draw_labels",
    "draw_price_list",
    "draw_slips",
    "draw_table_cards",
    "piece_of",
]
