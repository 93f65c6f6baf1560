"""Sites as one ZIP file that opens anywhere: from a USB stick, without Laju, without a network."""

import tempfile
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import IO

from laju.engines.sites.directory import DirectoryEntry, write_directory_files
from laju.engines.sites.render import without_counter

_DENSE = frozenset({".webp", ".jpg", ".png"})  # already as small as they get
START = "index.html"


def pack_site(*, stream: IO[bytes], folder: Path, updated_on: date) -> None:
    """Write one site's folder as a ZIP; its pages report to nobody.

    The same files and day give the same bytes.
    """
    with zipfile.ZipFile(stream, "w") as archive:
        _add(archive, folder, updated_on)


def pack_sites(
    *,
    stream: IO[bytes],
    root: Path,
    entries: Sequence[DirectoryEntry],
    updated_on: date,
    programme: str = "",
) -> int:
    """Write many sites as one ZIP, with the list of them as its `index.html`.

    A site that is not on disk is left out, of the list too. Returns: number of sites packed.
    """
    there = [entry for entry in entries if (root / entry.slug / START).is_file()]
    with zipfile.ZipFile(stream, "w") as archive:
        with tempfile.TemporaryDirectory() as folder:
            beside = Path(folder)
            write_directory_files(
                root=beside, entries=there, updated_on=updated_on, programme=programme
            )
            for path in sorted(beside.glob("*.html")):
                _put(archive, path.name, path.read_bytes(), updated_on)
        for entry in there:
            _add(archive, root / entry.slug, entry.updated_on or updated_on)
    return len(there)


def _add(archive: zipfile.ZipFile, folder: Path, on: date) -> None:
    for path in sorted(folder.iterdir()):
        if not path.is_file() or path.is_symlink() or path.name.startswith("."):
            continue
        content = path.read_bytes()
        if path.suffix == ".html":  # away from here a page reports to nobody
            content = without_counter(content)
        _put(archive, f"{folder.name}/{path.name}", content, on)


def _put(archive: zipfile.ZipFile, name: str, content: bytes, on: date) -> None:
    told = zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
    told.external_attr = 0o644 << 16
    is_dense = Path(name).suffix in _DENSE
    told.compress_type = zipfile.ZIP_STORED if is_dense else zipfile.ZIP_DEFLATED
    archive.writestr(told, content)
