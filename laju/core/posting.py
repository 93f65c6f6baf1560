"""Plans a month of posts for one business."""

from enum import StrEnum


class Theme(StrEnum):
    """What a post is about."""

    PRODUCT = "produk"
    ORDER = "cara-pesan"
    STORY = "di-balik-usaha"
    HOURS = "jam-buka"
    PLACE = "lokasi"
    QUESTION = "tanya-jawab"
    WEEKEND = "akhir-pekan"
    FEAST = "hari-penting"
