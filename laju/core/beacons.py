"""Public random numbers of a drand beacon: which round falls when, and whether a value fits.

A round is named before the draw, and its value does not exist before its time. The value is the
SHA-256 of the network's signature, which this module checks; the signature itself (BLS on the
curve BLS12-381) is checked with any drand client, as docs/guide/cohorts.md says.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from laju.core.errors import DomainError

_HEX = re.compile(r"[0-9a-f]+")
FURTHEST = 10**10  # rounds
SIGNATURE_DIGITS = 96  # 48 bytes on G1


class BadBeacon(DomainError):
    message = "Nilai suar acak tidak cocok: {why}."
    remedy = "Salin nomor putaran, tanda tangan, dan nilai acaknya lagi dari jaringan drand."
    status = 422


class TooEarly(DomainError):
    message = "Putaran {round} baru keluar pada {at}."
    remedy = "Undian dijalankan sesudah waktu itu."
    status = 409


@dataclass(frozen=True, slots=True)
class Chain:
    """A drand network: a round every `period` seconds since `genesis`."""

    name: str
    hash: str
    genesis: int  # seconds since 1970
    period: int  # seconds


# Source: drand.love, "quicknet" of the League of Entropy.
QUICKNET = Chain(
    "quicknet",
    "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
    1_692_803_367,
    3,
)


def round_at(moment: datetime, *, chain: Chain = QUICKNET) -> int:
    """Return the first round that comes out at a moment or after it.

    >>> round_at(datetime(2023, 8, 23, 15, 9, 27, tzinfo=UTC))
    1
    """
    seconds = int(moment.timestamp()) - chain.genesis
    return max(1, -(-seconds // chain.period) + 1)


def moment_of(number: int, *, chain: Chain = QUICKNET) -> datetime:
    """Return when a round comes out; `round_at` takes it back. Raises: BadBeacon beyond 900 years."""
    if not 1 <= number <= FURTHEST:
        raise BadBeacon(why="nomor putaran itu tidak mungkin")
    return datetime.fromtimestamp(chain.genesis + (number - 1) * chain.period, tz=UTC)


def read_beacon(*, signature: str, randomness: str = "") -> str:
    """Return the random value of a signature, 64 hexadecimal digits.

    randomness: as the network published it; it must be the SHA-256 of the signature.
    Raises: BadBeacon.

    >>> read_beacon(signature="b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b1957"
    ...     "6350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39")[:12]
    'fe290beca108'
    """
    signed = "".join(signature.split()).lower()
    if not _HEX.fullmatch(signed) or len(signed) != SIGNATURE_DIGITS:
        raise BadBeacon(why=f"tanda tangan harus {SIGNATURE_DIGITS} angka heksadesimal")
    value = hashlib.sha256(bytes.fromhex(signed)).hexdigest()
    told = "".join(randomness.split()).lower()
    if told and told != value:
        raise BadBeacon(why="nilai acak bukan SHA-256 dari tanda tangannya")
    return value
