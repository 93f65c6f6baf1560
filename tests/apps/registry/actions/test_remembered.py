from laju.apps.registry.actions import Remembered
from laju.apps.registry.models import Business
from tests.apps.registry.actions.sheets import receive, row
from tests.apps.registry.actions.test_known import NAMES, NUMBERS


def test_learn_news_reads_only_what_is_new(agency, django_assert_max_num_queries):
    receive(row(), by=agency)
    known = Remembered()
    known.learn_news()
    with django_assert_max_num_queries(4):
        known.learn_news()
    receive(row("Salon"), by=agency, sha256="b" * 64)
    known.learn_news()
    assert len(known.businesses(NUMBERS, [], NAMES)) == Business.objects.count() == 2
