"""Counting visits without cookies: one line per hit, and what a day's lines add up to."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

PAGE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
MOST_PER_VISITOR = 20  # hits of one kind on one page and day that one visitor can add
_BOTS = re.compile(
    r"bot|crawl|spider|slurp|preview|facebookexternalhit|whatsapp|telegram|curl|wget|python|"
    r"scrapy|headless|lighthouse|monitor|httpclient|okhttp|axios|go-http|java/|libwww|feed",
    re.IGNORECASE,
)
_KEY_BYTES = 9  # 72 bits: two of a million visitors a day meet once in about ten thousand years


class Kind(StrEnum):
    """What was counted. OWN marks a visitor as one of us, BOT a machine."""

    VIEW = "v"  # a page was seen
    CHAT = "c"  # the WhatsApp button was pressed
    LINK = "k"  # a short link led to WhatsApp
    OWN = "o"
    BOT = "b"


def is_bot(agent: str) -> bool:
    """Say whether a browser's name is that of a machine, or missing.

    WhatsApp and other messengers fetch a page to show its preview; nobody has seen it then.

    >>> is_bot("WhatsApp/2.23"), is_bot(""), is_bot("Mozilla/5.0 (Linux; Android 10) Chrome/120")
    (True, True, False)
    """
    return not agent or bool(_BOTS.search(agent))


def visitor_key(*, secret: bytes, address: str, agent: str) -> str:
    """Return what stands for a visitor on one day: 18 hex digits.

    secret: made at random each day and thrown away after it. Without it the key leads back to
    nobody, and the same visitor has another key tomorrow.
    """
    told = f"{address}\n{agent}".encode("utf-8", "replace")
    return hashlib.blake2b(told, key=secret, digest_size=_KEY_BYTES).hexdigest()


def line_of(*, kind: Kind, site: str, page: str, visitor: str) -> str:
    r"""Return the line of one hit; site and page are names as `PAGE` allows them.

    >>> line_of(kind=Kind.VIEW, site="keripik-1", page="index", visitor="ab")
    'v keripik-1 index ab\n'
    """
    return f"{kind.value} {site} {page} {visitor}\n"


@dataclass(slots=True)
class Day:
    """What the lines of one day add up to.

    hits, visitors: per (kind, site, page). left_out: hits of machines ("bots"), of our own people
    ("own"), above the most one visitor can add ("capped"), and lines that are none ("broken").
    """

    hits: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    visitors: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)


def add_up(lines: Iterable[str]) -> Day:
    """Add up the lines of one day, in any order.

    Every line is counted once: as a hit, or under one reason in `left_out`.

    >>> day = add_up(["v a index 01", "v a index 01", "v a index 02", "o - - 02", "b a index -"])
    >>> day.hits[("v", "a", "index")], day.visitors[("v", "a", "index")], dict(day.left_out)
    (2, 1, {'bots': 1, 'own': 1})
    """
    day, own = Day(), set()
    per_visitor: Counter[tuple[str, str, str, str]] = Counter()
    for line in lines:
        parts = line.split()
        if len(parts) != 4 or parts[0] not in _KINDS:  # noqa: PLR2004
            day.left_out["broken"] += 1
        elif parts[0] == Kind.BOT:
            day.left_out["bots"] += 1
        elif parts[0] == Kind.OWN:
            own.add(parts[3])
        else:
            per_visitor[(parts[0], parts[1], parts[2], parts[3])] += 1
    for (kind, site, page, visitor), count in per_visitor.items():
        if visitor in own:
            day.left_out["own"] += count
            continue
        kept = min(count, MOST_PER_VISITOR)
        day.hits[(kind, site, page)] += kept
        day.visitors[(kind, site, page)] += 1
        if count > kept:
            day.left_out["capped"] += count - kept
    return day


_KINDS = frozenset(kind.value for kind in Kind)
