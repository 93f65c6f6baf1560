"""What a poster says and the sizes it comes in."""

from dataclasses import dataclass
from pathlib import Path

from laju.core.profile import Mood

SIZES = {"square": (1080, 1080), "portrait": (1080, 1350), "story": (1080, 1920)}
CARD_SIZE = (1200, 630)


@dataclass(frozen=True, slots=True)
class Poster:
    """The facts on one poster; an empty value is not shown, nothing is put in its place."""

    product_name: str
    price_text: str = ""  # as printed, for example "Rp15.000"
    unit: str = ""  # for example "bungkus"; shown only beside a price
    business_name: str = ""
    place: str = ""  # "Balige, Kabupaten Toba"
    code: str = ""  # page code, for example "LJ-000042-7"
    phone_text: str = ""  # as printed, for example "0812-3456-7890"
    call: str = ""  # for example "Pesan lewat WhatsApp"
    mood: Mood = Mood.WORKBENCH
    photo: str | Path = ""  # a photo that engines.images has prepared
    seed: int = 0  # chooses the colours; the same seed always gives the same poster


@dataclass(frozen=True, slots=True)
class Card:
    """The facts on the picture that links to a business show (Open Graph, 1200 x 630)."""

    business_name: str
    tagline: str = ""
    place: str = ""
    code: str = ""
    mood: Mood = Mood.WORKBENCH
    photo: str | Path = ""
    seed: int = 0
