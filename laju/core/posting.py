"""Plans a month of posts for one business: which day, what about, which product."""

import calendar
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from laju.core.claims import may_be_named
from laju.core.indonesian import closed_days
from laju.core.profile import Profile, Sector
from laju.core.sectors import sensitive_goods

SERVICE_DAYS_AHEAD = 7
FEASTS_PER_MONTH = 3
CHANNELS = ("whatsapp", "facebook", "instagram", "tiktok")
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
WEEKEND_EVES = frozenset({3, FRIDAY, SATURDAY})


class Theme(StrEnum):
    """What a post is about."""

    PRODUCT = "produk"
    ORDER = "cara-pesan"
    STORY = "di-balik-usaha"
    HOURS = "jam-buka"
    PLACE = "lokasi"
    QUESTION = "tanya-jawab"
    WEEKEND = "akhir-pekan"
    FEAST = "hari-penting"


class FeastKind(StrEnum):
    """How a feast is spoken of."""

    NATIONAL = "NATIONAL"  # greeted on the day
    RELIGIOUS = "RELIGIOUS"  # a week ahead, about orders and opening hours only
    TRADE = "TRADE"  # shopping days
    REGIONAL = "REGIONAL"  # feasts of a region, entered by its office
    LEAVE = "LEAVE"  # cuti bersama: offices closed, no post


@dataclass(frozen=True, slots=True)
class Feast:
    """A day everybody knows; `is_estimate` while no decree has fixed the date."""

    on: date
    name: str
    kind: FeastKind
    is_estimate: bool = False
    region: str = ""  # "Kabupaten Karo"; empty for the whole country
    is_posted: bool = True  # solemn days and days off are known, but nobody advertises on them


@dataclass(frozen=True, slots=True)
class PlannedPost:
    """One post: `time` as "HH:MM" on the clock of the business, `channel` a hint only."""

    on: date
    time: str
    theme: Theme
    product_key: str | None
    feast: str | None
    channel: str


# When the buyers of a sector look at their phones: weekday times, weekend times.
TIMES: Mapping[Sector, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Sector.FOOD: (("10:30", "16:30", "11:00"), ("09:30", "16:00", "10:30")),
    Sector.FARM: (("06:30", "16:00"), ("07:00", "16:00")),
    Sector.CRAFT: (("12:15", "19:30"), ("10:00", "19:30")),
    Sector.FASHION: (("12:15", "19:30"), ("10:00", "19:30")),
    Sector.BEAUTY: (("10:00", "19:00"), ("09:00", "14:00")),
    Sector.SERVICE: (("08:00", "18:30"), ("09:00", "18:30")),
    Sector.WORKSHOP: (("08:00", "18:30"), ("09:00", "16:30")),
    Sector.RETAIL: (("07:30", "17:00"), ("08:00", "17:00")),
    Sector.OTHER: (("09:00", "18:30"), ("09:30", "18:30")),
}
# Preferred weekdays (0 is Monday), best first.
DAYS: Mapping[Sector, tuple[int, ...]] = {
    Sector.FOOD: (4, 5, 6, 3, 2, 1, 0),
    Sector.FARM: (5, 6, 4, 2, 0, 3, 1),
    Sector.CRAFT: (5, 3, 6, 1, 4, 2, 0),
    Sector.FASHION: (4, 5, 2, 6, 3, 1, 0),
    Sector.BEAUTY: (3, 4, 5, 2, 1, 6, 0),
    Sector.SERVICE: (0, 3, 4, 1, 2, 5, 6),
    Sector.WORKSHOP: (0, 3, 5, 1, 2, 4, 6),
    Sector.RETAIL: (4, 0, 5, 2, 3, 1, 6),
    Sector.OTHER: (3, 1, 5, 0, 4, 2, 6),
}


def plan_month(
    *,
    profile: Profile,
    year: int,
    month: int,
    feasts: Sequence[Feast],
    count: int = 12,
    seed: str,
) -> tuple[PlannedPost, ...]:
    """Return at most `count` posts of one month, in order of days, one a day.

    No post falls on a weekday the business is known to be closed, nor on a religious feast. Every product gets its turn
    before one comes back. Feasts take at most three of the posts, and never more than a quarter.
    The same arguments always give the same plan.
    """
    closed = closed_days(profile.hours)
    days = [
        date(year, month, day)
        for day in range(1, calendar.monthrange(year, month)[1] + 1)
        if date(year, month, day).weekday() not in closed
    ]
    count = max(0, min(count, len(days)))
    on_feasts = _feast_days(feasts, days=days, count=count, profile=profile)
    quiet = {feast.on for feast in feasts if feast.kind is FeastKind.RELIGIOUS and not feast.region}
    free = [day for day in days if day not in on_feasts and day not in quiet]
    ordinary = _spread(
        free, count=min(count - len(on_feasts), len(free)), sector=profile.sector, seed=seed
    )
    products = _shuffled(_promoted(profile), seed=f"{seed}/produk")
    return _fill(sorted([*on_feasts, *ordinary]), on_feasts, products, profile=profile, seed=seed)


