from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

import laju.web
from laju.web.templatetags import laju as tags

STATIC = Path(laju.web.__file__).parent / "static" / "laju"


def render(source: str, address: str = "/", **context: object) -> str:
    request = RequestFactory().get(address)
    return Template("{% load laju %}" + source).render(Context({"request": request, **context}))


def test_figures_are_written_as_people_write_them() -> None:
    assert tags.rupiah(1_250_000) == "Rp1.250.000"
    assert tags.count(1_166_918) == "1.166.918"
    assert tags.percent(15.3) == "15,3 %"
    assert tags.share_of(1, 3) == "33,3 %"


@pytest.mark.parametrize("write", [tags.rupiah, tags.count, tags.percent])
def test_nothing_known_is_a_dash_and_zero_is_not(write) -> None:
    assert write(None) == write("") == "–"
    assert "0" in write(0)


def test_a_share_of_nothing_is_a_dash() -> None:
    assert tags.share_of(5, 0) == "–"
    assert tags.width_of(5, 0) == "0"


@pytest.mark.parametrize(("part", "width"), [(-5, "0.00"), (50, "50.00"), (500, "100.00")])
def test_a_bar_stays_in_its_box(part: int, width: str) -> None:
    assert tags.width_of(part, 100) == width


def test_pages_keep_the_filters() -> None:
    page = Paginator(range(100), 10).get_page(3)
    html = render("{% page_links page %}", "/usaha/?q=ulos+%26+kopi&page=3", page=page)
    assert 'href="?q=ulos+%26+kopi&amp;page=4" rel="next"' in html
    assert html.count('aria-current="page"') == 1
    assert "21–30" in html


def test_one_page_needs_no_links() -> None:
    page = Paginator(range(5), 10).get_page(1)
    assert "<nav" not in render("{% page_links page %}", page=page)


def test_a_column_sorts_and_then_turns_round() -> None:
    head = '{% sort_header "name" "Usaha" %}'
    assert 'href="?sort=name&amp;page=1"' in render(head)
    turned = render(head, "/?sort=name")
    assert 'aria-sort="ascending"' in turned
    assert 'href="?sort=-name&amp;page=1"' in turned
    assert 'aria-sort="descending"' in render(head, "/?sort=-name")


def test_what_people_typed_is_text_not_markup() -> None:
    html = render("{% sort_header key label %}", key="a", label="<script>")
    assert "<script>" not in html


def test_a_speaking_icon_has_a_name() -> None:
    assert 'aria-label="Toko"' in tags.laju_icon("store", "Toko")
    assert "aria-hidden" in tags.laju_icon("store")


def test_the_icons_that_tags_name_exist() -> None:
    drawn = (STATIC / "icons.svg").read_text()
    for name in {*tags.NOTICE_ICONS.values(), *tags.STEP_ICONS.values(), "info", "circle"}:
        assert f'id="{name}"' in drawn
