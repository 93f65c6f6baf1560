"""Pages say nothing a hostile fact would like them to say."""

import gzip
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laju.core.profile import Opening, Permit, Product
from laju.core.texts import Line
from laju.engines.sites import (
    Campaign,
    render_site,
)
from laju.engines.sites.words import shown
from tests.engines.site_samples import (
    CAMPAIGN,
    TODAY,
    assert_harmless,
    pages,
    rich_profile,
    texts_for,
)

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{7*7}}{% raw %}{# x",
    "</script><script>alert(1)</script>",
    "</title></style><svg onload=alert(1)>",
    "\u202eterbalik\u2066",
    "nol\x00nol\x1b[31m",
    "\ud800 separuh huruf",
    "A" * 10_000,
    "<!-- <![CDATA[ ]]>",
    "&lt;script&gt; &amp;#x2f;",
    "\u2028\u2029",
    "javascript:alert(1)",
    "",
    "   ",
)


def hostile_profile(text):
    return rich_profile(
        name=text,
        owner_name=text,
        activity=text,
        address=text,
        region_name=text,
        province_name=text,
        district_name=text,
        village_name=text,
        code=text,
        products=(Product("utama", text, 1000, text, text), Product(text, text)),
        permits=(Permit(text, text), Permit("NIB", text, date(2099, 1, 1))),
        channels={"instagram": text, "website": text, "facebook": text, text: text},
        hours=(Opening(0, text, text), Opening(9, "08:00", "09:00")),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_render_site_escapes_hostile_text(text):
    profile = hostile_profile(text)
    line = Line(text)
    texts = replace(
        texts_for(profile),
        headline=line,
        tagline=line,
        about=line,
        description=line,
        product_lines={"utama": line},
        order=line,
        offer=line,
    )
    campaign = Campaign("penawaran", "utama", text)
    found = pages(profile, texts, campaign=campaign, programme=text, base_url="https://a.example/s")
    reference = pages(rich_profile(), campaign=CAMPAIGN)
    assert set(found) == set(reference)
    for page in found.values():
        assert_harmless(page)
        assert len(page.all("img")) == 0


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_render_site_survives_any_text(one, other):
    profile = replace(hostile_profile(one), owner_name=other, address=other)
    for page in pages(profile, texts_for(profile, about=Line(other)), campaign=CAMPAIGN).values():
        assert_harmless(page)


def test_render_site_keeps_long_names_in_bounds():
    found = render_site(
        profile=hostile_profile("A" * 10_000),
        texts=texts_for(rich_profile(), about=Line("B" * 50_000)),
        updated_on=TODAY,
    )
    assert len(found["index.html"]) < 60_000
    assert len(gzip.compress(found["index.html"], 6)) <= 14_000


@pytest.mark.parametrize("code", [0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF])
def test_points_that_no_page_may_hold_are_left_out(code):
    assert shown(f"Keripik{chr(code)} Bu Ani") == "Keripik Bu Ani"