def _promoted(profile: Profile) -> list[str]:
    """Return the keys of the products that may be advertised."""
    return [
        product.key
        for product in profile.products
        if not sensitive_goods(text=product.name)
        and may_be_named(name=product.name, profile=profile)
    ]


def _fill(
    days: Sequence[date],
    on_feasts: Mapping[date, Feast],
    products: Sequence[str],
    *,
    profile: Profile,
    seed: str,
) -> tuple[PlannedPost, ...]:
    others = _themes(profile, seed=seed)
    used = dict.fromkeys(others, 0)
    posts = []
    shown = 0
    turn = 0
    for number, day in enumerate(days):
        feast = on_feasts.get(day)
        product: str | None = None
        if feast:
            theme = Theme.FEAST
        else:
            # Two posts of three show a product, when there are any; the third tells the rest.
            theme = Theme.PRODUCT if products and turn % 3 != 2 else _next_theme(used, day)  # noqa: PLR2004
            turn += 1
        if theme is Theme.PRODUCT:
            product = products[shown % len(products)]
            shown += 1
        posts.append(
            PlannedPost(
                on=day,
                time=_time(profile.sector, day, seed=seed),
                theme=theme,
                product_key=product,
                feast=feast.name if feast else None,
                channel=_channel(profile, number),
            )
        )
    return tuple(posts)


def _feast_days(
    feasts: Sequence[Feast], *, days: Sequence[date], count: int, profile: Profile
) -> dict[date, Feast]:
    """Return the days of this month that belong to a feast, the most general feasts first."""
    order = (FeastKind.RELIGIOUS, FeastKind.NATIONAL, FeastKind.REGIONAL, FeastKind.TRADE)
    fit = [
        feast
        for feast in feasts
        if feast.is_posted
        and feast.kind in order
        and feast.region.casefold() in {"", profile.region_name.casefold()}
    ]
    fit.sort(key=lambda feast: (order.index(feast.kind), feast.on, feast.name))
    chosen: dict[date, Feast] = {}
    named: set[str] = set()
    for feast in fit:
        ahead = SERVICE_DAYS_AHEAD if feast.kind is FeastKind.RELIGIOUS else 0
        day = feast.on - timedelta(days=ahead)
        if len(chosen) == min(FEASTS_PER_MONTH, count // 4):
            break
        if day in days and day not in chosen and feast.name not in named:
            chosen[day] = feast
            named.add(feast.name)
    return chosen


def _spread(free: Sequence[date], *, count: int, sector: Sector, seed: str) -> list[date]:
    """Choose `count` of the free days, one from each equal stretch, by the sector's good days."""
    chosen = []
    for part in range(count):
        stretch = free[part * len(free) // count : (part + 1) * len(free) // count]
        chosen.append(
            min(
                stretch,
                key=lambda day: (DAYS[sector].index(day.weekday()), _number(f"{seed}/{day}")),
            )
        )
    return chosen


def _themes(profile: Profile, *, seed: str) -> list[Theme]:
    """Return the themes the facts can carry, in an order of this business' own."""
    themes = [Theme.ORDER, Theme.QUESTION, Theme.WEEKEND]
    if profile.founded_year or profile.activity or profile.products:
        themes.append(Theme.STORY)
    if profile.hours:
        themes.append(Theme.HOURS)
    if profile.region_name or profile.address:
        themes.append(Theme.PLACE)
    order = _shuffled([theme.value for theme in themes], seed=f"{seed}/tema")
    return [Theme(value) for value in order]


def _next_theme(used: dict[Theme, int], day: date) -> Theme:
    """Take the theme used least; the weekend is spoken of shortly before it, or on Saturday."""
    near = day.weekday() in WEEKEND_EVES
    open_themes = [theme for theme in used if near or theme is not Theme.WEEKEND]
    theme = min(open_themes, key=lambda each: (used[each], near and each is not Theme.WEEKEND))
    used[theme] += 1
    return theme


def _time(sector: Sector, day: date, *, seed: str) -> str:
    times = TIMES[sector][day.weekday() in {SATURDAY, SUNDAY}]
    return times[_number(f"{seed}/jam/{day}") % len(times)]


def _channel(profile: Profile, number: int) -> str:
    """Every second post goes where most buyers are: the WhatsApp status; the rest to the others."""
    own = [channel for channel in CHANNELS[1:] if profile.channels.get(channel)]
    others = own or ["facebook"]
    return CHANNELS[0] if number % 2 == 0 else others[number // 2 % len(others)]


def _shuffled(options: Sequence[str], *, seed: str) -> list[str]:
    return sorted(options, key=lambda option: (_number(f"{seed}/{option}"), option))


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big")
