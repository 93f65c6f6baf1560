def test_gazetteer_lists_places_below_a_place(gazetteer):
    assert len(gazetteer.regions_in(province="12")) == 33
    assert len(gazetteer.districts_in(region="12.71")) == 21
    assert gazetteer.villages_in(district="33.72.01") == ()
    assert gazetteer.place(code="12.71").bps_code == "1275"
    assert gazetteer.place(code="99") is None
