"""Advertising channels: dated facts, and wide first guesses of what money brings there."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from laju.core.budgets import Cell
from laju.core.profile import Sector

RUPIAH_PER_USD = 16_300  # assumed for the minimums below; edit together with their date


class Channel(StrEnum):
    META = "META"  # Instagram and Facebook, sold together
    TIKTOK = "TIKTOK"
    GOOGLE = "GOOGLE"
    MARKETPLACE = "MARKETPLACE"  # Shopee, Tokopedia


LABELS: Mapping[Channel, str] = {
    Channel.META: "Instagram dan Facebook",
    Channel.TIKTOK: "TikTok",
    Channel.GOOGLE: "Google",
    Channel.MARKETPLACE: "Lokapasar",
}


@dataclass(frozen=True, slots=True)
class ChannelFact:
    """What a platform demands of one campaign; None means: not found, so nothing is assumed.

    An office that knows better passes its own facts; those below are the published start.
    """

    channel: Channel
    minimum_daily_rupiah: int | None
    as_of: date
    is_verified: bool  # seen in the platform's own document
    source: str


@dataclass(frozen=True, slots=True)
class Prior:
    """First guess for one business in one month, before any result; `label` must be shown.

    rupiah x bring gain * ln(1 + x / scale_rupiah) clicks; the first click costs
    scale_rupiah / gain, and twice that once scale_rupiah is spent.
    cost_low, cost_high: plausible rupiah per first click for an average business.
    """

    gain: float
    scale_rupiah: float
    cost_low: int
    cost_high: int
    source: str
    label: str = "PRIOR"


FACTS: Mapping[Channel, ChannelFact] = {
    Channel.META: ChannelFact(
        Channel.META,
        round(2.5 * RUPIAH_PER_USD),
        date(2019, 1, 1),
        is_verified=False,
        source="USD 2,50 sehari per kelompok iklan untuk klik (salinan halaman bantuan Meta, 2019); "
        "angka terkini dibaca dari API minimum_budgets",
    ),
    Channel.TIKTOK: ChannelFact(
        Channel.TIKTOK,
        20 * RUPIAH_PER_USD,
        date(2025, 8, 1),
        is_verified=True,
        source="USD 20 sehari per kelompok iklan dan USD 50 per kampanye, "
        "ads.tiktok.com/help/article/budget; kurs adalah anggapan",
    ),
    Channel.GOOGLE: ChannelFact(
        Channel.GOOGLE,
        0,
        date(2026, 11, 1),
        is_verified=True,
        source="Tanpa batas bawah, support.google.com/google-ads/answer/6312",
    ),
    Channel.MARKETPLACE: ChannelFact(
        Channel.MARKETPLACE,
        None,
        date(2026, 11, 1),
        is_verified=False,
        source="Batas bawah Shopee dan Tokopedia tidak ditemukan",
    ),
}

# (rupiah per first click: low, middle, high; rupiah a month at which the next click costs double;
# source). The middle and the doubling point are assumptions until results arrive.
_COSTS: Mapping[Channel, tuple[int, int, int, int, str]] = {
    Channel.META: (500, 1_500, 5_000, 600_000, "blog dagang 2025: klik Meta Rp500-Rp5.000"),
    Channel.TIKTOK: (
        1_000,
        1_800,
        4_000,
        800_000,
        "blog dagang 2025: seribu tayang Rp10.000-Rp40.000, dianggap 1 % mengeklik",
    ),
    Channel.GOOGLE: (1_000, 3_000, 50_000, 400_000, "blog dagang 2025: klik Rp1.000-Rp50.000"),
    Channel.MARKETPLACE: (300, 1_500, 5_000, 500_000, "anggapan; tidak ada sumber"),
}

# How well a channel suits a sector, 1 = average; assumptions, in the order of Channel.
_FIT: Mapping[Sector, tuple[float, float, float, float]] = {
    Sector.FOOD: (1.2, 1.2, 0.8, 0.7),
    Sector.FARM: (0.9, 0.8, 0.8, 0.6),
    Sector.CRAFT: (1.1, 1.0, 0.8, 1.2),
    Sector.FASHION: (1.2, 1.2, 0.8, 1.3),
    Sector.BEAUTY: (1.1, 1.2, 1.1, 0.6),
    Sector.SERVICE: (0.9, 0.7, 1.4, 0.3),
    Sector.WORKSHOP: (0.8, 0.7, 1.4, 0.4),
    Sector.RETAIL: (1.0, 0.8, 1.0, 0.9),
    Sector.OTHER: (1.0, 1.0, 1.0, 1.0),
}


def prior_curve(*, channel: Channel, sector: Sector) -> Prior:
    """Return the first guess of what a month's money brings a business of this sector.

    Source: docs/adr/0009-ad-budget.md; a guess to begin with, never a result.
    """
    low, middle, high, scale, source = _COSTS[channel]
    fit = _FIT[sector][list(Channel).index(channel)]
    return Prior(fit * scale / middle, float(scale), low, high, source)


def prior_cells(
    *, business: str, region: str, sector: Sector, channels: Collection[Channel] = tuple(Channel)
) -> tuple[Cell, ...]:
    """Return the cells of one business for budgets.plan_budget, from first guesses.

    >>> cells = prior_cells(business="LJ-000042-7", region="12.71", sector=Sector.FOOD)
    >>> [cell.channel for cell in cells]
    ['META', 'TIKTOK', 'GOOGLE', 'MARKETPLACE']
    """
    priors = [(channel, prior_curve(channel=channel, sector=sector)) for channel in channels]
    return tuple(
        Cell(business, region, str(channel), prior.gain, prior.scale_rupiah)
        for channel, prior in priors
    )


def affordable_channels(
    *, rupiah: int, days: int, facts: Mapping[Channel, ChannelFact] = FACTS
) -> tuple[Channel, ...]:
    """Return the channels on which one campaign of `days` days can run on this amount.

    A channel without a known minimum is kept.

    >>> affordable_channels(rupiah=1_500_000, days=30)
    (<Channel.META: 'META'>, <Channel.GOOGLE: 'GOOGLE'>, <Channel.MARKETPLACE: 'MARKETPLACE'>)
    """
    return tuple(
        channel
        for channel in Channel
        if channel not in facts or (facts[channel].minimum_daily_rupiah or 0) * days <= rupiah
    )


def pools_below_minimum(
    *,
    amounts: Sequence[tuple[str, Channel, int]],
    days: int,
    facts: Mapping[Channel, ChannelFact] = FACTS,
) -> dict[tuple[str, Channel], int]:
    """Say which shared campaigns are too small for their platform, and by how many rupiah.

    amounts: (pool, channel, rupiah); a pool is one campaign, for example a region's or sector's,
    in which many businesses advertise with their own links. Pools without money are no campaign.
    """
    sums: dict[tuple[str, Channel], int] = {}
    for pool, channel, rupiah in amounts:
        sums[pool, channel] = sums.get((pool, channel), 0) + rupiah
    least = {c: (fact.minimum_daily_rupiah or 0) * days for c, fact in facts.items()}
    return {
        key: least[key[1]] - rupiah
        for key, rupiah in sums.items()
        if 0 < rupiah < least.get(key[1], 0)
    }
