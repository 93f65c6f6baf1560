from datetime import date, timedelta

import pytest

from laju.apps.programme.models import Participant
from laju.apps.skills.proofs import PROOFS, seen_of, so_far_of
from laju.apps.studio.models import Fact, InterviewStep, Photo, Product
from laju.apps.visits.models import Visits
from tests import factories


@pytest.fixture
def row(medan):
    return factories.ParticipantFactory(application__business__region=medan)


def seen(row, proof):
    return seen_of(participants=[row])[proof].get(row.pk)


def fact(row, name, value, at, origin="OWNER"):
    business = row.application.business
    Fact.objects.filter(business=business, name=name).update(is_current=False)
    return Fact.objects.create(business=business, name=name, value=value, origin=origin, at=at)


def product(row, number, **more):
    return Product.objects.create(
        business=row.application.business,
        key=f"barang-{number}",
        name=f"Barang {number}",
        origin="OWNER",
        **{"price_rupiah": 5000, "unit": "bungkus"} | more,
    )


def photo(row, number, hints=()):
    return Photo.objects.create(
        business=row.application.business, sha256=f"{number:064}", files=[], hints=list(hints),
        origin="OWNER", added_by="x", added_at=factories.AT,
    )  # fmt: skip


def post(row, day, status="PROVEN"):
    return factories.PostFactory(participant=row, on=day, status=status)


def test_nobody_has_done_anything_at_first(row):
    Participant.objects.filter(pk=row.pk).update(left_at=None)
    row.application.business.owner.nib = ""
    row.application.business.owner.save()
    told = seen_of(participants=[row])
    assert set(told) == set(PROOFS)
    assert {name for name, found in told.items() if found} == set()
    assert seen_of(participants=[])["photo"] == {}


def test_three_answers_are_no_story_four_are(row):
    for number in range(4):
        assert seen(row, "story") is None
        InterviewStep.objects.create(
            business=row.application.business, question=f"q{number}", outcome="TOLD", by="x",
            at=factories.AT,
        )  # fmt: skip
    assert "4 pertanyaan" in seen(row, "story")


def test_a_dark_photo_is_no_proof(row):
    photo(row, 1, hints=["DARK"])
    assert seen(row, "photo") is None
    photo(row, 2)
    assert seen(row, "photo")


def test_prices_and_shelf_are_counted_as_the_page_shows_them(row):
    for number in range(5):
        product(row, number, photo=photo(row, number) if number else None)
    product(row, 8, is_shown=False, photo=photo(row, 8))
    product(row, 9, price_rupiah=None)
    assert seen(row, "prices").startswith("5 barang") and seen(row, "shelf") is None
    product(row, 10, unit="", photo=photo(row, 10))
    assert seen(row, "shelf").startswith("5 barang") and seen(row, "prices").startswith("5")


def test_what_only_the_sheet_says_is_nobodys_doing(row, at):
    fact(row, "hours", [["MON", "08:00", "17:00"]], at, origin="SHEET")
    assert seen(row, "hours") is None
    fact(row, "hours", [["MON", "08:00", "17:00"]], at)
    assert seen(row, "hours")
    fact(row, "qris", "0002…", at)
    assert seen(row, "qris")
    fact(row, "qris", "", at)
    assert seen(row, "qris") is None


def test_an_expired_or_odd_permit_is_no_proof(row, at):
    past = (date.today() - timedelta(days=1)).isoformat()  # noqa: DTZ011
    fact(row, "permits", [["PIRT", "2061271010042-29", past]], at)
    assert seen(row, "permit") is None
    stands = [["NIB", "9120001234563", None], ["HALAL", "ID12110000123456789", None]]
    fact(row, "permits", stands[1:], at, origin="SHEET")
    assert seen(row, "permit") is None
    assert so_far_of(participant=row, proof="permit").is_on_sheet
    fact(row, "permits", stands[1:], at)
    assert seen(row, "permit") == "1 izin bernomor yang berlaku"


def test_a_number_the_office_registered_is_not_the_owners_doing(row):
    row.application.business.owner.nib = "9120001234563"
    row.application.business.owner.save()
    assert seen(row, "permit") is None


def test_prices_from_the_sheet_are_nobodys_doing(row):
    for number in range(3):
        product(row, number, unit="bungkus")
    Product.objects.filter(key="barang-0").update(origin="SHEET")
    assert seen(row, "prices") is None
    assert so_far_of(participant=row, proof="prices") == (2, 3, False)


@pytest.mark.parametrize("proof", sorted(PROOFS))
def test_how_far_a_task_is_agrees_with_its_proof(row, at, proof):
    """Nothing is told as done that the proof does not see, and the other way round."""
    before = so_far_of(participant=row, proof=proof)
    assert before.there < before.needed and seen(row, proof) is None
    for number in range(5):
        product(row, number, photo=photo(row, number))
        InterviewStep.objects.create(
            business=row.application.business, question=f"q{number}", outcome="TOLD", by="x",
            at=at,
        )  # fmt: skip
        post(row, date(2027, 3, 1) + timedelta(weeks=number))
    fact(row, "hours", [[0, "08:00", "17:00"]], at)
    fact(row, "qris", "0002…", at)
    fact(row, "permits", [["HALAL", "ID12110000123456789", None]], at)
    factories.UserFactory(username="pemilik-2", role="OWNER")
    factories.ContentFactory(participant=row, status="APPROVED", decided_by="pemilik-2")
    site = factories.SiteFactory(participant=row)
    Visits.objects.create(
        site=site, page="index", what="c", visitors=1, hits=1, on=date(2027, 3, 1)
    )
    after = so_far_of(participant=row, proof=proof)
    assert after.there >= after.needed and seen(row, proof)


def test_only_the_owners_own_yes_counts(row):
    content = factories.ContentFactory(participant=row, status="APPROVED", decided_by="petugas")
    assert seen(row, "approved") is None
    factories.UserFactory(username="pemilik-1", role="OWNER")
    content.decided_by = "pemilik-1"
    content.save()
    assert seen(row, "approved")


def test_a_page_that_is_down_is_not_live(row):
    site = factories.SiteFactory(participant=row)
    assert site.slug in seen(row, "live")
    site.status = "DOWN"
    site.save()
    assert seen(row, "live") is None


def test_presses_of_the_order_button_are_told(row):
    site = factories.SiteFactory(participant=row)
    given = {"site": site, "page": "index", "visitors": 1, "on": date(2027, 3, 1)}
    Visits.objects.create(what="v", hits=90, **given)
    assert seen(row, "chat") is None
    Visits.objects.create(what="c", hits=2, **given)
    assert seen(row, "chat")


def test_four_posts_in_one_week_are_no_routine(row):
    for day in range(1, 5):
        post(row, date(2027, 3, day))
    assert "4 kiriman" in seen(row, "post") and seen(row, "routine") is None
    for day in (8, 15, 22):
        post(row, date(2027, 3, day))
    post(row, date(2027, 3, 29), status="PLANNED")
    assert "4 minggu" in seen(row, "routine")


def test_many_participants_cost_no_more_questions_than_one(medan, django_assert_max_num_queries):
    rows = [factories.ParticipantFactory(application__business__region=medan) for _ in range(7)]
    with django_assert_max_num_queries(16):
        seen_of(
            participants=list(
                Participant.objects.select_related("application").filter(
                    pk__in=[r.pk for r in rows]
                )
            )
        )
