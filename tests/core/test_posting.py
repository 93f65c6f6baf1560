"""A month of posts is spread, fair to the products, and never on a closed day."""

import calendar
import itertools
from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from laju.core.posting import Feast, FeastKind, Theme, plan_month
from laju.core.profile import Opening, Product, Profile, Sector


def shop(products=3, open_days=(), sector=Sector.FOOD, region="Kota Medan"):
    return Profile(
        code="LJ-1",
        slug="a",
        name="Dapur Bu Ani",
        sector=sector,
        products=tuple(Product(key=f"p{n}", name=f"Kue nomor {n}") for n in range(products)),
        hours=tuple(Opening(day, "08:00", "17:00") for day in sorted(open_days)),
        region_name=region,
    )


INDEPENDENCE = Feast(on=date(2027, 8, 17), name="Hari Kemerdekaan", kind=FeastKind.NATIONAL)
CHRISTMAS = Feast(on=date(2027, 12, 25), name="Hari Raya Natal", kind=FeastKind.RELIGIOUS)


@given(
    products=st.integers(0, 15),
    open_days=st.sets(st.integers(0, 6)),
    sector=st.sampled_from(list(Sector)),
    year=st.integers(2020, 2035),
    month=st.integers(1, 12),
    count=st.integers(0, 40),
    seed=st.text(max_size=8),
    feast_day=st.integers(1, 28),
    kind=st.sampled_from(list(FeastKind)),
)
@settings(max_examples=120, deadline=None)
def test_plan_month_keeps_its_promises(
    products, open_days, sector, year, month, count, seed, feast_day, kind
):
    profile = shop(products, open_days, sector)
    feast = Feast(on=date(year, month, feast_day), name="Hari Apa", kind=kind)
    plan = plan_month(
        profile=profile, year=year, month=month, feasts=[feast], count=count, seed=seed
    )
    days = [post.on for post in plan]
    assert days == sorted(set(days))
    assert all((day.year, day.month) == (year, month) for day in days)
    assert all(not open_days or day.weekday() in open_days for day in days)
    length = calendar.monthrange(year, month)[1]
    candidates = [date(year, month, day) for day in range(1, length + 1)]
    eligible = [day for day in candidates if not open_days or day.weekday() in open_days]
    quiet = 1 if kind is FeastKind.RELIGIOUS and feast.on in eligible else 0
    assert min(count, len(eligible)) - quiet <= len(plan) <= min(count, len(eligible))
    shown = Counter(post.product_key for post in plan if post.theme is Theme.PRODUCT)
    if shown:
        fewest = min(shown.get(f"p{number}", 0) for number in range(products))
        assert max(shown.values()) - fewest <= 1
    assert all((post.theme is Theme.PRODUCT) == (post.product_key is not None) for post in plan)
    again = plan_month(
        profile=profile, year=year, month=month, feasts=[feast], count=count, seed=seed
    )
    assert again == plan


def test_plan_month_spreads_over_the_month():
    plan = plan_month(profile=shop(), year=2027, month=9, feasts=(), seed="x")
    assert len(plan) == 12
    gaps = [(later.on - earlier.on).days for earlier, later in itertools.pairwise(plan)]
    assert max(gaps) <= 6
    assert {post.theme for post in plan} >= {Theme.PRODUCT, Theme.ORDER, Theme.WEEKEND}


def test_plan_month_greets_national_days_and_serves_before_religious_ones():
    august = plan_month(profile=shop(), year=2027, month=8, feasts=[INDEPENDENCE], seed="x")
    (post,) = [each for each in august if each.feast]
    assert post.on == date(2027, 8, 17)
    december = plan_month(profile=shop(), year=2027, month=12, feasts=[CHRISTMAS], seed="x")
    (post,) = [each for each in december if each.feast]
    assert post.on == date(2027, 12, 18)
    assert date(2027, 12, 25) not in {each.on for each in december}


def test_plan_month_keeps_regional_feasts_in_their_region():
    feast = Feast(date(2027, 7, 1), "Hari Jadi", FeastKind.REGIONAL, region="Kota Medan")
    at_home = plan_month(profile=shop(), year=2027, month=7, feasts=[feast], seed="x")
    elsewhere = plan_month(
        profile=shop(region="Kota Binjai"), year=2027, month=7, feasts=[feast], seed="x"
    )
    assert [post.feast for post in at_home if post.feast] == ["Hari Jadi"]
    assert not [post for post in elsewhere if post.feast]


def test_plan_month_does_not_plan_what_may_not_be_advertised():
    goods = (Product(key="tuak", name="Tuak"), Product(key="mie", name="Mie gomak"))
    lapo = Profile(code="LJ-1", slug="a", name="Lapo", products=goods)
    plan = plan_month(profile=lapo, year=2027, month=7, feasts=(), seed="x")
    assert {post.product_key for post in plan} == {"mie", None}


def test_plan_month_speaks_of_hours_only_when_they_are_known():
    without = plan_month(profile=shop(), year=2027, month=7, feasts=(), count=30, seed="x")
    assert Theme.HOURS not in {post.theme for post in without}
    hours = shop(open_days=range(7))
    plan = plan_month(profile=hours, year=2027, month=7, feasts=(), count=30, seed="x")
    assert Theme.HOURS in {post.theme for post in plan}
