from xml.etree import ElementTree as ET

import pytest

from laju.engines.drawing import frame, indonesian, label


def test_frame_escapes_and_names_the_picture():
    svg = frame(key='a"b', title="<Usaha>", description="&", width=1, height=2, body=[])
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    assert [child.text for child in root] == ["<Usaha>", "&"]


def test_label_escapes_text():
    assert "&lt;script&gt;" in label("<script>", x=0, y=0)


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (1234.5, "1.234,5"), (-3, "-3"), (float("nan"), "–")]
)
def test_indonesian_writes_points_and_comma(number, text):
    assert indonesian(number) == text
