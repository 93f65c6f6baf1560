from datetime import timedelta

from laju.apps.programme.drafts import (
    LIFE,
    MOST_CHARACTERS,
    draft_of,
    forget_draft,
    keep_draft,
    new_key,
)
from laju.apps.programme.models import ApplicationDraft
from tests import factories

NAMES = frozenset({"name", "phone"})


def keep(key, cohort, at, **answers):
    return keep_draft(key=key, cohort=cohort, answers=answers, names=NAMES, at=at)


def test_answers_gather_under_a_key_that_is_not_stored(db, at):
    cohort, key = factories.CohortFactory(), new_key()
    keep(key, cohort, at, name="Keripik")
    assert keep(key, cohort, at, phone="0812") == {"name": "Keripik", "phone": "0812"}
    assert draft_of(key=key, cohort=cohort, at=at).answers == {"name": "Keripik", "phone": "0812"}
    assert key not in str(ApplicationDraft.objects.values().get())
    assert draft_of(key=new_key(), cohort=cohort, at=at).answers == {}
    assert draft_of(key="", cohort=cohort, at=at).answers == {}


def test_only_known_answers_of_a_sane_size_are_kept(db, at):
    cohort, key = factories.CohortFactory(), new_key()
    told = keep(key, cohort, at, name="a\x00b" + "x" * 9999, nik="1271", phone=["0812"])
    assert set(told) == {"name"} and len(told["name"]) == MOST_CHARACTERS
    assert told["name"].startswith("abx")


def test_a_draft_is_forgotten_when_it_is_sent_or_old(db, at):
    cohort, key = factories.CohortFactory(), new_key()
    keep(key, cohort, at, name="Keripik")
    assert draft_of(key=key, cohort=cohort, at=at + LIFE + timedelta(seconds=1)).answers == {}
    keep(new_key(), cohort, at + LIFE + timedelta(days=1), name="Lain")
    assert ApplicationDraft.objects.count() == 1
    keep(key, cohort, at, name="Keripik")
    forget_draft(key=key)
    assert draft_of(key=key, cohort=cohort, at=at).answers == {}
    forget_draft(key="")


def test_answers_of_an_earlier_year_do_not_come_back(db, at):
    key = new_key()
    keep(key, factories.CohortFactory(year=2026), at, name="Keripik")
    assert draft_of(key=key, cohort=factories.CohortFactory(year=2027), at=at).answers == {}
