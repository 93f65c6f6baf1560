"""Look for workbooks in which many cells point to one long text: small to send, huge to open."""

import re
import zipfile
from collections import Counter
from pathlib import Path

from laju.engines.sheets.archives import LARGEST_BYTES, BrokenArchive, DangerousArchive

_SMALLEST_CELL = 22  # bytes of <c t="s"><v>0</v></c>
_CHUNK = 8 << 20
_LONGEST_CELL_TAG = 4_096
_POINTER = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\bt\s*=\s*[\"']s[\"'][^>]*>\s*(?:<(?:\w+:)?f\b[^>]*/>)?\s*<(?:\w+:)?v[^>]*>\s*(\d{1,9})"
)


def check_shared_texts(*, path: Path) -> None:
    """Raise when the texts of all cells together are larger than a file may unpack to.

    Costs next to nothing unless cells times longest text could be too much; then it counts exactly.

    Raises: DangerousArchive, BrokenArchive.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            shared = [m for m in members if "sharedstrings" in m.filename.casefold()]
            lengths = [
                len(text)
                for member in shared
                for text in re.split(rb"</(?:\w+:)?si\s*>", archive.read(member))
            ]
            others = [m for m in members if m not in shared and m.filename.endswith(".xml")]
            most = sum(member.file_size for member in others) // _SMALLEST_CELL
            if not lengths or most * max(lengths) <= LARGEST_BYTES:
                return
            total = 0
            for member in others:
                for index, times in _pointers(archive, member).items():
                    total += times * (lengths[index] if index < len(lengths) else 0)
                if total > LARGEST_BYTES:
                    raise DangerousArchive
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise BrokenArchive from error


def _pointers(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Counter[int]:
    """Count how often each shared text is used in one part."""
    found: Counter[int] = Counter()
    rest = b""
    with archive.open(member) as part:
        while piece := part.read(_CHUNK):
            data = rest + piece
            end = 0
            for match in _POINTER.finditer(data):
                if match.end() == len(data):  # the number may go on in the next piece
                    break
                found[int(match[1])] += 1
                end = match.end()
            rest = data[max(end, len(data) - _LONGEST_CELL_TAG) :]
    return found
