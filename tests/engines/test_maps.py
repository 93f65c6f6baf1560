import gzip
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.engines.maps import (
    BreaksDoNotFit,
    Tile,
    draw_region_map,
    draw_tile_map,
    equal_breaks,
)
from laju.engines.reference import load_gazetteer, load_region_facts, load_shapes

SVG = "{http://www.w3.org/2000/svg}"
CODES = [place.code for place in load_gazetteer().regions_in(province="12")]


def _draw(**changes):
    given_ = {
        "shapes": load_shapes(province="12"),
        "values": {code: float(number) for number, code in enumerate(CODES)},
        "title": "Usaha per wilayah",
        "description": "Peta 33 kabupaten dan kota.",
        "breaks": (5, 10, 15, 20, 25),
    }
    return draw_region_map(**(given_ | changes))


def _titles(svg):
    return [title.text for title in ET.fromstring(svg).iter(f"{SVG}title")]


def test_draw_region_map_says_every_value():
    titles = _titles(_draw())
    assert "Kota Medan: 25" in titles
    assert {title.split(":")[0] for title in titles[1:]} == {
        place.name for place in load_gazetteer().regions_in(province="12")
    }


def test_draw_region_map_is_small_and_free_of_scripts_and_styles():
    svg = _draw()
    assert len(gzip.compress(svg.encode())) < 9_000
    for banned in ("style=", "<style", "<script", "onclick", "javascript:"):
        assert banned not in svg


def test_draw_region_map_hatches_only_missing_values():
    missing = _draw(values={**dict.fromkeys(CODES, 1.0), "12.15": None})
    assert missing.count('class="map-none" fill="url(#map-hatch)"') == 1
    assert "Kabupaten Pakpak Bharat: belum ada data" in _titles(missing)
    assert "belum ada data" not in _draw()


def test_draw_region_map_links_each_region_for_the_keyboard():
    root = ET.fromstring(_draw(href=lambda code: f"/wilayah/{code}/?a=1&b=2"))
    links = {link.get("href"): link.get("aria-label") for link in root.iter(f"{SVG}a")}
    assert root.get("role") == "group"
    assert len(links) == 33
    assert links["/wilayah/12.71/?a=1&b=2"] == "Kota Medan: 25"


def test_draw_region_map_marks_small_cities_with_a_dot():
    groups = ET.fromstring(_draw()).iter(f"{SVG}g")
    dotted = {
        group.find(f"{SVG}title").text.split(":")[0]
        for group in groups
        if group.find(f"{SVG}circle") is not None and group.find(f"{SVG}title") is not None
    }
    assert {"Kota Sibolga", "Kota Tebing Tinggi", "Kota Tanjungbalai"} <= dotted
    assert "Kabupaten Langkat" not in dotted


def test_draw_region_map_labels_the_selected_region():
    def texts(svg):
        return [text.text for text in ET.fromstring(svg).iter(f"{SVG}text")]

    assert "Nias Barat" in texts(_draw(selected="12.25", labels=0))
    assert "Nias Barat" not in texts(_draw(labels=0))


@pytest.mark.parametrize("breaks", [(1, 1), (2, 1), tuple(range(6))])
def test_draw_region_map_refuses_breaks_that_do_not_fit(breaks):
    with pytest.raises(BreaksDoNotFit):
        _draw(breaks=breaks)


@pytest.mark.parametrize("province", [p.code for p in load_gazetteer().index.provinces])
def test_draw_tile_map_serves_every_province(province):
    facts = load_region_facts()
    regions = load_gazetteer().regions_in(province=province)
    tiles = [Tile(p.code, p.name, facts[p.code].latitude, facts[p.code].longitude) for p in regions]
    values = {place.code: float(facts[place.code].population) for place in regions}
    svg = draw_tile_map(
        tiles=tiles,
        values=values,
        title="Penduduk",
        description="Satu petak per wilayah.",
        breaks=equal_breaks(values=values.values()),
        href=lambda code: f"/{code}/",
        selected=regions[0].code,
    )
    assert len(_titles(svg)) == len(regions) + 1


def test_draw_tile_map_bears_an_empty_province():
    svg = draw_tile_map(tiles=[], values={}, title="a", description="b", breaks=())
    assert ET.fromstring(svg).get("role") == "img"


@given(values=st.lists(st.one_of(st.none(), st.floats())), classes=st.integers(1, 6))
def test_equal_breaks_always_rise_and_fit(values, classes):
    breaks = equal_breaks(values=values, classes=classes)
    assert len(breaks) < max(classes, 2)
    assert list(breaks) == sorted(set(breaks))


def test_draw_region_map_says_why_a_value_is_missing():
    svg = _draw(values={**dict.fromkeys(CODES, 1.0), "12.15": None}, no_data="di luar wilayah Anda")
    assert "Kabupaten Pakpak Bharat: di luar wilayah Anda" in _titles(svg)
    assert "belum ada data" not in svg


def test_draw_region_map_keeps_its_names_apart():
    svg = _draw(values={code: float(code in {"12.71", "12.75", "12.07"}) for code in CODES})
    places = [
        (float(text.get("x")), float(text.get("y")))
        for text in ET.fromstring(svg).iter(f"{SVG}text")
        if text.get("font-size") == "20"
    ]
    assert places
    for at, (x, y) in enumerate(places):
        assert all(abs(y - v) >= 28 or abs(x - u) > 60 for u, v in places[at + 1 :])
