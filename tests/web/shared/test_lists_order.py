"""Pages of a long list are the same from whichever end they are reached."""

import pytest
from django.test import RequestFactory

from laju.apps.registry.models import Business
from laju.web.shared.lists import asked_page, known_page, page_in_order
from tests.factories import BusinessFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_down", [False, True])
def test_page_in_order_shows_each_row_once(is_down):
    for number in range(11):
        BusinessFactory(name_folded=f"usaha {number % 4}")
    shown = []
    for number in (1, 2, 3, 4, 99):
        request = RequestFactory().get(f"/?page={number}")
        page = page_in_order(
            request, Business.objects.all(), order=("name_folded", "pk"), is_down=is_down,
            count=11, size=3,
        )  # fmt: skip
        shown += [b.pk for b in page] if number <= 4 else []
    assert [b.pk for b in page] == shown[-2:]  # beyond the end lies the last page
    wanted = Business.objects.order_by("name_folded", "pk").values_list("pk", flat=True)
    assert shown == (list(wanted)[::-1] if is_down else list(wanted))


@pytest.mark.parametrize(
    ("query", "number"), [("", 1), ("page=3", 3), ("page=0", 1), ("page=-1", 1), ("page=٣", 1), ("page=x", 1)]
)  # fmt: skip
def test_asked_page_takes_nonsense_for_the_first(query, number):
    assert asked_page(RequestFactory().get(f"/?{query}")) == number


def test_known_page_counts_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        page = known_page([1, 2, 3], number=2, count=1000, size=3)
        assert (page.paginator.count, page.paginator.num_pages, list(page)) == (
            1000,
            334,
            [1, 2, 3],
        )
