"""Colours of the posters: three sets for each mood, chosen by seed."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from laju.core.profile import Mood


@dataclass(frozen=True, slots=True)
class Palette:
    """Six colours; `ink` on `ground`, `tag_ink` on `tag`, `call_ink` on `call` read at 4.5:1."""

    ground: str
    ink: str
    soft: str  # large quiet shapes on the ground
    strong: str  # the motif
    spark: str  # small bright parts of the motif
    tag: str
    tag_ink: str
    call: str
    call_ink: str
    bowl_ink: str = "#FFF6E3"  # words on `strong`, kitchen
    bowl_mark: str = "#FBC557"  # ornament on `strong`, kitchen
    spark_text: str = "#F8ECD9"  # the business name, loom
    base: str = "#1B1A17"  # the lower part, workbench
    base_ink: str = "#FFFFFF"
    gap: str = "#1B1A17"  # between the stripes, workbench


# Named after what they are taken from.
PALETTES: Mapping[Mood, tuple[Palette, ...]] = MappingProxyType({
    Mood.KITCHEN: (
        # kunyit: turmeric and chili
        Palette("#FFE7B8", "#4A1710", "#FBC557", "#C93A1B", "#2F6B3A", "#A81F0C", "#FFF6E3", "#4A1710", "#FFE7B8", bowl_ink="#FFF6E3", bowl_mark="#FFD27A"),
        # pandan: leaf green
        Palette("#E6F0D2", "#14382A", "#BBD88F", "#2B7A4B", "#F2A71B", "#F4B22C", "#14382A", "#14382A", "#F3F9E4", bowl_ink="#F6FBE9", bowl_mark="#F2C14E"),
        # cabai: chili red, cream
        Palette("#B92D1B", "#FFF1D6", "#CF4428", "#FFC548", "#FFF1D6", "#FFC845", "#4A1208", "#FFF1D6", "#7E1A0D", bowl_ink="#5A130A", bowl_mark="#B92D1B"),
    ),
    Mood.LOOM: (
        # ulos merah: maroon, black, bone, gold
        Palette("#6A1220", "#F8ECD9", "#561019", "#F3E3C9", "#D9A441", "#D9A441", "#2A0A0E", "#F8ECD9", "#5A0F1B", spark_text="#E9C176"),
        # nila: indigo
        Palette("#1D2B50", "#F5EEDF", "#172243", "#E9DFC8", "#D2693C", "#EBC06A", "#1A2340", "#F5EEDF", "#1D2B50", spark_text="#EBC06A"),
        # kapas: undyed cotton
        Palette("#F3E8D6", "#3B1016", "#E8D8BE", "#7A1826", "#1F1A1A", "#7A1826", "#FBF2E2", "#3B1016", "#F7EDDC", spark_text="#7A1826"),
    ),
    Mood.WORKBENCH: (
        # baja: steel blue, safety orange
        Palette("#12324F", "#F6F3EA", "#1A4165", "#FF8B2B", "#F6F3EA", "#FF8B2B", "#14202B", "#F6F3EA", "#12324F", base="#0C2238", base_ink="#F6F3EA", gap="#0C2238"),
        # rambu: sign yellow
        Palette("#FFC62B", "#1B1A17", "#F5B400", "#1B1A17", "#FFFFFF", "#C5281A", "#FFFFFF", "#1B1A17", "#FFD65C", base="#1B1A17", base_ink="#FFC62B", gap="#FFC62B"),
        # beton: concrete, red lead
        Palette("#E9E5DB", "#22252A", "#DAD4C6", "#D43C1C", "#22252A", "#C93315", "#FFFFFF", "#22252A", "#F4F1EA", base="#22252A", base_ink="#F4F1EA", gap="#22252A"),
    ),
})  # fmt: skip


def choose_palette(*, mood: Mood, seed: int) -> Palette:
    """Return the colours for a seed; neighbouring seeds differ."""
    return PALETTES[mood][seed % len(PALETTES[mood])]
