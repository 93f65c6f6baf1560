from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from laju.engines.charts import Bar, draw_bars, draw_funnel, draw_sparkline

SVG = "{http://www.w3.org/2000/svg}"
WORDS = {"title": "Judul", "description": "Uraian"}


def _widths(svg):
    return [float(bar.get("width")) for bar in ET.fromstring(svg).iter(f"{SVG}rect")]


def test_draw_bars_are_in_proportion():
    one, two = _widths(draw_bars(bars=[Bar("a", 50), Bar("b", 100)], **WORDS))
    assert abs(one * 2 - two) < 0.3


def test_draw_bars_tell_unknown_from_zero():
    svg = draw_bars(bars=[Bar("a", None), Bar("b", 0)], **WORDS)
    titles = [title.text for title in ET.fromstring(svg).iter(f"{SVG}title")]
    assert titles == ["Judul", "a: belum ada data", "b: 0"]


def test_draw_bars_link_and_target():
    root = ET.fromstring(draw_bars(bars=[Bar("a", 1, "/a/")], target=2, **WORDS))
    assert root.get("role") == "group"
    assert next(root.iter(f"{SVG}a")).get("href") == "/a/"
    assert "sasaran 2" in [text.text for text in root.iter(f"{SVG}text")]


def test_draw_funnel_shares_are_of_the_first_step():
    svg = draw_funnel(steps=[("Mendaftar", 1342), ("Terpilih", 1000)], **WORDS)
    titles = [title.text for title in ET.fromstring(svg).iter(f"{SVG}title")]
    assert titles[1:] == ["Mendaftar: 1.342 (100 %)", "Terpilih: 1.000 (74,5 %)"]


def test_draw_sparkline_breaks_at_unknown_values():
    root = ET.fromstring(draw_sparkline(values=[1, None, 2, 3], **WORDS))
    assert root.find(f"{SVG}path").get("d").count("M") == 2


@given(
    values=st.lists(st.one_of(st.none(), st.floats(-1e12, 1e12), st.just(float("nan"))), max_size=8)
)
def test_charts_draw_anything(values):
    bars = [Bar(str(number), value) for number, value in enumerate(values)]
    steps = [(str(number), value or 0.0) for number, value in enumerate(values)]
    for svg in (
        draw_bars(bars=bars, **WORDS),
        draw_funnel(steps=steps, **WORDS),
        draw_sparkline(values=values, **WORDS),
    ):
        ET.fromstring(svg)
        assert "style=" not in svg
