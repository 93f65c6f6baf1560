from laju.core.kbli import Level, Version
from laju.engines.reference import (
    load_classification,
    load_gazetteer,
    load_modelled_businesses,
    load_published_figures,
    load_region_facts,
    load_shapes,
)


def test_load_gazetteer_has_every_place():
    index = load_gazetteer().index
    counts = [len(index.provinces), len(index.regions), len(index.districts), len(index.villages)]
    assert counts == [38, 514, 7285, 6110]


def test_load_gazetteer_is_read_once():
    assert load_gazetteer() is load_gazetteer()


def test_load_region_facts_add_up():
    facts = load_region_facts()
    regions = load_gazetteer().regions_in(province="12")
    assert sum(facts[place.code].population for place in regions) == facts["12"].population
    assert abs(sum(facts[place.code].area_km2 for place in regions) - facts["12"].area_km2) < 0.01


def test_load_classification_has_the_official_codes():
    old = load_classification(version=Version.KBLI_2020)
    new = load_classification(version=Version.KBLI_2025)
    assert sum(entry.level is Level.SUBCLASS for entry in old.entries) == 1790
    assert sum(entry.level is Level.SUBCLASS for entry in new.entries) == 1559
    assert len(old.by_code) == len(old.entries)
    assert len(new.by_code) == len(new.entries)


def test_load_shapes_join_to_regions():
    shapes = load_shapes(province="12")
    codes = {feature["properties"]["kode"] for feature in shapes["features"]}
    assert codes == {place.code for place in load_gazetteer().regions_in(province="12")}
    assert load_shapes(province="35") is None


def test_published_figures_add_up_only_without_the_slip():
    figures = {figure.key: figure.value for figure in load_published_figures()}
    whole = figures["usaha_total"]
    assert figures["usaha_mikro_kecil"] + figures["usaha_menengah_besar"] == whole
    assert figures["usaha_mikro_kecil"] + figures["usaha_menengah_besar_tercetak"] != whole


def test_modelled_businesses_sum_to_the_published_total():
    model = load_modelled_businesses()
    assert len(model) == 33
    assert sum(region.businesses for region in model.values()) == 1_166_918
    assert sum(region.medium_large for region in model.values()) == 13_160
    assert all(r.micro_small + r.medium_large == r.businesses for r in model.values())
