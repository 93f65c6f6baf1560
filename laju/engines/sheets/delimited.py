"""Read CSV, TSV and TXT as offices save them: any encoding, any separator, broken quotes."""

import codecs
import re
from collections import Counter
from collections.abc import Sequence

from laju.engines.sheets.tables import Row

_SEPARATORS = ("\t", ";", "|", ",")
SAMPLE_LINES = 1_000
MOST_JOINED = 60  # lines one quoted cell may run over
_TYPICAL_NUL_SHARE = 0.3
_SURELY_SEVERAL = 4  # columns from which on an equal number of commas is no chance


def decode(data: bytes) -> tuple[str, list[str]]:
    """Decode bytes by what they are, line by line where they are mixed; also say what was odd."""
    notes: list[str] = []
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            text = _decode_all(data[len(mark) :], name, notes)
            return _without_nul(text, notes), notes
    wide = _wide_encoding(data)
    if wide:
        return _without_nul(_decode_all(data, wide, notes), notes), notes
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _decode_lines(data, notes)
    return _without_nul(text, notes), notes


def parse(text: str) -> tuple[list[Row], list[str]]:
    """Cut text into rows; `number` counts records, blank ones included, blank ones left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    start, separator = 0, ""
    named = re.fullmatch(r"\ufeff?\"?sep=(.)\"?[;,\t]*", lines[0].strip("\n")) if lines else None
    if named:
        start, separator = 1, named[1]
    separator = separator or find_separator(lines)
    usual = usual_width(lines, separator)
    rows: list[Row] = []
    number, index = start, start
    broken: list[int] = []
    glued: list[int] = []
    while index < len(lines):
        number += 1
        line = lines[index]
        index += 1
        if not line.strip() and not (separator == "\t" and line.strip(" \t")):
            continue
        if '"' not in line:
            cells = line.split(separator) if separator else [line]
        else:
            cells, used, is_clean = joined_record(lines, index - 1, separator, usual)
            index += used - 1
            if not is_clean:
                broken.append(number)
        if len(cells) == 1 and (found := _split_otherwise(line, separator, usual)):
            cells = found
            glued.append(number)
        if any(cell and not cell.isspace() for cell in cells):
            rows.append(Row(number, tuple(cells)))
    return rows, _oddities(number - start - len(rows), broken, glued)


def _oddities(blank: int, broken: Sequence[int], glued: Sequence[int]) -> list[str]:
    """Say what was odd about the lines of a text."""
    notes = [f"{blank} baris kosong dilewati."] if blank else []
    for numbers, said in (
        (glued, "memakai pemisah kolom yang lain, dipisah dengan itu"),
        (broken, "bertanda kutip tidak lengkap, dibaca apa adanya"),
    ):
        if numbers:
            shown = ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")  # noqa: PLR2004
            notes.append(f"{len(numbers)} baris {said}: baris {shown}.")
    return notes


def _split_otherwise(line: str, separator: str, usual: int) -> list[str]:
    """Cut a line that has none of the file's separators by another, if that fits exactly.

    Lists glued together from several files change their separator on the way. Returns nothing
    when no other separator fits.
    """
    if usual < _SURELY_SEVERAL:
        return []
    for another in _SEPARATORS:
        if another != separator:
            found, is_open, is_clean = _split(line, another)
            if len(found) == usual and is_clean and not is_open:
                return found
    return []


def find_separator(lines: Sequence[str]) -> str:
    """Choose the separator that cuts most lines into equally many cells; "" when none does."""
    sample = [line for line in lines[: SAMPLE_LINES * 3] if line.strip()][:SAMPLE_LINES]
    best, best_score = "", 0.0
    for separator in _SEPARATORS:
        counts = Counter(len(_split(line, separator)[0]) for line in sample)
        several = sum(count for width, count in counts.items() if width > 1)
        width, count = max(
            ((w, c) for w, c in counts.items() if w > 1), key=lambda p: p[1], default=(1, 0)
        )
        if not several or several < 0.3 * len(sample):
            continue
        score = count / len(sample) + 0.3 * several / len(sample)
        head = next(
            (
                line
                for line in sample[:12]
                if len(_split(line, separator)[0]) == width and not re.search(r"\d", line)
            ),
            None,
        )
        score += 0.25 * (head is not None) + 0.1 * (separator != ",") + 0.01 * min(width, 10)
        if score > best_score:
            best, best_score = separator, score
    return best


def joined_record(
    lines: Sequence[str], at: int, separator: str, usual: int
) -> tuple[list[str], int, bool]:
    """Return the cells of the record that begins at a line, the lines it takes, and whether its
    quotes were whole; `usual` is how many cells most records have.
    """
    cells, is_open, is_clean = _split(lines[at], separator)
    if not is_open:
        return cells, 1, is_clean
    text = lines[at]
    for used in range(2, min(MOST_JOINED, len(lines) - at) + 1):
        text += "\n" + lines[at + used - 1]
        if '"' not in lines[at + used - 1]:
            continue
        joined, still_open, joined_clean = _split(text, separator)
        if not joined_clean and not still_open:
            break
        if still_open:
            continue
        if _is_plausible(lines[at : at + used], joined, separator, usual):
            return joined, used, True
        break
    return cells, 1, False


def _is_plausible(parts: Sequence[str], joined: Sequence[str], separator: str, usual: int) -> bool:
    """Say whether lines joined by a quote are one record and not several with a broken quote."""
    alone = [len(part.split(separator)) if separator else 1 for part in parts]
    if usual > 1 and all(width == usual for width in alone):
        return False
    if len(joined) == usual:
        return True
    whole = sum(width == usual for width in alone[1:])
    return usual > 1 and not whole and len(joined) < usual + 3


def _split(text: str, separator: str) -> tuple[list[str], bool, bool]:
    """Cut one record: its cells, whether a quote is still open, whether all quotes were proper."""
    if not separator:
        separator = "\x00"
    cells: list[str] = []
    position, size, clean = 0, len(text), True
    while True:
        start = position
        while start < size and text[start] == " ":
            start += 1
        if start < size and text[start] == '"':
            cell, end, proper = _quoted(text, start, separator)
            if end < 0:  # never closed: the quote is a letter like any other
                rest = text[position:].split(separator)
                return cells + rest, True, False
            clean &= proper
            cells.append(cell)
            position = end
        else:
            end = text.find(separator, position)
            end = size if end < 0 else end
            cells.append(text[position:end])
            position = end
        if position >= size:
            return cells, False, clean
        position += len(separator)


def _quoted(text: str, start: int, separator: str) -> tuple[str, int, bool]:
    """Read a quoted cell; return it, where it ends (-1: nowhere) and whether it was proper."""
    out: list[str] = []
    position, proper = start + 1, True
    while True:
        quote = text.find('"', position)
        if quote < 0:
            return "", -1, False
        out.append(text[position:quote])
        after = quote + 1
        if text[after : after + 1] == '"':
            out.append('"')
            position = after + 1
            continue
        rest = after
        while rest < len(text) and text[rest] == " ":
            rest += 1
        if rest >= len(text) or text.startswith(separator, rest):
            return "".join(out), rest, proper
        out.append('"')  # a quote inside a quoted cell that was not doubled
        proper = False
        position = after


def usual_width(lines: Sequence[str], separator: str) -> int:
    """Return how many cells most of the first lines have."""
    if not separator:
        return 1
    counts: Counter[int] = Counter()
    for line in lines[: SAMPLE_LINES * 3]:
        if line.strip():
            cells, is_open, _ = _split(line, separator)
            if not is_open:
                counts[len(cells)] += 1
    return counts.most_common(1)[0][0] if counts else 1


def _wide_encoding(data: bytes) -> str:
    """Recognise UTF-16 without its mark by where the zero bytes lie."""
    head = data[:4_000]
    if len(head) < 4:  # noqa: PLR2004
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if odd > _TYPICAL_NUL_SHARE * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > _TYPICAL_NUL_SHARE * half and odd < 0.05 * half else ""


def _decode_all(data: bytes, encoding: str, notes: list[str]) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8":
            return _decode_lines(data, notes)
        notes.append("Sebagian huruf rusak di dalam berkas dan diganti tanda �.")
        return data.decode(encoding, errors="replace")


def _decode_lines(data: bytes, notes: list[str]) -> str:
    """Decode each line as UTF-8 where it is, else as Windows letters."""
    out: list[str] = []
    count = 0
    for line in data.split(b"\n"):
        try:
            out.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            count += 1
            try:
                out.append(line.decode("cp1252"))
            except UnicodeDecodeError:
                out.append(line.decode("latin-1"))
    notes.append(f"{count} baris memakai huruf Windows lama (cp1252), sudah diubah ke UTF-8.")
    return "\n".join(out)


def _without_nul(text: str, notes: list[str]) -> str:
    text = text.removeprefix("\ufeff")
    count = text.count("\0")
    if count:
        notes.append(f"{count} karakter kosong (NUL) dibuang.")
    return text.replace("\0", "")
