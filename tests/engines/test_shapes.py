from laju.engines.shapes import area_of, is_small, middle_of, path_of, projection, rings_of

SQUARE = [(0.0, 0.0), (0.0, 40.0), (40.0, 40.0), (40.0, 0.0), (0.0, 0.0)]
HORSESHOE = [(0, 0), (0, 40), (40, 40), (40, 0), (30, 0), (30, 30), (5, 30), (5, 0), (0, 0)]


def test_middle_of_lies_inside_a_horseshoe():
    x, y = middle_of(HORSESHOE)
    assert (30 < x < 40) and y == 20


def test_area_of_counts_a_square():
    assert abs(area_of(SQUARE)) == 1600


def test_path_of_steps_back_to_its_start():
    assert path_of([SQUARE]) == "M0 0l0 40l40 0l0 -40z"


def test_is_small_looks_at_the_narrow_side():
    assert not is_small([SQUARE])
    assert is_small([[(x / 2, y) for x, y in SQUARE]])


def test_projection_puts_north_up_and_fills_the_width():
    feature = {
        "geometry": {"type": "Polygon", "coordinates": [[[98, 0], [99, 0], [99, 1], [98, 0]]]}
    }
    project, height = projection([feature], width=100, margin=10)
    assert [round(n) for n in project((99, 1))] == [90, 10]
    assert round(project((98, 0))[0]) == 10
    assert height > 90
    assert len(rings_of(feature["geometry"])) == 1
