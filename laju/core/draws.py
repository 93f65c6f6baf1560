"""The draw as a file: published, committed to by hash, and repeated by anybody to the byte.

The first line says which cohort, which beacon round and how many seats each group has; each
further line is one applicant: key, group, band. A group is a region or, with crossing quotas, a
cell of them. The script on the public page (laju/web/public/undian.py) does the same in one file
of standard Python.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from laju.core.bands import Band
from laju.core.errors import DomainError
from laju.core.selection import SeedMissing, ticket

FORMAT = "laju-undian-1"
LONGEST = 200_000_000  # characters


class BadDrawFile(DomainError):
    message = "Berkas undian tidak dapat dibaca: {why}."
    remedy = "Unduh lagi berkas undian dari halaman umum, tanpa mengubahnya."
    status = 422


class Outcome:
    """What became of an applicant in the draw."""

    CHOSEN = "CHOSEN"
    WAITING = "WAITING"
    OUT = "OUT"


@dataclass(frozen=True, slots=True)
class Entry:
    """One applicant in the draw."""

    key: str
    group: str
    band: Band


@dataclass(frozen=True, slots=True)
class Draw:
    """What is committed to before the seed exists.

    seats: per group. panels: for crossing quotas, equally likely seats per group, one of which
    the seed picks; then `seats` is empty.
    """

    cohort: int
    entries: tuple[Entry, ...] = field(repr=False)
    seats: Mapping[str, int] = field(default_factory=dict)
    panels: Sequence[Mapping[str, int]] = ()
    beacon: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The place of one applicant; places count from 1 in the group, those out have none."""

    key: str
    group: str
    place: int
    ticket: str
    outcome: str


def write_draw(draw: Draw) -> str:
    """Write the file to be published; its SHA-256 is what the office commits to.

    >>> print(write_draw(Draw(2027, (Entry("A-1", "12.71", Band.DRAW),), {"12.71": 1})), end="")
    {"beacon":{},"cohort":2027,"format":"laju-undian-1","panels":[],"seats":{"12.71":1}}
    ["A-1","12.71","DRAW"]
    """
    head = {
        "format": FORMAT,
        "cohort": draw.cohort,
        "beacon": dict(draw.beacon),
        "seats": dict(draw.seats),
        "panels": [dict(panel) for panel in draw.panels],
    }
    rows = sorted([entry.key, entry.group, str(entry.band)] for entry in draw.entries)
    return "".join(_json(line) + "\n" for line in (head, *rows))


def read_draw(text: str) -> Draw:
    """Read a file back. Raises: BadDrawFile for anything that `write_draw` would not write."""
    if len(text) > LONGEST:
        raise BadDrawFile(why="terlalu besar")
    lines = text.split("\n")
    try:
        head = json.loads(lines[0])
        rows = [json.loads(line) for line in lines[1:] if line]
        draw = Draw(
            cohort=head["cohort"],
            entries=tuple(Entry(key, group, Band(band)) for key, group, band in rows),
            seats=head["seats"],
            panels=head["panels"],
            beacon=head["beacon"],
        )
        is_same = head["format"] == FORMAT and write_draw(draw) == text
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadDrawFile(why="isinya bukan berkas undian Laju") from error
    if not is_same:
        raise BadDrawFile(why="isinya berubah sesudah ditulis")
    if len({entry.key for entry in draw.entries}) != len(draw.entries):
        raise BadDrawFile(why="ada pendaftar yang tercantum dua kali")
    _check_seats(draw)
    return draw


def hash_text(text: str) -> str:
    """Return the SHA-256 of a file's text, as sha256sum would print it."""
    return hashlib.sha256(text.encode()).hexdigest()


def join_seed(*, randomness: str, dice: str) -> str:
    """Join the beacon's value and what the dice showed into one seed.

    Raises: SeedMissing if both are empty.

    >>> join_seed(randomness="fe29", dice=" 4 2  6 ")
    'fe29 4 2 6'
    """
    seed = " ".join([*randomness.split(), *dice.split()])
    if not seed:
        raise SeedMissing
    return seed


def seats_for(draw: Draw, *, seed: str) -> Mapping[str, int]:
    """Return the seats per group: as committed, or those of the panel the seed picks."""
    if not draw.panels:
        return draw.seats
    return draw.panels[int(ticket(seed, "panel"), 16) % len(draw.panels)]


def run_draw(draw: Draw, *, seed: str) -> list[Drawn]:
    """Draw: in each group those surely in come first, then the lottery by ticket, until all seats
    are taken; the rest of the lottery waits in that order.

    Raises: SeedMissing.
    """
    if not seed.strip():
        raise SeedMissing
    seats = seats_for(draw, seed=seed)
    ranks = {Band.IN: 0, Band.DRAW: 1, Band.OUT: 2}
    groups: dict[str, list[tuple[int, str, str]]] = {}
    for entry in draw.entries:
        row = (ranks[entry.band], ticket(seed, entry.key), entry.key)
        groups.setdefault(entry.group, []).append(row)
    drawn: list[Drawn] = []
    for group in sorted(groups):
        for place, (rank, lot, key) in enumerate(sorted(groups[group]), 1):
            is_out = rank == ranks[Band.OUT]
            is_chosen = not is_out and place <= seats.get(group, 0)
            outcome = Outcome.OUT if is_out else Outcome.CHOSEN if is_chosen else Outcome.WAITING
            drawn.append(Drawn(key, group, 0 if is_out else place, lot, outcome))
    return drawn


def write_result(drawn: Iterable[Drawn]) -> str:
    """Write the result to be published beside the draw, one JSON line per applicant.

    >>> print(write_result(run_draw(Draw(1, (Entry("A", "g", Band.IN),), {"g": 1}), seed="s")))
    ["g",1,"A","CHOSEN","64384b43443c9d315249cb4ed7967cfe1d38701fdc5a378110bf98a36abce725"]
    <BLANKLINE>
    """
    rows = ([row.group, row.place, row.key, row.outcome, row.ticket] for row in drawn)
    return "".join(_json(row) + "\n" for row in rows)


def _check_seats(draw: Draw) -> None:
    for seats in (draw.seats, *draw.panels):
        if not isinstance(seats, dict) or not all(
            isinstance(n, int) and not isinstance(n, bool) and n >= 0 for n in seats.values()
        ):
            raise BadDrawFile(why="jumlah kursi tidak masuk akal")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
