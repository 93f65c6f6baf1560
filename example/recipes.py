"""Reads the word lists in resep/: kinds of business, names of people, forms of address."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "resep"


@dataclass(frozen=True, slots=True)
class Good:
    """Something a business sells, its usual price, and a photo file that truly shows it."""

    name: str
    rupiah: int
    unit: str
    photo: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of business with the words its owners use."""

    key: str
    weight: int
    women_percent: int
    kbli: str
    turnover_millions: tuple[int, int]
    regions: tuple[str, ...]  # last two digits of the region codes; empty means everywhere
    names: tuple[str, ...]
    lines: tuple[str, ...]
    goods: tuple[Good, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Given and last names by group, forms of address, and the mix of groups by region."""

    given: dict[str, tuple[str, ...]]  # "toba L"
    last: dict[str, tuple[str, ...]]  # "toba L"
    address: dict[str, tuple[str, ...]]  # "toba L"
    mix: dict[str, dict[str, int]]  # "71" -> {"toba": 22}
    children: tuple[str, ...]
    good_words: tuple[str, ...]
    streets: tuple[str, ...]


def _lines(name: str) -> list[str]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _blocks(name: str) -> list[tuple[str, list[str]]]:
    blocks: list[tuple[str, list[str]]] = []
    for line in _lines(name):
        if line.startswith("= "):
            blocks.append((line[2:], []))
        else:
            blocks[-1][1].append(line)
    return blocks


def _split(text: str, mark: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(mark))


def _good(text: str) -> Good:
    name, rupiah, unit, *photo = _split(text, ",")
    return Good(name, int(rupiah), unit, photo[0] if photo else "")


def load_kinds() -> tuple[Kind, ...]:
    """Return every kind of business of resep/usaha.txt."""
    kinds = []
    for head, body in _blocks("usaha.txt"):
        key, weight, women, kbli, turnover, where, _ = _split(head, ";")
        low, high = turnover.split("-")
        parts = {line[0]: _split(line[2:], "|") for line in body}
        kinds.append(
            Kind(
                key,
                int(weight),
                int(women),
                kbli,
                (int(low), int(high)),
                () if where == "*" else tuple(where.split()),
                parts["n"],
                parts["k"],
                tuple(_good(text) for text in parts["b"]),
            )
        )
    return tuple(kinds)


def load_names() -> Names:
    """Return the word lists of resep/nama.txt."""
    given: dict[str, tuple[str, ...]] = {}
    last: dict[str, tuple[str, ...]] = {}
    address: dict[str, tuple[str, ...]] = {}
    mix: dict[str, dict[str, int]] = {}
    plain: dict[str, tuple[str, ...]] = {}
    for head, body in _blocks("nama.txt"):
        pairs = [_split(line, ":") if ":" in line else ("", line) for line in body]
        if head == "panggilan":
            address = {key: _split(value, ",") for key, value in pairs}
        elif head == "campuran":
            for key, value in pairs:
                shares = {p.split()[0]: int(p.split()[1]) for p in _split(value, ",")}
                mix.update(dict.fromkeys(key.split(), shares))
        elif head in {"anak", "baik", "jalan"}:
            plain[head] = _split(body[0], ",")
        else:
            words = {key: _split(value, ",") for key, value in pairs}
            given |= {f"{head} L": words["L"], f"{head} P": words["P"]}
            last |= {f"{head} L": words["M"], f"{head} P": words.get("MP", words["M"])}
    return Names(given, last, address, mix, plain["anak"], plain["baik"], plain["jalan"])
