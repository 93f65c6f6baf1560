import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.budgets import plan_budget
from laju.core.channels import (
    FACTS,
    LABELS,
    Channel,
    affordable_channels,
    pools_below_minimum,
    prior_cells,
    prior_curve,
)
from laju.core.profile import Sector


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("sector", Sector)
def test_prior_curve_starts_within_its_published_range(channel, sector):
    prior = prior_curve(channel=channel, sector=sector)
    first_click = prior.scale_rupiah / prior.gain
    assert prior.cost_low <= first_click <= prior.cost_high
    assert prior.label == "PRIOR"
    assert prior.source


def test_facts_name_date_and_source_for_every_channel():
    assert set(FACTS) == set(LABELS) == set(Channel)
    assert all(fact.source and fact.as_of.year > 2000 for fact in FACTS.values())


@given(st.integers(0, 10**8), st.integers(1, 31))
def test_affordable_channels_only_grow_with_money(rupiah, days):
    few = affordable_channels(rupiah=rupiah, days=days)
    assert set(few) <= set(affordable_channels(rupiah=rupiah + 100_000, days=days))
    assert Channel.GOOGLE in few


def test_pools_below_minimum_adds_up_each_campaign():
    amounts = [
        ("12.71", Channel.TIKTOK, 1_000_000),
        ("12.71", Channel.TIKTOK, 2_000_000),
        ("12.01", Channel.TIKTOK, 100_000),
        ("12.02", Channel.TIKTOK, 0),
        ("12.01", Channel.GOOGLE, 1),
        ("12.01", Channel.MARKETPLACE, 1),
    ]
    assert pools_below_minimum(amounts=amounts, days=7) == {
        ("12.01", Channel.TIKTOK): 7 * 326_000 - 100_000
    }


def test_prior_cells_go_straight_into_a_plan():
    cells = [
        cell
        for i, sector in enumerate(Sector)
        for cell in prior_cells(business=f"B{i}", region="12.71", sector=sector)
    ]
    plan = plan_budget(rupiah=5_000_000, cells=cells, business_floor=100_000)
    assert sum(share.rupiah for share in plan.cells) == 5_000_000
    assert plan.certificate.is_optimal
