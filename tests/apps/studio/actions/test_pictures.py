"""Photos and posters on record."""

from datetime import timedelta

from laju.apps.studio.actions import add_photo, compose_contents, record_facts, record_posters
from laju.apps.studio.models import Photo, Poster, Product
from laju.apps.studio.queries import (
    participants_awaiting_content,
    participants_awaiting_posters,
    posters_by_participant,
    profiles_of,
)
from tests.factories import ContentFactory, ParticipantFactory

HOUR = timedelta(hours=1)
FILES = [
    {"path": "a-480.webp", "width": 480, "height": 360, "bytes": 1},
    {"path": "a-960.webp", "width": 960, "height": 720, "bytes": 2},
]


def photo(business, by, at, sha="a"):
    return add_photo(business=business, sha256=sha * 64, files=FILES, hints=["gelap"], by=by, at=at)


def test_add_photo_goes_to_the_first_product_without_one(owner, at):
    participant = ParticipantFactory()
    business = participant.application.business
    products = [{"name": "Dodol"}, {"name": "Kue"}]
    record_facts(participant=participant, facts={}, products=products, by=owner, at=at)
    first, second = photo(business, owner, at), photo(business, owner, at, "b")
    assert list(Product.objects.values_list("photo", flat=True)) == [first.pk, second.pk]
    profile = profiles_of(keys=[business.pk])[business.pk]
    assert profile.photo == "a-960.webp"  # the largest
    assert [product.photo for product in profile.products] == ["a-960.webp"] * 2


def test_add_photo_twice_changes_nothing(owner, agency, at):
    participant = ParticipantFactory()
    business = participant.application.business
    assert photo(business, owner, at) == photo(business, agency, at + HOUR)
    kept = Photo.objects.get()
    assert (kept.origin, kept.added_by, kept.added_at) == ("OWNER", "pemilik", at)


def test_add_photo_has_texts_composed_anew(owner, agency, at):
    participant = ParticipantFactory()
    cohort = participant.application.cohort
    compose_contents(cohort=cohort, by=agency, at=at)
    photo(participant.application.business, owner, at + HOUR)
    assert list(participants_awaiting_content(cohort=cohort)) == [participant]


def posters(participant, digest="c"):
    return [
        {
            "participant": participant,
            "product_key": "dodol",
            "size": size,
            "path": f"{participant.pk}/{size}-{digest}.jpg",
            "input_sha256": digest * 64,
        }
        for size in ("square", "portrait")
    ]


def test_record_posters_replaces_each_size(agency, at):
    content = ContentFactory(composed_at=at)
    participant = content.participant
    cohort = participant.application.cohort
    assert list(participants_awaiting_posters(cohort=cohort)) == [content]
    assert record_posters(posters=posters(participant), by=agency, at=at) == 2
    assert not participants_awaiting_posters(cohort=cohort)
    assert record_posters(posters=posters(participant, "d"), by=agency, at=at + HOUR) == 2
    assert Poster.objects.count() == 2
    assert posters_by_participant(keys=[participant.pk]) == {
        participant.pk: {
            "dodol": {
                "square": f"{participant.pk}/square-d.jpg",
                "portrait": f"{participant.pk}/portrait-d.jpg",
            }
        }
    }
