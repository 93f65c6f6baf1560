"""libvips as Laju runs it: private fonts, one thread, no loaders nobody has fuzzed."""

import hashlib
import os
import tempfile
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from xml.sax.saxutils import escape

FONTS = Path(__file__).resolve().parent.parent / "data" / "fonts"

_FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir prefix="xdg">fonts</dir>
  <cachedir>{cache}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Plus Jakarta Sans</family></prefer></alias>
</fontconfig>
"""


@lru_cache(maxsize=1)
def load_vips() -> ModuleType:
    """Return pyvips for photos: one thread, and no loader that libvips itself calls untrusted."""
    os.environ.setdefault("VIPS_CONCURRENCY", "1")
    os.environ.setdefault("VIPS_BLOCK_UNTRUSTED", "1")
    import pyvips

    pyvips.concurrency_set(1)
    pyvips.block_untrusted_set(True)
    # Every picture is another one: a cache of operations would only hold memory.
    pyvips.cache_set_max(0)
    return pyvips  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def load_vips_for_text() -> ModuleType:
    """Return pyvips, ready to draw text in our fonts, and SVG.

    Fontconfig reads its environment once, at the first text a process draws, so the variables are
    set before that; fonts are added by name too, for a process in which something else has drawn
    text already.
    """
    os.environ["FONTCONFIG_FILE"] = str(_write_fonts_conf())
    os.environ.setdefault("PANGOCAIRO_BACKEND", "fontconfig")
    vips = load_vips()
    # Our own SVG only: strangers' files never reach a loader that was not named (engines.images).
    vips.operation_block_set("VipsForeignLoadSvg", False)
    for font in sorted(FONTS.glob("*.ttf")):
        vips.Image.text("a", fontfile=str(font))
    return vips


def _write_fonts_conf() -> Path:
    """Write the font configuration to the temporary folder; equal contents share one file."""
    owner = os.getuid() if hasattr(os, "getuid") else 0
    folder = Path(tempfile.gettempdir()) / f"laju-fonts-{owner}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid != owner:  # somebody else took the name in a shared folder
        folder = Path(tempfile.mkdtemp(prefix="laju-fonts-"))
    text = _FONTS_CONF.format(fonts=escape(str(FONTS)), cache=escape(str(folder / "cache")))
    (folder / "cache").mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.conf"
    if not path.exists():
        # Several processes start at once: each writes its own part, the last rename wins.
        part = folder / f"{os.getpid()}.part"
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    return path


def replace_file(*, path: Path, data: bytes) -> None:
    """Write `data` so that a reader finds the old file or the whole new one, never a part.

    One writer at a time: a part left by a killed run is overwritten by the next.
    """
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
